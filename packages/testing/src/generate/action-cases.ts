/** Cases for the conditions of a rule's actions: events that it matches, and on which they decide either way. */
import { satisfiable } from '@secl/logic';
import type { Catalogue } from '@secl/model';
import type { LoadedRule, PolicyFile, RuleSet } from '@secl/policy';
import {
  type ActionCondition,
  actionConditions,
  actionInWords,
  askedWhere,
  both,
} from '../actions/action-condition.ts';
import { conditionPlace } from '../coverage/condition-place.ts';
import { decidingProposition } from '../coverage/deciding.ts';
import { macroTexts } from '../coverage/macro-texts.ts';
import { seen } from '../coverage/outcomes.ts';
import { effectsOn } from './action-effects.ts';
import type { Draft } from './draft.ts';
import { inACgroup, storesInCgroup } from './in-a-cgroup.ts';
import { differing, type Proposal, type ProposedCase } from './proposed.ts';
import { ruleOnDraft } from './rule-on-draft.ts';
import { solution } from './solution.ts';
import { tidied } from './tidy.ts';

type Found = Pick<Proposal, 'cases' | 'notFound'>;

export function actionCases(rule: LoadedRule, ruleSet: RuleSet, files: readonly PolicyFile[]): Found {
  const all = actionConditions(rule).map((condition) => casesFor(condition, ruleSet, files));
  return {
    // Actions with the same filter are told by the same events.
    cases: differing(all.flatMap(({ cases }) => cases)),
    notFound: all.flatMap(({ notFound }) => notFound),
  };
}

function casesFor(condition: ActionCondition, ruleSet: RuleSet, files: readonly PolicyFile[]): Found {
  const { rule, action, alone } = condition;
  const asked = askedWhere(condition);
  const onRule = ruleOnDraft({ ...rule, checked: asked }, ruleSet);
  const on = ruleOnDraft(alone, ruleSet);
  if (onRule === undefined || on === undefined) return { cases: [], notFound: [] };
  const texts = macroTexts(files, ruleSet.macros);
  const shown = new Uint8Array(on.tree.atoms.length);
  const cases: ProposedCase[] = [];
  const notFound: string[] = [];
  for (const value of [true, false]) {
    const wanted = value ? seen.decidesTrue : seen.decidesFalse;
    for (const atom of on.tree.atoms) {
      const where = conditionPlace(atom, alone, ruleSet.macros, texts);
      if (where === undefined || ((shown[atom.index] ?? 0) & wanted) !== 0) continue;
      const deciding = decidingProposition(on.tree, atom, value, alone.checked);
      const whole = both(asked, { ...alone.checked, ...deciding });
      const proposition = { ...deciding, ...whole, condition: whole.condition ?? deciding.condition };
      const isGood = (draft: Draft): boolean =>
        onRule.verdict(draft) === true && ((on.outcomes(draft)[atom.index] ?? 0) & wanted) !== 0;
      const found = solution(proposition, isGood);
      const tidy = found && tidied(found, isGood, on.catalogue);
      const draft = tidy && storing(tidy, rule, isGood, on.catalogue);
      const expected = draft && effectsOn(draft, condition, ruleSet);
      if (draft === undefined || expected === undefined) {
        if (satisfiable(proposition, 'one') === 'maybe')
          notFound.push(`\`${where.text}\` ${value} and deciding about \`${actionInWords(action)}\``);
        continue;
      }
      for (const [index, bits] of on.outcomes(draft).entries()) shown[index] = (shown[index] ?? 0) | bits;
      const name = `${effectOf(condition, on.verdict(draft) === true)} ${value ? 'with' : 'without'} ${where.text}`;
      cases.push({ name, story: [draft], expected });
    }
  }
  return { cases, notFound };
}

/** Where what the rule does can be seen afterwards. */
function storing(
  draft: Draft,
  rule: LoadedRule,
  isGood: (draft: Draft) => boolean,
  catalogue: Catalogue,
): Draft {
  const stored = storesInCgroup(rule) ? inACgroup(draft, catalogue) : draft;
  return isGood(stored) ? stored : draft;
}

function effectOf({ action, role }: ActionCondition, isTrue: boolean): string {
  const name = actionInWords(action);
  if (role === 'filter') return `fires, ${isTrue ? 'does' : 'does not'} ${name}`;
  return `fires, ${name.replace(/^set /, 'sets ')} to ${isTrue}`;
}
