/**
 * Events in a row, the last of which is what a test is about. Those before it are there because a rule that they match sets
 * a variable which the tested rule reads.
 */
import { type Observer, RunningRuleSet } from '@secl/engine';
import type { CheckedRule } from '@secl/language';
import { propositionOf } from '@secl/logic';
import { catalogue, type Value } from '@secl/model';
import { type LoadedRule, type RuleSet, type SetDefinition, variableName } from '@secl/policy';
import { both } from '../actions/action-condition.ts';
import { type Outcomes, outcomesOf } from '../coverage/outcomes.ts';
import { decoderOf } from '../events/decoder-of.ts';
import { byTheSame } from './by-the-same.ts';
import { type Draft, recordOf } from './draft.ts';
import { inACgroup, readsFromCgroup } from './in-a-cgroup.ts';
import { type RuleOnDraft, ruleOnDraft } from './rule-on-draft.ts';
import { solution } from './solution.ts';
import { tidied } from './tidy.ts';

export type Story = readonly Draft[];

/** What a rule makes of the last event of a story, in its rule set. */
export interface Ending {
  readonly matches: boolean;
  readonly outcomes: Outcomes;
}

export interface StoryTeller {
  readonly ending: (story: Story, on: RuleOnDraft) => Ending;
  /** The event with what sets its variables before it; with the variables given where no rule sets them so. */
  readonly told: (draft: Draft, on: RuleOnDraft, isGood: (ending: Ending) => boolean) => Story;
}

/** Rules whose variables hang on those of other rules, and so on, are followed so far. */
const deepest = 2;

export function storyTeller(ruleSet: RuleSet): StoryTeller {
  const running = new RunningRuleSet(ruleSet, { engine: 'plain' });
  const decoder = decoderOf(catalogue(ruleSet.target.platform));

  const ending = (story: Story, { rule, tree }: RuleOnDraft): Ending => {
    running.restart();
    let result: Ending = { matches: false, outcomes: new Uint8Array(tree.atoms.length) };
    for (const [index, draft] of story.entries()) {
      const decoded = decoder.decodeRecord(recordOf(draft, ruleSet), nowhere);
      if (!decoded.ok) break;
      const observer: Observer = {
        watched: new Set([rule.id]),
        onVerdict: (judged, compiled, verdict, context) => {
          if (judged !== rule || index < story.length - 1) return;
          result = { matches: verdict === true, outcomes: outcomesOf(tree, compiled, context) };
        },
      };
      running.evaluate(decoded.event, observer);
    }
    return result;
  };

  const setters = new Map<LoadedRule, RuleOnDraft | undefined>();
  const onDraft = (rule: LoadedRule): RuleOnDraft | undefined => {
    if (!setters.has(rule)) setters.set(rule, ruleOnDraft(rule, ruleSet));
    return setters.get(rule);
  };

  const asked = new Map<CheckedRule, LoadedRule>();
  /** The rule where its action is done, too. */
  const doing = (rule: LoadedRule, filter: CheckedRule): LoadedRule => {
    const known = asked.get(filter) ?? { ...rule, checked: both(rule.checked, filter) };
    asked.set(filter, known);
    return known;
  };

  /** Events that set the variable to the value; undefined where no rule is found that does. */
  const setting = (name: string, value: Value, draft: Draft, depth: number): Story | undefined => {
    if (depth > deepest) return undefined;
    for (const rule of ruleSet.rules) {
      for (const { definition, filter } of rule.actions) {
        const { set } = definition.value;
        if (set === undefined || variableName(set) !== name) continue;
        const on = onDraft(rule);
        const done = filter === undefined ? on : onDraft(doing(rule, filter));
        const before = done && match(done, fixedBy(set, value), draft);
        if (on === undefined || before === undefined) continue;
        return told(before, on, ({ matches }) => matches, depth + 1);
      }
    }
    return undefined;
  };

  const told = (draft: Draft, on: RuleOnDraft, isGood: (end: Ending) => boolean, depth = 0): Story => {
    const given = Object.entries(draft.variables);
    const bare = { ...draft, variables: {} };
    if (isGood(ending([bare], on))) return [bare];
    const placed = readsFromCgroup(draft) ? inACgroup(bare, on.catalogue) : bare;
    const events: Draft[] = [];
    for (const [name, value] of given) {
      for (const member of typeof value === 'object' ? value : [value]) {
        events.push(...(setting(name, member, placed, depth) ?? []));
      }
    }
    const story = [...events, placed];
    if (!isGood(ending(story, on))) return [draft];
    const before = events.at(-1);
    const same = before && given.some(([name]) => name.startsWith('process.')) && byTheSame(placed, before);
    return same && isGood(ending([...events, same], on)) ? [...events, same] : story;
  };
  return { ending, told };
}

const nowhere = { document: '', text: '', line: 0, column: 1, offset: 0 };

/** What the event has to hold so that the action sets the value. */
function fixedBy({ field }: SetDefinition, value: Value): Readonly<Record<string, Value>> {
  return field === undefined ? {} : { [field.value]: value };
}

/** What says whose variables they are: two events of one process, of one container. */
const identities = [
  'process.pid',
  'process.comm',
  'container.id',
  'process.container.id',
  'cgroup.id',
  'process.cgroup.id',
  'cgroup.file.inode',
  'process.cgroup.file.inode',
] as const;

/** An event that the rule matches, of the process of the other one. */
function match(
  { rule, verdict, catalogue: whole }: RuleOnDraft,
  fixed: Readonly<Record<string, Value>>,
  { values }: Draft,
): Draft | undefined {
  const proposition = propositionOf(rule.checked);
  if (proposition === undefined) return undefined;
  const same = Object.fromEntries(
    identities.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
  const isGood = (draft: Draft): boolean => verdict(draft) === true && keeps(draft, fixed);
  const found = solution(proposition, isGood, (own) => [
    { ...own, values: { ...own.values, ...same, ...fixed } },
    { ...own, values: { ...own.values, ...fixed } },
  ]);
  return found && tidied(found, isGood, whole);
}

function keeps({ values }: Draft, fixed: Readonly<Record<string, Value>>): boolean {
  return Object.entries(fixed).every(([name, value]) => values[name] === value);
}
