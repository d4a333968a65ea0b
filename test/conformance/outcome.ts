export type Outcome =
  | { readonly id: string; readonly passed: true }
  | { readonly id: string; readonly passed: false; readonly difference: string };

/** Compares two records key by key, in the words of a reader. */
export function differences(id: string, expected: object, actual: object): Outcome {
  const lines: string[] = [];
  for (const [key, value] of Object.entries(expected)) {
    const found = (actual as Record<string, unknown>)[key];
    if (print(value) !== print(found))
      lines.push(`  ${key}: expected ${print(value)}, found ${print(found)}`);
  }
  return lines.length === 0 ? { id, passed: true } : { id, passed: false, difference: lines.join('\n') };
}

function print(value: unknown): string {
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each)) ?? 'nothing';
}
