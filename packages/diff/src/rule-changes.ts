import { actionChanges } from './action-changes.ts';
import type { Change, RuleChange } from './change.ts';
import { conditionChanges } from './condition-change.ts';
import { loadingChange } from './loading-change.ts';
import type { RuleHere } from './rule-here.ts';
import { settingChanges } from './setting-changes.ts';
import { statedBy } from './stated.ts';
import type { TargetPair } from './target-pair.ts';

/** Everything that differs between two versions of a rule, over all targets. */
export function ruleChanges(
  idBefore: string,
  idAfter: string,
  pairs: readonly TargetPair[],
): readonly RuleChange[] {
  const both = pairs.flatMap((pair) => {
    const [was, is] = [pair.rulesBefore.get(idBefore), pair.rulesAfter.get(idAfter)];
    return was === undefined || is === undefined ? [] : [{ pair, was, is }];
  });
  const accepted = both.filter(({ was, is }) => was.merged !== undefined && is.merged !== undefined);
  // Where no target accepts both, their definitions are compared as they stand.
  const judged = accepted.length > 0 ? accepted : both;
  const found: { readonly target: string; readonly change: Change }[] = [];
  for (const { pair, was, is } of both) {
    const { target } = pair;
    for (const change of loadingChange(was.verdict.state, is.verdict.state)) found.push({ target, change });
  }
  for (const { pair, was, is } of judged) {
    for (const change of changesOn(was, is, pair)) found.push({ target: pair.target, change });
  }
  return joined(
    found,
    judged.length === both.length ? undefined : judged.map(({ pair }) => pair.target),
    pairs,
  );
}

function changesOn(was: RuleHere, is: RuleHere, pair: TargetPair): readonly Change[] {
  const [before, after] = [statedBy(was), statedBy(is)];
  return [
    ...conditionChanges(was, is, pair),
    ...actionChanges(before, after),
    ...settingChanges(before, after),
  ];
}

const order: readonly Change['kind'][] = [
  'renamed',
  'recreated',
  'disabled',
  'enabled',
  'event-type',
  'condition',
  'loading',
  'agents',
  'action',
  'variables',
  'setting',
  'tag',
  'rewritten',
  'reformatted',
];

/** The same change on several targets is one. What all judged targets have counts for all. */
function joined(
  found: readonly { readonly target: string; readonly change: Change }[],
  judged: readonly string[] | undefined,
  pairs: readonly TargetPair[],
): readonly RuleChange[] {
  const all = pairs.map(({ target }) => target);
  const byKey = new Map<string, { readonly change: Change; readonly targets: string[] }>();
  for (const { target, change } of found) {
    const key = keyOf(change);
    const known = byKey.get(key) ?? { change, targets: [] };
    known.targets.push(target);
    byKey.set(key, known);
  }
  return [...byKey.values()]
    .map(({ change, targets }): RuleChange => {
      const everywhere =
        judged !== undefined && change.kind !== 'loading' && targets.length === judged.length;
      return { ...change, targets: everywhere ? all : all.filter((target) => targets.includes(target)) };
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Examples of events and reasons of agents may differ from target to target. */
function keyOf(change: Change): string {
  switch (change.kind) {
    case 'condition':
      return JSON.stringify({ ...change, gained: '', lost: '' });
    case 'loading':
      return JSON.stringify({ ...change, whyBefore: '', whyAfter: '' });
    default:
      return JSON.stringify(change);
  }
}
