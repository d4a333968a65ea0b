/** What a base that is not here would bring: the default policy, or files of another repository. */
import type { ExpressionProblem, VariableType } from '@secl/language';
import type { Location, Problem } from '@secl/text';
import { problem } from '../problem.ts';
import type { PolicyFile, Unsaid } from '../read/definitions.ts';

/** Names that rules may use although nothing here defines them. */
export interface External {
  readonly macros: ReadonlySet<string>;
  readonly variables: ReadonlyMap<string, VariableType>;
  /** Ids of rules, which may be overridden. */
  readonly ids: ReadonlySet<string>;
}

export const nothingExternal: External = { macros: new Set(), variables: new Map(), ids: new Set() };

/** What loading knows of the base while it goes on. */
export interface Base {
  /** Macros that cannot be compiled here, with what they need: for one of the base, itself. */
  readonly macros: Map<string, readonly string[]>;
  /** What the files may define and do not say. */
  readonly unsaid: readonly Unsaid[];
  /** Macros of these files that do not compile, each with what is wrong with it. */
  readonly failed: Map<string, Problem>;
  /** Where the macros of these files are defined. */
  readonly defined: ReadonlyMap<string, Location>;
  readonly ids: ReadonlySet<string>;
  /** Whether a default policy is among the files. */
  readonly isHere: boolean;
}

export function baseOf(
  { macros, ids }: External,
  files: readonly PolicyFile[],
  defined: Base['defined'],
): Base {
  return {
    macros: new Map([...macros].map((name) => [name, [`the macro \`${name}\` of the base`]])),
    unsaid: files.flatMap((file) => (file.unreadable === undefined ? (file.unsaid ?? []) : [])),
    failed: new Map(),
    defined,
    ids,
    isHere: files.some((file) => file.kind === 'default'),
  };
}

/**
 * What an expression needs, in words: macros of the base, and what files do not say. Nothing where something else is
 * wrong with it, too. Spans of the problems cut `text`.
 */
export function needsOf(
  problems: readonly ExpressionProblem[],
  text: string,
  base: Base,
): readonly string[] | undefined {
  const needs = new Set<string>();
  for (const { code, place } of problems) {
    const name = text.slice(place.start, place.end);
    const lacked =
      code === 'name/unknown-field'
        ? (base.macros.get(name) ?? (/^\w+$/.test(name) ? unsaidIn(base, 'macro', name) : []))
        : code === 'name/unknown-variable'
          ? unsaidIn(base, 'variable', name.replace(/^\$\{|\}$/g, ''))
          : [];
    if (lacked.length === 0) return undefined;
    for (const need of lacked) needs.add(need);
  }
  return [...needs];
}

function unsaidIn({ unsaid }: Base, kind: Unsaid['kind'], name: string): readonly string[] {
  const named = unsaid.filter((each) => each.kind === kind && each.name === name);
  const any = unsaid.filter((each) => each.kind === kind && each.name === undefined);
  return (named.length > 0 ? named : any).map(({ need }) => need);
}

/**
 * Problems of an expression, put into their file by `place`. An unknown name may be that of a macro which does not
 * compile; or, in a rule set without a default policy, of one that its base would bring.
 */
export function inWords(
  problems: readonly ExpressionProblem[],
  text: string,
  base: Base,
  place: (problem: ExpressionProblem) => Problem,
): readonly Problem[] {
  return problems.map((each) => {
    const placed = place(each);
    const name = text.slice(each.place.start, each.place.end);
    if (each.code !== 'name/unknown-field') return withDefinition(name, placed, base);
    const failed = base.failed.get(name);
    if (failed !== undefined) return usesFailed(name, failed, placed);
    const asks = /^\w+$/.test(name) && !base.isHere && each.fix === undefined;
    return asks
      ? { ...placed, message: `${placed.message}; if it is a macro, is the default policy missing here?` }
      : placed;
  });
}

/** What is wrong with a macro where it is used is mended where it is defined. */
function withDefinition(name: string, placed: Problem, { defined }: Base): Problem {
  const place = defined.get(name);
  if (place === undefined) return placed;
  return { ...placed, related: [...placed.related, { message: `the macro \`${name}\``, place }] };
}

function usesFailed(id: string, failed: Problem, { place, agent }: Problem): Problem {
  const related = [{ message: failed.message, place: failed.place }];
  return problem('policy/macro-failed', place, { id }, { agent, related });
}
