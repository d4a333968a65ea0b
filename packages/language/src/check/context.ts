import type { Field } from '@secl/model';
import type { Fix, Span } from '@secl/text';
import type { Node } from '../parse/tree.ts';
import { type ExpressionProblem, problem } from '../problems.ts';
import type { CheckScope } from './scope.ts';
import { shapeOf, type Typed } from './typed.ts';

/** One run of the checker over one expression: what it may refer to, and what it has found. */
export interface Context {
  readonly scope: CheckScope;
  readonly problems: ExpressionProblem[];
  readonly fields: Map<string, Field>;
  /** Iterator variables by name, with what they run over and where they stand first. */
  readonly registers: Map<string, { readonly iterator: string; readonly node: Node }>;
}

export function report(context: Context, ...details: Parameters<typeof problem>): undefined {
  context.problems.push(problem(...details));
  return undefined;
}

const typeNames = { string: 'a string', int: 'an int', bool: 'a bool', ip: 'an IP or CIDR' } as const;
const pluralNames = { string: 'strings', int: 'ints', bool: 'bools', ip: 'IPs' } as const;

/** "a string", "an array of ints", "a list of strings". */
export function nameShape(typed: Typed): string {
  const shape = shapeOf(typed);
  if (shape.list) return `a list of ${pluralNames[shape.type]}`;
  return shape.array ? `an array of ${pluralNames[shape.type]}` : typeNames[shape.type];
}

/** "something else was expected here", with the agent's own words. */
export function mismatch(
  context: Context,
  node: Node,
  expected: string,
  agent: string,
  found: Typed,
  hint = '',
  fix?: Fix<Span>,
): undefined {
  const extras = fix === undefined ? { agent } : { agent, fix };
  return report(context, 'type/expected', node.span, { expected, found: nameShape(found), hint }, extras);
}
