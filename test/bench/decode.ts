import { createDecoder } from '@secl/events';
import { catalogue } from '@secl/model';
import { type Figure, inTurns, mean, microseconds, parseAll } from './measure.ts';
import { eventLines, type StreamOptions } from './stream.ts';

const events = 20_000;

const streams: readonly (readonly [name: string, options: StreamOptions])[] = [
  ['a line with one nanosecond timestamp', {}],
  ['and created_at of process and ancestors', { createdAt: true }],
];

/** Decoding a line, `JSON.parse` of it included. */
export function measureDecoding(): readonly Figure[] {
  return streams.map(([what, options]) => {
    const lines = [...eventLines(events, options)];
    const { parse, decode } = inTurns(12, { parse: () => parseAll(lines), decode: decodeAll(lines) });
    const cost = (mean(decode) * 1000) / events;
    return { what, cost: microseconds(cost), parses: mean(decode) / mean(parse), goal: '' };
  });
}

export function decodeAll(lines: readonly string[]): () => void {
  const decoder = createDecoder(catalogue('linux'));
  const places = lines.map((text, index) => ({ document: '-', text, line: index + 1, column: 1, offset: 0 }));
  return () => {
    for (const place of places) {
      const decoded = decoder.decode(place);
      if (!decoded.ok) throw new Error(decoded.problems[0]?.message);
    }
  };
}
