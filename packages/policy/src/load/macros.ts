/** Step 4 of loading: macros are compiled, each after those it uses, and those that fail are missing. */
import {
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  parseMacro,
  valuesMacro,
  walk,
} from '@secl/language';
import type { Problem } from '@secl/text';
import { placeIn, problem } from '../problem.ts';
import { locate } from './locate.ts';
import type { MergedMacro } from './merged.ts';

export interface CompiledMacros {
  readonly macros: ReadonlyMap<string, CheckedMacro>;
  readonly failed: readonly FailedMacro[];
  readonly problems: readonly Problem[];
}

export interface FailedMacro {
  readonly id: string;
  readonly policy: string;
  readonly problems: readonly Problem[];
  /** What the agent says, which names the macro. */
  readonly agent: string;
}

/** `scope.macros` is filled as macros compile. */
export function compileMacros(
  merged: readonly MergedMacro[],
  scope: CheckScope & { macros: Map<string, CheckedMacro> },
): CompiledMacros {
  const byId = new Map(merged.map((macro) => [macro.id, macro]));
  const parsed = new Map(merged.map((macro) => [macro.id, parseMacro(macro.expression?.value.value ?? '')]));
  const failed: FailedMacro[] = [];
  const problems: Problem[] = [];
  const state = new Map<string, 'compiling' | 'done'>();

  const fail = (macro: MergedMacro, found: readonly Problem[], agent: string): void => {
    failed.push({ id: macro.id, policy: macro.base.file.name, problems: found, agent });
    problems.push(...found);
  };

  const compile = (macro: MergedMacro, path: readonly string[]): void => {
    if (state.has(macro.id)) return;
    state.set(macro.id, 'compiling');
    const place = placeOf(macro);
    const { expression, values } = macro;
    if (expression !== undefined && values !== undefined && values.length > 0) {
      state.set(macro.id, 'done');
      const agent = "only one of 'expression' and 'values' can be defined";
      return fail(macro, [problem('policy/macro-both', place, { id: macro.id }, { agent })], agent);
    }
    if (expression === undefined) {
      scope.macros.set(macro.id, valuesMacro(macro.id, values ?? []));
      state.set(macro.id, 'done');
      return undefined;
    }
    const tree = parsed.get(macro.id);
    if (tree === undefined) return undefined;
    for (const used of usedMacros(tree.tree.root, byId)) {
      if (state.get(used.id) === 'compiling') {
        const through = [...path.slice(path.indexOf(used.id)), macro.id, used.id]
          .map((id) => `\`${id}\``)
          .join(', ');
        problems.push(problem('policy/macro-cycle', place, { id: macro.id, path: through }));
        continue;
      }
      problems.push(problem('policy/macro-nested', place, { id: macro.id, used: used.id }));
      compile(used, [...path, macro.id]);
    }
    const checked = checkMacro(macro.id, tree, scope);
    state.set(macro.id, 'done');
    if (checked.macro === undefined) {
      const located = checked.problems.map((each) => locate(each, expression));
      const reason = checked.problems[0]?.message ?? 'its expression is broken';
      return fail(
        macro,
        [problem('policy/macro-failed', place, { id: macro.id, reason }), ...located],
        checked.problems[0]?.agent ?? 'syntax error',
      );
    }
    scope.macros.set(macro.id, checked.macro);
    for (const type of checked.macro.eventTypes)
      problems.push(problem('policy/macro-event-type', place, { id: macro.id, type }));
    return undefined;
  };

  for (const macro of merged) compile(macro, []);
  return { macros: scope.macros, failed, problems };
}

function placeOf(macro: MergedMacro) {
  const { file, offset, value } = macro.base;
  return placeIn(file.name, offset, value.id?.range ?? value.range);
}

function usedMacros(
  root: Parameters<typeof walk>[0],
  macros: ReadonlyMap<string, MergedMacro>,
): MergedMacro[] {
  const used = new Set<MergedMacro>();
  for (const node of walk(root)) {
    const macro = node.kind === 'ident' ? macros.get(node.name) : undefined;
    if (macro !== undefined) used.add(macro);
  }
  return [...used];
}
