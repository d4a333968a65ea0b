import {
  type ActionDefinition,
  type SetDefinition,
  type VariableDefinition,
  variableName,
} from '@secl/policy';
import type { Location } from '@secl/text';
import type { LintedRule, LintedSet } from '../../view/linted.ts';

/** A `set` action as it stands in a file, whatever becomes of its rule. */
export interface VariableSet {
  readonly rule: LintedRule;
  readonly action: ActionDefinition;
  readonly set: SetDefinition;
  /** As rules read it: `process.seen`. */
  readonly name: string;
  readonly place: Location;
}

type VariableSets = ReadonlyMap<string, readonly VariableSet[]>;

/** Most rules about variables ask for them. */
const memo = new WeakMap<LintedSet, VariableSets>();

/** Those that make a variable on some target, by its name, in file order. */
export function variableSets(set: LintedSet): VariableSets {
  const known = memo.get(set) ?? collect(set);
  memo.set(set, known);
  return known;
}

function collect({ rules, views }: LintedSet): VariableSets {
  const known = new Set(views.flatMap(({ set }) => [...set.variables.keys()]));
  const found = new Map<string, VariableSet[]>();
  for (const rule of rules) {
    for (const action of rule.definition.actions) {
      const { set } = action;
      if (set?.name === undefined) continue;
      const name = variableName(set);
      if (!known.has(name)) continue;
      const place = rule.place(set.name.range);
      found.set(name, [...(found.get(name) ?? []), { rule, action, set, name, place }]);
    }
  }
  return found;
}

/** What the first target that knows the variable makes of it. */
export function variableOf({ views }: LintedSet, name: string): VariableDefinition | undefined {
  return views.map(({ set }) => set.variables.get(name)).find((each) => each !== undefined);
}

/** Names that stand in braces anywhere in the files, comments and descriptions included: what is not here nobody reads. */
export function mentioned({ files }: LintedSet): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { text } of files)
    for (const [, name = ''] of text.matchAll(/\$\{([A-Za-z_][\w.]*)\}/g)) names.add(name);
  return names;
}

/** `seen` of `process.seen`. */
export function bareName(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
