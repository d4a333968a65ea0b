/** The keys of a policy, by the mapping that they stand in. */
import words from '../data/policy-words.json' with { type: 'json' };

export interface KeyWords {
  readonly about: string;
  /** Values to offer: all that there are, or some. */
  readonly values: readonly string[];
  /** Whether other keys stand below it. */
  readonly opens: boolean;
}

const table: Readonly<
  Record<
    string,
    Readonly<Record<string, { about: string; values?: readonly string[]; opens?: boolean } | undefined>>
  >
> = words;

export function keysOf(section: string): readonly (readonly [string, KeyWords])[] {
  return Object.keys(table[section] ?? {}).flatMap((key) => {
    const found = keyOf(section, key);
    return found === undefined ? [] : [[key, found] as const];
  });
}

export function keyOf(section: string, key: string): KeyWords | undefined {
  const found = table[section]?.[key];
  return found && { about: found.about, values: found.values ?? [], opens: found.opens === true };
}

export function valuesOf(section: string, key: string): readonly string[] {
  return keyOf(section, key)?.values ?? [];
}
