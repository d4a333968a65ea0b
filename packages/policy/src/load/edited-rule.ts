/**
 * Loading after an edit within one rule that changes nothing for the others: its expression, its description. Only that
 * rule is compiled, and what there is to say of the others moves with them.
 */
import type { Location, Problem } from '@secl/text';
import type { PolicyFile } from '../read/definitions.ts';
import { type EditBetween, editBetween, isSameItem } from './edit-between.ts';
import type { External } from './external.ts';
import type { LoadedRule, RuleVerdict } from './loaded.ts';
import { type MergedRule, newRule } from './merged.ts';
import { type Moves, movesBetween } from './moved-problem.ts';
import { placeOrder, problemOrder } from './order.ts';
import { type Ordered, orderedOf, orderNotes } from './order-notes.ts';
import type { RuleScope } from './rules.ts';
import type { KnownState } from './state-of.ts';
import type { VariableDefinition } from './variables.ts';

/** What is known after loading, for the next one: it goes on from edit to edit, and has one owner. */
export interface Loading {
  files: readonly PolicyFile[];
  readonly external: External;
  /** All that a rule is compiled among. */
  readonly within: RuleScope;
  readonly variables: ReadonlyMap<string, VariableDefinition>;
  /** Those that go on to be compiled, by their ids. */
  readonly rules: Map<string, MergedRule>;
  /** Ids that more than one definition has. */
  readonly merged: ReadonlySet<string>;
  /** What is wrong with definitions, macros and actions. */
  common: readonly Problem[];
  /** What is wrong with rules, by their ids. */
  readonly own: Map<string, readonly Problem[]>;
  /** By policy, as rules meet those of their own: what of them meets others, in load order, and what is said of it. */
  readonly ordered: Map<string, readonly Ordered[]>;
  readonly notes: Map<string, readonly Problem[]>;
  /** What becomes of rules, by their ids. */
  readonly states: Map<string, KnownState>;
  /** Counts edits: what was told before one is not known any more. */
  edition: number;
}

/** Compiles one rule, as loading does. */
export type Compile = (
  rule: MergedRule,
  within: RuleScope,
) => {
  readonly loaded: readonly LoadedRule[];
  readonly problems: readonly Problem[];
  readonly verdict: RuleVerdict;
};

/** Makes `loading` that of these files. False where everything has to be loaded; then it is what it was. */
export function advance(loading: Loading, files: readonly PolicyFile[], compile: Compile): boolean {
  if (isSameFiles(loading.files, files)) return true;
  const edit = editBetween(loading.files, files);
  // Of macros others are told where they stand.
  if (edit === undefined || macrosMove(edit)) return false;
  const rule = ruleAfter(loading, edit);
  if (rule === 'merged') return false;
  const moves = movesBetween(edit.before, edit.after, edit.rule?.before);
  const common = movedAll(loading.common, moves);
  const own = movedOthers(loading.own, rule?.id, moves);
  if (common === undefined || own === undefined) return false;

  const made =
    rule === undefined
      ? undefined
      : compile(rule, { ...loading.within, kept: new Map([[rule, rule.actions]]) });
  const ofRule = (made?.loaded ?? []).flatMap((each) => orderedOf(each) ?? []);
  const { name } = edit.after;
  const known = loading.ordered.get(name) ?? [];
  const meets = ofRule.length > 0 || known.some(({ id }) => id === rule?.id);
  const others = meets ? known.filter(({ id }) => id !== rule?.id) : known;
  const moved = movedPlaces(others, moves);
  if (moved === undefined) return false;
  const ordered = meets ? [...moved, ...ofRule].sort(placeOrder(files)) : moved;
  const notes = meets ? orderNotes(ordered) : movedAll(loading.notes.get(name) ?? [], moves);
  if (notes === undefined) return false;

  for (const [id, each] of own) loading.own.set(id, each);
  if (rule !== undefined && made !== undefined) {
    loading.rules.set(rule.id, rule);
    if (made.problems.length === 0) loading.own.delete(rule.id);
    else loading.own.set(rule.id, made.problems);
    if (loading.states.get(rule.id)?.isCompiled === true)
      loading.states.set(rule.id, { state: made.verdict.state, isCompiled: true });
  }
  loading.edition++;
  loading.files = files;
  loading.common = common;
  loading.ordered.set(name, ordered);
  loading.notes.set(name, notes);
  return true;
}

/** Everything worth telling, in file order. */
export function problemsOf({ files, common, own, notes }: Loading): readonly Problem[] {
  const ofFiles = files.flatMap((file) => file.problems);
  return [...ofFiles, ...common, ...[...own.values(), ...notes.values()].flat()].sort(problemOrder(files));
}

function isSameFiles(a: readonly PolicyFile[], b: readonly PolicyFile[]): boolean {
  return a.length === b.length && a.every((file, index) => file === b[index]);
}

function macrosMove({ before, after }: EditBetween): boolean {
  return before.macros.some(({ offset }, index) => offset !== after.macros[index]?.offset);
}

/** The rule that has to be compiled anew; none where it is not compiled at all. */
function ruleAfter({ rules, merged }: Loading, edit: EditBetween): MergedRule | 'merged' | undefined {
  if (edit.rule === undefined) return undefined;
  const { before, after } = edit.rule;
  const id = before.id?.value ?? '';
  if (merged.has(id)) return 'merged';
  const known = rules.get(id);
  if (known === undefined || !isSameItem(known.base.value, before)) return undefined;
  return newRule(edit.after, after, id, known.needs);
}

function movedAll(problems: readonly Problem[], { problem }: Moves): readonly Problem[] | undefined {
  const moved: Problem[] = [];
  for (const each of problems) {
    const now = problem(each);
    if (now === undefined) return undefined;
    moved.push(now);
  }
  return moved;
}

/** Those that move; nothing where one has no place any more. */
function movedOthers(
  own: Loading['own'],
  edited: string | undefined,
  moves: Moves,
): ReadonlyMap<string, readonly Problem[]> | undefined {
  const moving = new Map<string, readonly Problem[]>();
  for (const [id, problems] of own) {
    if (id === edited) continue;
    const moved = movedAll(problems, moves);
    if (moved === undefined) return undefined;
    if (moved.some((problem, index) => problem !== problems[index])) moving.set(id, moved);
  }
  return moving;
}

function movedPlaces<Each extends { readonly place: Location }>(
  all: readonly Each[],
  { place }: Moves,
): readonly Each[] | undefined {
  const moved: Each[] = [];
  for (const each of all) {
    const now = place(each.place);
    if (now === undefined) return undefined;
    moved.push(now === each.place ? each : { ...each, place: now });
  }
  return moved;
}
