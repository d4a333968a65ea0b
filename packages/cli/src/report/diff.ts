import { forTerminal, type TextEdit } from '@secl/text';
import type { CliContext } from '../context.ts';
import { paintFor } from './paint.ts';
import { unifiedDiff } from './unified-diff.ts';

/** Prints edits as a unified diff. */
export function writeDiff(
  { stdout }: Pick<CliContext, 'stdout'>,
  name: string,
  text: string,
  edits: readonly TextEdit[],
): void {
  const paint = paintFor(stdout);
  for (const line of unifiedDiff(name, text, edits)) {
    // A terminal gets no escape sequences of the file; a pipe, which may lead to `patch`, gets the file's own bytes.
    const shown = stdout.terminal ? forTerminal(line) : line;
    const style = line.startsWith('+') ? paint.good : line.startsWith('-') ? paint.bad : plain;
    stdout.write(`${line.startsWith('@') ? paint.name(shown) : style(shown)}\n`);
  }
}

const plain = (text: string): string => text;
