import {
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  checkRule,
  parseMacro,
  parseRule,
  type Tree,
  valuesMacro,
  walk,
} from '@secl/language';
import type { LoadedRule, Placed, PolicyFile, RuleSet, Text } from '@secl/policy';
import { locateSpan } from '@secl/policy';
import { applyEdits, type Location } from '@secl/text';
import { macroTexts } from '../coverage/macro-texts.ts';
import { inSentence, type MutationKind } from './change.ts';
import { changesOf } from './changes.ts';
import type { ChangedRule, CompiledMutant } from './mutant.ts';
import { scopeOf } from './scope-of.ts';

type Macros = ReadonlyMap<string, CheckedMacro>;

interface MacroChange {
  readonly kind: MutationKind;
  readonly place: Location;
  readonly says: string;
  readonly macro: CheckedMacro;
}

/** The mutants of a macro: all rules that use it, directly or through another, change with it. */
export function macroMutants(
  id: string,
  ruleSet: RuleSet,
  files: readonly PolicyFile[],
  isUser: (id: string) => boolean = () => true,
): readonly CompiledMutant[] {
  const macro = ruleSet.macros.get(id);
  const users = usersOf(id, ruleSet).filter((rule) => isUser(rule.id));
  if (macro === undefined || users.length === 0) return [];
  const scope = scopeOf(ruleSet);
  const placed = macroTexts(files, ruleSet.macros).get(id);
  const changes = placed === undefined ? valueChanges(macro, files) : textChanges(id, placed, scope);
  return changes.map(({ kind, place, says, macro: changed }) => {
    const macros = withMacro(changed, ruleSet.macros, scope);
    const known = new Map<LoadedRule, ChangedRule | undefined>();
    return {
      mutant: { kind, of: { kind: 'macro', id }, place, says },
      rules: users,
      changed: (rule) => {
        if (!known.has(rule)) known.set(rule, checkedWith(rule, { ...scope, macros }));
        return known.get(rule);
      },
    };
  });
}

function checkedWith(rule: LoadedRule, scope: CheckScope): ChangedRule | undefined {
  const { text } = rule.parsed.tree;
  const parsed = parseRule(text);
  const checked = checkRule(parsed, scope);
  return checked.condition === undefined ? undefined : { parsed, checked, text };
}

function textChanges(id: string, placed: Placed<Text>, scope: CheckScope): readonly MacroChange[] {
  const text = placed.value.value;
  const seen = new Set([text]);
  return changesOf(parseMacro(text).tree, scope.facts).flatMap(({ kind, edit, says }) => {
    const changed = applyEdits(text, [{ range: edit.span, text: edit.text }]);
    if (seen.has(changed)) return [];
    seen.add(changed);
    const { macro } = checkMacro(id, parseMacro(changed), scope);
    return macro === undefined ? [] : [{ kind, place: locateSpan(placed, edit.span), says, macro }];
  });
}

/** Of a macro that is a list of values, each left out. */
function valueChanges({ id, value }: CheckedMacro, files: readonly PolicyFile[]): readonly MacroChange[] {
  if (value.kind !== 'values' || value.members.length < 2) return [];
  const values = value.members.map((member) => String(member.value));
  return values.flatMap((each, index) => {
    const place = placeOfValue(id, each, files);
    if (place === undefined) return [];
    const macro = valuesMacro(
      id,
      values.filter((_, other) => other !== index),
    );
    return [
      { kind: 'member', place, says: `${inSentence(`"${each}"`)} is left out of the list`, macro } as const,
    ];
  });
}

function placeOfValue(id: string, value: string, files: readonly PolicyFile[]): Location | undefined {
  for (const file of files) {
    for (const { id: own, values, offset } of file.macros) {
      const found = own?.value === id ? values?.find((each) => each.value === value) : undefined;
      if (found === undefined) continue;
      const { start, end } = found.range;
      return { document: file.name, range: { start: start + offset, end: end + offset } };
    }
  }
  return undefined;
}

/** The macros with one changed, and with those that use it made anew. */
function withMacro(changed: CheckedMacro, macros: Macros, scope: CheckScope): Macros {
  const result = new Map(macros).set(changed.id, changed);
  const fresh = new Set([changed.id]);
  // Macros are compiled by dependency, so that those that use others come behind them.
  for (const [id, { text }] of macros) {
    if (fresh.has(id) || text === '') continue;
    const parsed = parseMacro(text);
    if (!names(parsed.tree).some((name) => fresh.has(name))) continue;
    const { macro } = checkMacro(id, parsed, { ...scope, macros: result });
    if (macro !== undefined) result.set(id, macro);
    fresh.add(id);
  }
  return result;
}

function usersOf(id: string, { rules, macros }: RuleSet): readonly LoadedRule[] {
  const using = new Set([id]);
  let before = 0;
  while (using.size > before) {
    before = using.size;
    for (const [other, { text }] of macros) {
      if (text !== '' && names(parseMacro(text).tree).some((name) => using.has(name))) using.add(other);
    }
  }
  return rules.filter(({ parsed }) => names(parsed.tree).some((name) => using.has(name)));
}

function names({ root }: Tree): readonly string[] {
  const found: string[] = [];
  for (const node of walk(root)) if (node.kind === 'ident') found.push(node.name);
  return found;
}
