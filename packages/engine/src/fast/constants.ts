/**
 * What generated code refers to. Whatever a user wrote, and whatever is no plain number, goes through here: the code
 * names it `c0`, `c1` …, so no text of a rule is ever part of the program.
 */
export interface Constants {
  readonly values: readonly unknown[];
  /** The name of a value; equal strings and identical objects share one. */
  nameOf(value: unknown): string;
}

export function createConstants(): Constants {
  const values: unknown[] = [];
  const names = new Map<unknown, string>();
  return {
    values,
    nameOf(value) {
      const known = names.get(value);
      if (known !== undefined) return known;
      const name = `c${values.length}`;
      values.push(value);
      names.set(value, name);
      return name;
    },
  };
}

/** A canonical integer or a bool as code: digits only. */
export function numberText(value: number | bigint | boolean): string {
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'bigint' ? `(${value}n)` : `(${value})`;
}
