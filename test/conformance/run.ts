/**
 * `npm run conformance -- FILE…`: answers the cases of any files of vectors and compares. Exit code 1 on a difference, 2
 * where a file cannot be read.
 */
import { readFileSync } from 'node:fs';
import { forTerminal } from '@secl/text';
import { readCases } from './read-cases.ts';
import { runCase } from './runner.ts';

/** Differences that are printed; the others are counted. */
const shown = 20;

const files = process.argv.slice(2);
let passed = 0;
let failed = 0;
let unreadable = files.length === 0 ? 1 : 0;

if (files.length === 0)
  console.error('Name files of vectors: npm run conformance -- test/conformance/vectors/*.jsonl');
for (const file of files) {
  const text = textOf(file);
  if (text === undefined) continue;
  for (const read of readCases(file, text)) {
    if ('unreadable' in read) {
      unreadable++;
      console.error(forTerminal(read.unreadable));
      continue;
    }
    const difference = runCase(read.test);
    if (difference === undefined) passed++;
    else if (failed++ < shown) print(`${file}:${read.line}: ${difference.text}`);
  }
}
if (failed > shown) console.log(`… and ${failed - shown} more`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = unreadable > 0 ? 2 : failed > 0 ? 1 : 0;

/** Cases hold what they like, control characters too. */
function print(text: string): void {
  for (const line of text.split('\n')) console.log(forTerminal(line));
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    unreadable++;
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
