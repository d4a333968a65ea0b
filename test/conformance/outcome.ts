export type Outcome = { readonly passed: true } | { readonly passed: false; readonly difference: string };

/** What is compared, one entry a line of the report: `verdicts`, `fields`, `loaded` … */
export type Answers = Readonly<Record<string, unknown>>;

/** Compares what was expected with what was found, entry by entry, in the words of a reader. */
export function compare(expected: Answers, found: Answers): Outcome {
  const lines = Object.entries(expected)
    .filter(([name, value]) => print(value) !== print(found[name]))
    .map(([name, value]) => `${name}: expected ${print(value)}, found ${print(found[name])}`);
  return lines.length === 0 ? { passed: true } : { passed: false, difference: lines.join('\n') };
}

function print(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each)) ?? 'nothing';
}
