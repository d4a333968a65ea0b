/** What a base that is not here would bring: the default policy, or files of another repository. */
import type { ExpressionProblem, VariableType } from '@secl/language';
import type { Problem } from '@secl/text';
import type { PolicyFile } from '../read/definitions.ts';

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
  /** Macros that cannot be compiled here, with those of the base that they lack: for one of the base, itself. */
  readonly macros: Map<string, readonly string[]>;
  readonly ids: ReadonlySet<string>;
  /** Whether a default policy is among the files. */
  readonly isHere: boolean;
}

export function baseOf({ macros, ids }: External, files: readonly PolicyFile[]): Base {
  return {
    macros: new Map([...macros].map((name) => [name, [name]])),
    ids,
    isHere: files.some((file) => file.kind === 'default'),
  };
}

/** The macros of the base that an expression lacks, where it lacks nothing else; spans of the problems cut `text`. */
export function lackedMacros(
  problems: readonly ExpressionProblem[],
  text: string,
  base: Base,
): readonly string[] | undefined {
  const lacked = new Set<string>();
  for (const { code, place } of problems) {
    const names =
      code === 'name/unknown-field' ? base.macros.get(text.slice(place.start, place.end)) : undefined;
    if (names === undefined) return undefined;
    for (const name of names) lacked.add(name);
  }
  return [...lacked];
}

/** As a verdict names what it needs. */
export function neededMacro(name: string): string {
  return `the macro \`${name}\` of the base`;
}

/**
 * Problems of an expression, put into their file. An unknown name that could be a macro, in a rule set without a
 * default policy, may just lack its base.
 */
export function askingForBase(
  problems: readonly ExpressionProblem[],
  text: string,
  base: Base,
  place: (problem: ExpressionProblem) => Problem,
): readonly Problem[] {
  return problems.map((each) => {
    const couldBeMacro =
      each.code === 'name/unknown-field' && /^\w+$/.test(text.slice(each.place.start, each.place.end));
    const asks = couldBeMacro && !base.isHere && each.fix === undefined;
    const placed = place(each);
    return asks
      ? { ...placed, message: `${placed.message}; if it is a macro, is the default policy missing here?` }
      : placed;
  });
}
