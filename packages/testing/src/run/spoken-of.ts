/** Of which rules a case says something: a change of another rule it cannot notice, whatever its events make of that rule. */
import { type LoadedRule, type RuleSet, variableName } from '@secl/policy';
import { variablesRead } from '../generate/from-event.ts';
import type { PreparedCase } from '../result.ts';
import type { Expectation } from '../written.ts';
import type { Watcher } from './play.ts';

type IsSpokenOf = (id: string) => boolean;

/** The watcher, of each case for the rules of which it says something: what its events make of others is not tested by it. */
export function ofSpokenRules(watcher: Watcher, ruleSet: RuleSet): Watcher {
  const known = new Map<IsSpokenOf, ReturnType<typeof spokenOfIn>>();
  return {
    rules: watcher.rules,
    onVerdict: (...seen) => watcher.onVerdict(...seen),
    onAction: (...asked) => watcher.onAction?.(...asked),
    forCase(prepared, isAbout) {
      if (!known.has(isAbout)) known.set(isAbout, spokenOfIn(ruleSet, isAbout));
      const isSpokenOf = known.get(isAbout)?.(prepared);
      return isSpokenOf === undefined ? watcher : onlyOf(watcher, isSpokenOf);
    },
  };
}

function onlyOf(watcher: Watcher, isHeard: IsSpokenOf): Watcher {
  return {
    rules: new Set([...watcher.rules].filter(isHeard)),
    onVerdict(rule, ...seen) {
      if (isHeard(rule.id)) watcher.onVerdict(rule, ...seen);
    },
    onAction(rule, ...asked) {
      if (isHeard(rule.id)) watcher.onAction?.(rule, ...asked);
    },
  };
}

/** `isAbout`: of the file of the cases. Undefined: they speak of all rules. */
function spokenOfIn(
  { rules }: RuleSet,
  isAbout: IsSpokenOf,
): ((prepared: PreparedCase) => IsSpokenOf) | undefined {
  const byId = new Map<string, LoadedRule[]>();
  for (const rule of rules) byId.set(rule.id, [...(byId.get(rule.id) ?? []), rule]);
  const asked = [...byId.keys()].filter(isAbout);
  if (asked.length === byId.size) return undefined;
  const setters = new Map<string, string[]>();
  for (const rule of rules)
    for (const name of setBy(rule)) setters.set(name, [...(setters.get(name) ?? []), rule.id]);
  return ({ testCase, happenings }) => {
    const expectations = [testCase.expect, ...happenings.map(({ step }) => step?.expect)].filter(
      (each) => each !== undefined,
    );
    const found = new Set([...asked, ...expectations.flatMap(namedIn)]);
    const heard = (name: string): void => {
      for (const id of setters.get(name) ?? []) found.add(id);
    };
    for (const { variables } of expectations) for (const { name } of variables) heard(name.value);
    // Who sets what one of them reads is heard through it, and so on: what is added meanwhile is gone through, too.
    for (const id of found)
      for (const rule of byId.get(id) ?? []) for (const name of readBy(rule)) heard(name);
    return (id) => found.has(id);
  };
}

function namedIn({
  exactly,
  fires,
  silent,
  undecided,
  counts,
  sent,
  actions,
}: Expectation): readonly string[] {
  return [
    ...[...(exactly?.ids ?? []), ...fires, ...undecided].map(({ value }) => value),
    ...[...silent, ...counts, ...sent, ...actions].map(({ rule }) => rule.value),
  ];
}

function setBy({ actions }: LoadedRule): readonly string[] {
  return actions.flatMap(({ definition: { value } }) =>
    value.set === undefined ? [] : variableName(value.set),
  );
}

function readBy(rule: LoadedRule): readonly string[] {
  const texts = rule.actions.flatMap(({ definition: { value } }) => [value.filter, value.set?.expression]);
  const inActions = texts.flatMap((text) => [...(text?.value.matchAll(/\$\{([^}]+)\}/g) ?? [])]);
  return [...variablesRead([rule]), ...inActions.flatMap(([, name]) => name ?? [])];
}
