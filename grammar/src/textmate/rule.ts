/** The part of the TextMate format that these grammars use. Regular expressions are Oniguruma's, as texts. */

export interface Scoped {
  readonly name: string;
}

export interface Captured {
  readonly patterns: readonly Rule[];
}

export type Captures = Readonly<Record<string, Scoped | Captured>>;

export interface Include {
  readonly include: string;
}

export interface Match {
  readonly name?: string;
  readonly match: string;
  readonly captures?: Captures;
}

interface Region {
  readonly name?: string;
  readonly contentName?: string;
  readonly begin: string;
  readonly beginCaptures?: Captures;
  readonly patterns?: readonly Rule[];
}

export interface BeginEnd extends Region {
  readonly end: string;
  readonly endCaptures?: Captures;
}

/** Ends with the first line that does not fit, whatever is open inside: nothing half-typed leaks out of it. */
export interface BeginWhile extends Region {
  readonly while: string;
}

export interface Group {
  readonly patterns: readonly Rule[];
}

export type Rule = Include | Match | BeginEnd | BeginWhile | Group;

export interface Grammar {
  readonly scopeName: string;
  readonly displayName?: string;
  readonly fileTypes?: readonly string[];
  readonly injectionSelector?: string;
  readonly patterns: readonly Rule[];
  readonly repository: Readonly<Record<string, Rule>>;
}

/** Scopes by capture group: `scopes('a.b', 'c.d')` is groups 1 and 2; an empty text leaves a group alone. */
export function scopes(...names: readonly string[]): Captures {
  return Object.fromEntries(
    names.flatMap((name, index) => (name === '' ? [] : [[String(index + 1), { name }] as const])),
  );
}

/** For a region that only the rule around it ends. */
export const never = '(?!)';
