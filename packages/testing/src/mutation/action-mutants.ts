import { type CheckScope, checkMacro, checkRule, isCondition, parseMacro, parseRule } from '@secl/language';
import { type LoadedAction, type LoadedRule, locateSpan, type RuleSet } from '@secl/policy';
import { applyEdits } from '@secl/text';
import {
  type ActionCondition,
  actionConditions,
  actionInWords,
  askedWhere,
  both,
  decidesWhat,
  ruleOf,
} from '../actions/action-condition.ts';
import { changesOf } from './changes.ts';
import type { ActionVersion, ChangedRule, CompiledMutant } from './mutant.ts';
import { scopeOf } from './scope-of.ts';

/**
 * The mutants of what decides about the actions of a rule, `rules` being all that it was loaded as. What an action's condition
 * means is told by events on which its rule matches: for what shows a difference, both are one rule.
 */
export function actionMutants(rules: readonly LoadedRule[], ruleSet: RuleSet): readonly CompiledMutant[] {
  const scope = scopeOf(ruleSet);
  return [...written(rules).values()].flatMap((conditions) => mutantsOf(conditions, scope));
}

/** Conditions by where they are written: one place stands for several event types. */
function written(rules: readonly LoadedRule[]): ReadonlyMap<string, readonly ActionCondition[]> {
  const byPlace = new Map<string, ActionCondition[]>();
  for (const condition of rules.flatMap(actionConditions)) {
    const { document, range } = locateSpan(condition.alone.expression, { start: 0, end: 0 });
    const key = `${document} ${range.start} ${range.end}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), condition]);
  }
  return byPlace;
}

function mutantsOf(conditions: readonly ActionCondition[], scope: CheckScope): readonly CompiledMutant[] {
  const [first] = conditions;
  if (first === undefined) return [];
  const { alone, action, role } = first;
  const text = alone.expression.value.value;
  const seen = new Set([text]);
  const found: CompiledMutant[] = [];
  for (const { kind, edit, says } of changesOf(alone.parsed.tree, scope.facts)) {
    const changed = applyEdits(text, [{ range: edit.span, text: edit.text }]);
    if (seen.has(changed)) continue;
    seen.add(changed);
    const versions = conditions.flatMap((each) => versionOf(each, changed, scope) ?? []);
    if (versions.length < conditions.length) continue;
    const told = new Map(versions.map((version) => [asked(version.of), toldBy(version, changed)]));
    found.push({
      mutant: {
        kind,
        of: { kind: 'rule', id: alone.id },
        action: { name: actionInWords(action), role },
        place: locateSpan(alone.expression, edit.span),
        says: `${says}, which decides ${decidesWhat(first)}`,
      },
      rules: [...told.keys()],
      changed: (rule) => told.get(rule),
      inActions: versions,
    });
  }
  return found;
}

/** Nothing where agents reject it. */
function versionOf(of: ActionCondition, text: string, scope: CheckScope): ActionVersion | undefined {
  const { rule, action, role } = of;
  const { eventType } = rule;
  const withAction = (changed: LoadedAction): LoadedRule => ({
    ...rule,
    actions: rule.actions.map((each) => (each === action ? changed : each)),
  });
  if (role === 'filter') {
    const filter = checkRule(parseRule(text), scope);
    if (filter.condition === undefined) return undefined;
    return { of, changed: { ...filter, eventType }, loaded: withAction({ ...action, filter }) };
  }
  const { macro } = checkMacro('', parseMacro(text), scope);
  if (macro === undefined || !isCondition(macro.value)) return undefined;
  return { of, changed: ruleOf(macro.value, eventType), loaded: withAction({ ...action, value: macro }) };
}

/** The rule with the condition, where that is asked. */
function asked(of: ActionCondition): LoadedRule {
  return { ...of.alone, checked: both(askedWhere(of), of.alone.checked) };
}

function toldBy({ of, changed }: ActionVersion, text: string): ChangedRule {
  return { checked: both(askedWhere(of), changed), parsed: of.alone.parsed, text };
}
