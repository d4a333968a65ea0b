/** Step 4 of loading: macros are compiled, each after those it uses, and those that fail are missing. */
import { type CheckedMacro, type CheckScope, type Node, walk } from '@secl/language';
import type { Problem } from '@secl/text';
import { placeOfId, problem } from '../problem.ts';
import type { Checker } from './checker.ts';
import { type Base, inWords, needsOf } from './external.ts';
import type { FailedMacro } from './loaded.ts';
import { locate } from './locate.ts';
import type { MergedMacro } from './merged.ts';

export interface CompiledMacros {
  readonly failed: readonly FailedMacro[];
  readonly problems: readonly Problem[];
}

export type MacroScope = CheckScope & { readonly macros: Map<string, CheckedMacro> };

/** `scope.macros` is filled as macros compile, `base.macros` with those that need what is not here and are right otherwise. */
export function compileMacros(
  macros: readonly MergedMacro[],
  scope: MacroScope,
  base: Base,
  checker: Checker,
): CompiledMacros {
  const byId = new Map(macros.map((macro) => [macro.id, macro]));
  const failed: FailedMacro[] = [];
  const problems: Problem[] = [];
  const begun = new Set<MergedMacro>();

  /** `path`: the macros that wait for this one, outermost first. */
  const compile = (macro: MergedMacro, path: readonly MergedMacro[]): void => {
    begun.add(macro);
    const within = [...path, macro];
    let circle: Problem | undefined;
    for (const used of macrosIn(macro, byId, checker)) {
      if (within.includes(used)) circle ??= cycle(within, used);
      else {
        problems.push(problem('policy/macro-nested', placeOf(macro), { id: macro.id, used: used.id }));
        if (!begun.has(used)) compile(used, within);
      }
    }
    const result = compileOne(macro, scope, base, circle, checker);
    if ('lacks' in result) {
      base.macros.set(macro.id, result.lacks);
      return;
    }
    if ('agent' in result) {
      failed.push({ id: macro.id, policy: macro.base.file.name, ...result });
      problems.push(...result.problems);
      const [first] = result.problems;
      if (first !== undefined) base.failed.set(macro.id, first);
      return;
    }
    scope.macros.set(macro.id, result);
    for (const type of result.eventTypes)
      problems.push(problem('policy/macro-event-type', placeOf(macro), { id: macro.id, type }));
  };

  for (const macro of macros) if (!begun.has(macro)) compile(macro, []);
  return { failed, problems };
}

type Failure = Pick<FailedMacro, 'problems' | 'agent'>;
/** It may compile, with what is not here. */
type Lacking = { readonly lacks: readonly string[] };

/** `circle`: that the macro uses itself, which is what is wrong with it then. */
function compileOne(
  macro: MergedMacro,
  scope: CheckScope,
  base: Base,
  circle: Problem | undefined,
  checker: Checker,
): CheckedMacro | Failure | Lacking {
  const { id, expression, values } = macro;
  if (expression === undefined) return checker.values(id, values ?? []);
  if (values !== undefined && values.length > 0) {
    const agent = "only one of 'expression' and 'values' can be defined";
    return { agent, problems: [problem('policy/macro-both', placeOf(macro), { id }, { agent })] };
  }
  const checked = checker.macro(id, expression.value.value, scope);
  if (checked.macro !== undefined) return checked.macro;
  const text = expression.value.value;
  const lacks = needsOf(checked.problems, text, base);
  if (lacks !== undefined) return { lacks };
  return {
    agent: agentText(checked.problems[0]),
    problems:
      circle === undefined
        ? withConsequence(
            macro,
            inWords(checked.problems, text, base, (each) => locate(each, expression)),
          )
        : [circle],
  };
}

/** One mistake is one problem: what comes of it stands beside it. */
function withConsequence(macro: MergedMacro, [first, ...rest]: readonly Problem[]): readonly Problem[] {
  if (first === undefined) return [];
  const message = `the macro \`${macro.id}\` does not compile, so every rule that uses it is rejected`;
  return [{ ...first, related: [...first.related, { message, place: placeOf(macro) }] }, ...rest];
}

function agentText(
  found: { readonly kind: string; readonly message: string; readonly agent?: string } | undefined,
): string {
  if (found === undefined || found.kind === 'syntax') return `syntax error: ${found?.agent ?? ''}`;
  return found.agent ?? found.message;
}

/** `within` ends with the macro that uses one of those before it. */
function cycle(within: readonly MergedMacro[], used: MergedMacro): Problem {
  const last = within[within.length - 1] ?? used;
  const path = [...within.slice(within.indexOf(used)), used].map(({ id }) => `\`${id}\``).join(', ');
  return problem('policy/macro-cycle', placeOf(last), { id: last.id, path });
}

function placeOf({ base }: MergedMacro): Problem['place'] {
  return placeOfId(base.file, base.value);
}

function macrosIn(
  { expression, values }: MergedMacro,
  macros: ReadonlyMap<string, MergedMacro>,
  checker: Checker,
): readonly MergedMacro[] {
  if (expression === undefined || (values !== undefined && values.length > 0)) return [];
  return named(checker.parsedMacro(expression.value.value).tree.root, macros);
}

/** The macros that an expression uses, those inside its macros too. */
export function usedMacros(
  root: Node,
  macros: ReadonlyMap<string, MergedMacro>,
  checker: Checker,
): readonly MergedMacro[] {
  const found = new Set(named(root, macros));
  // A set that grows while it is walked.
  for (const macro of found) for (const used of macrosIn(macro, macros, checker)) found.add(used);
  return [...found];
}

function named(root: Node, macros: ReadonlyMap<string, MergedMacro>): readonly MergedMacro[] {
  const found = new Set<MergedMacro>();
  for (const node of walk(root)) {
    const macro = node.kind === 'ident' ? macros.get(node.name) : undefined;
    if (macro !== undefined) found.add(macro);
  }
  return [...found];
}
