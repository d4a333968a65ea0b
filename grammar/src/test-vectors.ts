/** The expressions of the conformance vectors: those that agents accept, and those that they do not. */
import { readFileSync } from 'node:fs';
import { parseJsonExact } from '@secl/text';

const files = ['traps', 'expressions', 'syntax', 'windows'] as const;

interface Vector {
  readonly expression: string;
  readonly expect: { readonly status: string };
}

function isVector(value: unknown): value is Vector {
  return (
    typeof value === 'object' &&
    value !== null &&
    'expression' in value &&
    typeof value.expression === 'string' &&
    'expect' in value &&
    typeof value.expect === 'object' &&
    value.expect !== null &&
    'status' in value.expect
  );
}

function vectorsOf(name: string): readonly Vector[] {
  const path = new URL(`../../test/conformance/vectors/${name}.jsonl`, import.meta.url);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const parsed = parseJsonExact(line);
      if (!parsed.ok || !isVector(parsed.value)) throw new Error(`no vector: ${line}`);
      return parsed.value;
    });
}

export const vectors: readonly Vector[] = files.flatMap(vectorsOf);

/** Each once, in the order of the files. */
export const expressions: readonly string[] = [...new Set(vectors.map(({ expression }) => expression))];
