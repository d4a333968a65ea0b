import { type Fix, fillMessage, type ProblemAt, type ProblemKind, type Span } from '@secl/text';
import { nameProblems } from './problems/names.ts';
import { syntaxProblems } from './problems/syntax.ts';
import { typeProblems } from './problems/types.ts';
import { valueProblems } from './problems/values.ts';
import { versionProblems } from './problems/versions.ts';

/** The kinds of error that agents tell apart (spec: Errors); ours are finer and name theirs. */
export type AgentKind =
  | 'syntax'
  | 'type-mismatch'
  | 'field-not-found'
  | 'invalid-glob'
  | 'invalid-regexp'
  | 'invalid-cidr'
  | 'path-not-absolute'
  | 'regexp-on-path'
  | 'value-too-long'
  | 'unknown-operator'
  | 'unknown-variable'
  | 'non-static-pattern'
  | 'iterator'
  | 'multiple-event-types'
  | 'invalid-array';

export interface LanguageProblemKind extends ProblemKind {
  readonly kind: AgentKind;
}

/** Everything that can be wrong in one expression. */
export const languageProblems = {
  ...syntaxProblems,
  ...nameProblems,
  ...typeProblems,
  ...valueProblems,
  ...versionProblems,
} satisfies Readonly<Record<string, LanguageProblemKind>>;

export type LanguageProblemCode = keyof typeof languageProblems;

export interface ExpressionProblem extends ProblemAt<Span> {
  readonly code: LanguageProblemCode;
  readonly kind: AgentKind;
}

interface Extras {
  readonly related?: readonly { readonly message: string; readonly place: Span }[];
  readonly fix?: Fix<Span>;
  readonly agent?: string;
  readonly onAgents?: readonly string[];
}

/** A problem of a declared kind at a place of the expression. */
export function problem(
  code: LanguageProblemCode,
  place: Span,
  values: Readonly<Record<string, string | number>> = {},
  extras: Extras = {},
): ExpressionProblem {
  const declared = languageProblems[code];
  return {
    code,
    kind: declared.kind,
    severity: declared.severity,
    message: fillMessage(declared.message, values),
    place,
    related: extras.related ?? [],
    ...(extras.fix === undefined ? {} : { fix: extras.fix }),
    ...(extras.agent === undefined ? {} : { agent: extras.agent }),
    ...(extras.onAgents === undefined ? {} : { onAgents: extras.onAgents }),
  };
}
