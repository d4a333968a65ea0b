/**
 * Tests for a rule, found by solving its expression: an event that it matches, and for each of its conditions what shows
 * that it is needed, as near to that event as can be. Together they reach all of the rule's condition coverage that was found.
 */
import { propositionOf, satisfiable } from '@secl/logic';
import type { LoadedRule, PolicyFile, RuleSet } from '@secl/policy';
import { conditionPlace } from '../coverage/condition-place.ts';
import type { Atom } from '../coverage/condition-tree.ts';
import { decidingProposition } from '../coverage/deciding.ts';
import { macroTexts } from '../coverage/macro-texts.ts';
import { seen } from '../coverage/outcomes.ts';
import { actionCases } from './action-cases.ts';
import type { Draft } from './draft.ts';
import { nearDraft } from './near-draft.ts';
import { firing, type NoProposal, namedApart, type Proposal, type ProposedCase, silent } from './proposed.ts';
import { type RuleOnDraft, ruleOnDraft } from './rule-on-draft.ts';
import { solution } from './solution.ts';
import { type Story, type StoryTeller, storyTeller } from './story.ts';
import { tidied } from './tidy.ts';

export interface Proposing {
  readonly ruleSet: RuleSet;
  readonly files: readonly PolicyFile[];
  readonly teller: StoryTeller;
}

export function proposing(ruleSet: RuleSet, files: readonly PolicyFile[]): Proposing {
  return { ruleSet, files, teller: storyTeller(ruleSet) };
}

/** A rule that stands for several event types is shown in full for the first, and firing for the others. */
export function propose(id: string, about: Proposing): Proposal | NoProposal {
  const [main, ...others] = about.ruleSet.rules.filter((rule) => rule.id === id);
  if (main === undefined) return { rule: id, reason: 'it is not loaded' };
  const on = ruleOnDraft(main, about.ruleSet);
  if (on === undefined) return { rule: id, reason: 'it has problems' };
  const story = firingStory(on, about);
  if (story === undefined) return { rule: id, reason: reasonFor(main) };
  const { cases, notFound } = covering(on, story, about);
  const several = others.length > 0;
  const firingOn = (type: string): string => `fires on ${type}`;
  const name = several ? firingOn(main.eventType) : 'fires';
  const more = others.flatMap((other) => {
    const otherOn = ruleOnDraft(other, about.ruleSet);
    const story = otherOn && firingStory(otherOn, about);
    return story === undefined ? [] : [{ name: firingOn(other.eventType), story, expected: firing(id) }];
  });
  const opening: ProposedCase = { name, story, expected: firing(id) };
  const ofActions = actionCases(main, about.ruleSet, about.files);
  return {
    rules: [id],
    cases: namedApart([opening, ...more, ...cases, ...ofActions.cases]),
    notFound: [...notFound, ...ofActions.notFound],
  };
}

function reasonFor({ checked }: LoadedRule): string {
  const proposition = propositionOf(checked);
  if (proposition === undefined) return 'it has problems';
  if (satisfiable(proposition) === 'no') return 'no event can match it';
  if (satisfiable(proposition, 'one') === 'no')
    return 'only a program that is started through a symlink, and so answers to two names, can match it: events of tests have one';
  return 'no event that it matches was found';
}

function firingStory(on: RuleOnDraft, { teller }: Proposing): Story | undefined {
  const proposition = propositionOf(on.rule.checked);
  if (proposition === undefined) return undefined;
  const isMatch = (draft: Draft): boolean => on.verdict(draft) === true;
  const found = solution(proposition, isMatch);
  if (found === undefined) return undefined;
  const story = teller.told(tidied(found, isMatch, on.catalogue), on, ({ matches }) => matches);
  return teller.ending(story, on).matches ? story : undefined;
}

/** Cases for every condition and side that those before do not show. */
function covering(
  on: RuleOnDraft,
  firingFirst: Story,
  { ruleSet, files, teller }: Proposing,
): Pick<Proposal, 'cases' | 'notFound'> {
  const texts = macroTexts(files, ruleSet.macros);
  const shown = teller.ending(firingFirst, on).outcomes.slice();
  const start = withVariables(firingFirst, on);
  const cases: ProposedCase[] = [];
  const notFound: string[] = [];
  // First what else it fires on, then what it must not fire on.
  for (const value of [true, false]) {
    const wanted = value ? seen.decidesTrue : seen.decidesFalse;
    for (const atom of on.tree.atoms) {
      if (((shown[atom.index] ?? 0) & wanted) !== 0) continue;
      const where = conditionPlace(atom, on.rule, ruleSet.macros, texts);
      if (where === undefined) continue;
      const story = nearStory(on, atom, value, start, teller);
      if (story === undefined) {
        if (satisfiable(decidingProposition(on.tree, atom, value, on.rule.checked), 'one') === 'maybe')
          notFound.push(`\`${where.text}\` ${value} and deciding`);
        continue;
      }
      const { matches, outcomes } = teller.ending(story, on);
      for (const [index, bits] of outcomes.entries()) shown[index] = (shown[index] ?? 0) | bits;
      const says = `${matches ? 'fires' : 'silent'} ${value ? 'with' : 'without'} ${shortened(where.text)}`;
      // Only a condition that is false can be what keeps a rule silent; of a negated one that is its negation.
      const because = matches || value ? undefined : where.text;
      const { id } = on.rule;
      const expected = matches ? firing(id) : silent(id, because);
      cases.push({ name: says, story, expected });
    }
  }
  return { cases, notFound };
}

function nearStory(
  on: RuleOnDraft,
  atom: Atom,
  value: boolean,
  start: Draft,
  { told, ending }: StoryTeller,
): Story | undefined {
  const wanted = value ? seen.decidesTrue : seen.decidesFalse;
  const found = nearDraft(on, atom, value, [start]);
  if (found === undefined) return undefined;
  const isGood = (outcomes: Uint8Array): boolean => ((outcomes[atom.index] ?? 0) & wanted) !== 0;
  const draft = tidied(found, (each) => isGood(on.outcomes(each)), on.catalogue);
  const story = told(draft, on, ({ outcomes }) => isGood(outcomes));
  return isGood(ending(story, on).outcomes) ? story : undefined;
}

/** The last event of a story as it would be alone, with the variables given that the others set. */
function withVariables(story: Story, on: RuleOnDraft): Draft {
  const last = story[story.length - 1];
  if (last === undefined) throw new Error('a story has an event');
  if (on.verdict(last) === true) return last;
  const proposition = propositionOf(on.rule.checked);
  const given = ({ variables }: Draft): readonly Draft[] => [{ ...last, variables }];
  return (proposition && solution(proposition, (draft) => on.verdict(draft) === true, given)) ?? last;
}

const longestName = 70;

/** Long lists are cut after their first members. */
function shortened(condition: string): string {
  if (condition.length <= longestName) return condition;
  const cut = condition.slice(0, longestName);
  const comma = cut.lastIndexOf(',');
  return condition.endsWith(']') && comma > 0 ? `${cut.slice(0, comma)}, …]` : `${cut}…`;
}
