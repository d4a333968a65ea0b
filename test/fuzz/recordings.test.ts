import { formats, type Importer, importRecording, type LineCounts, openRecording } from '@secl/events';
import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { inPieces } from '../recordings/fetched.ts';
import { ownRecordings } from '../recordings/own.ts';
import { createDice, type Dice } from './dice.ts';

const rounds = Number(process.env.SECL_FUZZ ?? 150);

/** Values that no format expects where they come to stand. */
const strange: readonly string[] = [
  'null',
  '{}',
  '[]',
  '[null]',
  '-1',
  '1e999',
  '18446744073709551616',
  '0.5',
  'true',
  '""',
  '"\\u0000\\ud800"',
  '"__proto__"',
  '[[[[[]]]]]',
  '{"__proto__":{"x":1},"constructor":1}',
  '"a b \\"c"',
];

/** JSON with one value put in the place of another, or keys lost or doubled. */
function mutated(line: string, dice: Dice): string {
  const values = [
    ...line.matchAll(/(?<=:)(?:"(?:[^"\\]|\\.)*"|-?\d+|true|false|\[[^[\]{}]*\]|\{[^[\]{}]*\})/g),
  ];
  const { index = 0, 0: old = '' } = dice.pick(values) ?? {};
  return line.slice(0, index) + dice.pick(strange) + line.slice(index + old.length);
}

function damaged(lines: readonly string[], dice: Dice): readonly string[] {
  const out = [...lines];
  for (let count = 1 + dice.below(8); count > 0; count--) {
    const at = dice.below(out.length);
    const line = out[at] ?? '';
    const where = dice.below(line.length + 1);
    switch (dice.below(6)) {
      case 0:
        out[at] = line.slice(0, where);
        break;
      case 1:
        out[at] = line.slice(0, where) + String.fromCharCode(32 + dice.below(95)) + line.slice(where);
        break;
      case 2:
        out[at] = out[dice.below(out.length)] ?? '';
        break;
      case 3:
        out[at] = `2026-03-01T10:00:00Z stdout ${dice.pick(['P', 'F'])} ${line}`;
        break;
      default:
        out[at] = mutated(line, dice);
    }
  }
  return out;
}

async function countsOf(format: Importer, text: string, piece: number): Promise<LineCounts> {
  const problems: number[] = [];
  const recording = openRecording(inPieces(new TextEncoder().encode(text), piece), {
    document: 'x',
    catalogue: catalogue('linux'),
    format: format.id,
    onProblem: ({ line }) => problems.push(line),
  });
  for await (const batch of recording) while (batch.next() !== undefined) {}
  const { skipped } = recording.counts;
  // Whatever is skipped is told; of what comes in several lines once.
  expect(problems.length > 0).toBe(skipped > 0);
  return recording.counts;
}

describe('a damaged recording is read without an exception, and every line is counted once', () => {
  it.each(Object.keys(ownRecordings))('%s', async (name) => {
    const lines = (ownRecordings[name] ?? '').split('\n').filter((line) => line !== '');
    const format = formats.find(({ id }) => id === (name === 'policy-eval' ? 'canonical' : name));
    expect(format).toBeDefined();
    if (format === undefined) return;
    const dice = createDice(20_260_301);
    for (let round = 0; round < rounds; round++) {
      const from = dice.below(lines.length);
      // The first line tells that events come one a line; objects over several lines are counted as objects.
      const first = lines.slice(0, 1);
      const rest = damaged(lines.slice(from, from + 30), dice).filter((line) => line.trim() !== '');
      const out = [...first, ...rest];
      const text = out.join('\n');
      const counts = await countsOf(format, text, 1 + dice.below(5000));
      const { events, processes, irrelevant, skipped } = counts;
      expect(counts.lines, text).toBe(out.length);
      expect(events + processes + irrelevant + skipped, text).toBe(out.length);
      for await (const records of importRecording(inPieces(new TextEncoder().encode(text)), {
        document: 'x',
        catalogue: catalogue('linux'),
        format: format.id,
        onProblem: () => undefined,
      })) {
        expect(records).toBeDefined();
      }
    }
  });
});
