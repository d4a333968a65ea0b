import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../conformance/vectors');

/** Expressions of the conformance vectors, right and wrong ones. */
export function expressionsOf(...files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    readFileSync(join(folder, `${file}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { readonly expression: string }).expression),
  );
}

/** Every n-th, so that a test looks at all kinds of a long file in little time. */
export function every<Item>(n: number, items: readonly Item[]): readonly Item[] {
  return items.filter((_, index) => index % n === 0);
}
