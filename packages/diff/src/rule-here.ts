import type { LoadedRule, MergedRule, PolicyFile, RuleDefinition, RuleSet, RuleVerdict } from '@secl/policy';

/** A rule of one side on one target. */
export interface RuleHere {
  readonly verdict: RuleVerdict;
  /** After merging all definitions; undefined where none was accepted. */
  readonly merged: MergedRule | undefined;
  /** What stands in the file. */
  readonly definition: RuleDefinition | undefined;
  /** As the engine runs it, once for each event type. */
  readonly loaded: readonly LoadedRule[];
}

/**
 * The rules of a rule set by id, in file order. Definitions without a usable id are no rules: problems tell of them. Of
 * several that agents judge by themselves, the one that goes on to be compiled stands for the id.
 */
export function rulesHere(ruleSet: RuleSet, files: readonly PolicyFile[]): ReadonlyMap<string, RuleHere> {
  const loaded = new Map<MergedRule, LoadedRule[]>();
  for (const each of ruleSet.rules) loaded.set(each.rule, [...(loaded.get(each.rule) ?? []), each]);
  const definitions = definitionsIn(files);
  const rules = new Map<string, RuleHere>();
  for (const verdict of ruleSet.verdicts) {
    const { id, rule: merged, place } = verdict;
    const known = rules.get(id);
    if (id === '' || (known !== undefined && (known.merged !== undefined || merged === undefined))) continue;
    rules.set(id, {
      verdict,
      merged,
      definition: merged?.base.value ?? definitions.get(keyOf(place.document, place.range.start)),
      loaded: merged === undefined ? [] : (loaded.get(merged) ?? []),
    });
  }
  return rules;
}

function definitionsIn(files: readonly PolicyFile[]): ReadonlyMap<string, RuleDefinition> {
  return new Map(
    files.flatMap(({ name, rules }) =>
      rules.map((rule) => [keyOf(name, rule.offset + (rule.id?.range ?? rule.range).start), rule] as const),
    ),
  );
}

function keyOf(document: string, start: number): string {
  return `${start} ${document}`;
}
