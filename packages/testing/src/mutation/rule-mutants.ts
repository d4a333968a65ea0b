import { checkRule, parseRule } from '@secl/language';
import { type Expansion, expansionsOf, type LoadedRule, locateSpan, type RuleSet } from '@secl/policy';
import { applyEdits } from '@secl/text';
import { changesOf } from './changes.ts';
import type { ChangedRule, CompiledMutant } from './mutant.ts';
import { rewritesOf, scopeOf } from './scope-of.ts';

/**
 * The mutants of a rule, `rules` being all that it was loaded as: several where it stands for several event types. Those that
 * agents would not load are left out; no test is needed to notice them. Made one by one: of a long rule there are thousands,
 * each a whole rule.
 */
export function* ruleMutants(rules: readonly LoadedRule[], ruleSet: RuleSet): Generator<CompiledMutant> {
  const [first] = rules;
  if (first === undefined) return;
  const { expression, id } = first;
  const text = expression.value.value;
  const scope = scopeOf(ruleSet);
  const rewrites = rewritesOf(ruleSet);
  const places = placesAmong(expansionsOf(text, rewrites) ?? [], rules);
  const seen = new Set([text]);
  for (const { kind, edit, says } of changesOf(parseRule(text).tree, ruleSet.facts)) {
    const changed = applyEdits(text, [{ range: edit.span, text: edit.text }]);
    if (seen.has(changed)) continue;
    seen.add(changed);
    const versions = versionsOf(
      changed,
      places,
      (each) => expansionsOf(each, rewrites),
      (each) => {
        const parsed = parseRule(each);
        return { parsed, checked: checkRule(parsed, scope), text: each };
      },
    );
    if (versions === undefined) continue;
    const place = locateSpan(expression, edit.span);
    yield {
      mutant: { kind, of: { kind: 'rule', id }, place, says },
      rules,
      changed: (rule) => versions.get(rule),
    };
  }
}

/** The changed text for each event type; undefined where agents reject it for one of them. */
function versionsOf(
  text: string,
  places: ReadonlyMap<LoadedRule, number>,
  expand: (text: string) => ReturnType<typeof expansionsOf>,
  check: (text: string) => ChangedRule,
): ReadonlyMap<LoadedRule, ChangedRule> | undefined {
  const expansions = expand(text);
  const versions = new Map<LoadedRule, ChangedRule>();
  for (const [rule, place] of places) {
    const found = check(expansions?.[place]?.text ?? text);
    if (found.checked.condition === undefined || found.checked.eventType !== rule.eventType) return undefined;
    versions.set(rule, found);
  }
  return versions;
}

/** Which expansion each rule is; one event type may have two, for two files. */
function placesAmong(
  expansions: readonly Expansion[],
  rules: readonly LoadedRule[],
): ReadonlyMap<LoadedRule, number> {
  return new Map(
    rules.map((rule) => [rule, expansions.findIndex(({ text }) => text === rule.parsed.tree.text)]),
  );
}
