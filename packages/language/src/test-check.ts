/** Used by the tests of this room: an expression checked against one agent version, and written with its problems. */
import { catalogue, type Minor, type Platform } from '@secl/model';
import { applyEdits } from '@secl/text';
import { type CheckedRule, checkMacro, checkRule } from './check/check.ts';
import { builtinVariables, type CheckedMacro } from './check/scope.ts';
import { parseMacro, parseRule } from './parse/parse.ts';
import type { ExpressionProblem } from './problems.ts';

export interface Surroundings {
  readonly platform?: Platform;
  readonly macros?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, 'int' | 'string' | 'bool'>>;
}

export function check(text: string, minor = 68, around: Surroundings = {}): CheckedRule {
  const all = catalogue(around.platform ?? 'linux');
  const macros = new Map<string, CheckedMacro>();
  const variables = new Map(builtinVariables);
  for (const [name, type] of Object.entries(around.variables ?? {}))
    variables.set(name, { type, array: false });
  const scope = { catalogue: all, facts: all.at(minor as Minor), macros, variables };
  for (const [id, expression] of Object.entries(around.macros ?? {})) {
    const { macro, problems } = checkMacro(id, parseMacro(expression), scope);
    if (macro === undefined) throw new Error(`macro ${id}: ${problems[0]?.message}`);
    macros.set(id, macro);
  }
  return checkRule(parseRule(text), scope);
}

/** The text with `«»` around the place of a problem. */
export function marked(text: string, { place }: ExpressionProblem): string {
  const { start, end } = place;
  return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}`;
}

/** A text with `«»` in it, and the same without. */
export function unmarked(text: string): string {
  return text.replace(/[«»]/g, '');
}

/** The text after a problem's fix. */
export function fixed(text: string, problem: ExpressionProblem): string | undefined {
  return (
    problem.fix &&
    applyEdits(
      text,
      problem.fix.edits.map(({ place, text: by }) => ({ range: place, text: by })),
    )
  );
}
