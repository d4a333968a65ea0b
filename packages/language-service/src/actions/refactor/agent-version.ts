import {
  acceptedRanges,
  builtinVariables,
  parseMacro,
  type Surroundings,
  versionSlices,
  walk,
} from '@secl/language';
import type { Catalogue, Minor } from '@secl/model';
import { knownTo } from '../../hover.ts';
import { fieldNameOf } from '../../view/field-name.ts';
import { verdictsOf } from '../../words/verdict.ts';
import type { SetSnapshot } from '../../workspace/set-snapshot.ts';
import { type ChosenExpression, editAt, linesOfItem, type Refactoring } from './refactoring.ts';

/** Keeps a rule from agents that do not know what it asks for, where a target has such agents. */
export function agentVersion({ cursor, item, slot, parsed }: ChosenExpression): readonly Refactoring[] {
  const { id, agentVersion: given, offset } = item.definition;
  const lines = linesOfItem(item);
  if (slot.role !== 'rule' || given !== undefined || id === undefined || lines === undefined) return [];
  const { set } = cursor;
  const fails = verdictsOf(set, id.value).some(({ state }) =>
    ['rejected', 'undecided'].includes(state?.status ?? ''),
  );
  if (!fails) return [];
  const { whole } = knownTo(cursor);
  const slices = versionSlices(parsed, surroundingsOf(set, whole));
  const last = acceptedRanges(slices).at(-1);
  if (last === undefined || last.last !== whole.lastMinor) return [];
  const needed = Math.max(last.sure?.first ?? last.first, sinceOfMacros(parsed.tree.root, set, whole));
  if (needed <= whole.firstMinor) return [];
  // Behind the line of the id.
  const { text } = item.carried;
  const behind = text.indexOf(lines.lineBreak, offset + id.range.end);
  const start = behind === -1 ? text.length : behind;
  const line = `${lines.lineBreak}${' '.repeat(lines.column)}agent_version: ">= 7.${needed}"`;
  return [
    {
      title: `load it on agents from 7.${needed} on only, which know all that it asks for`,
      kind: 'refactor.rewrite',
      edits: [editAt(item, { start, end: start }, line)],
    },
  ];
}

const known = new WeakMap<SetSnapshot, Surroundings>();

/** The same object for a rule set, so that what is found out with it is remembered. */
function surroundingsOf(set: SetSnapshot, whole: Catalogue): Surroundings {
  const before = known.get(set);
  if (before !== undefined) return before;
  const [view] = set.views;
  const variables = new Map([
    ...builtinVariables,
    ...set.external.variables,
    ...(view?.recent.variables ?? []),
  ]);
  const macros = view?.recent.macros ?? new Map();
  const surroundings = { catalogue: whole, at: () => ({ macros, variables }), names: [] };
  known.set(set, surroundings);
  return surroundings;
}

/** The first agent that knows every name in the macros of an expression, and in the macros of these. */
function sinceOfMacros(root: Parameters<typeof walk>[0], set: SetSnapshot, whole: Catalogue): Minor {
  const [view] = set.views;
  const seen = new Set<string>();
  const pending = [root];
  let since = whole.firstMinor;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const node of walk(next)) {
      if (node.kind !== 'ident') continue;
      const macro = view?.recent.macros.get(node.name);
      if (macro !== undefined && !seen.has(node.name)) {
        seen.add(node.name);
        pending.push(parseMacro(macro.text).tree.root);
      }
      if (next === root) continue;
      const field = whole.field(fieldNameOf(node.name).name);
      const constant = whole.constants.find(({ name }) => name === node.name);
      since = Math.max(since, field?.sinceMax ?? constant?.since ?? since);
    }
  }
  return since;
}
