import { createDecoder } from '@secl/events';
import { catalogue } from '@secl/model';
import { eventLines, type StreamOptions } from './stream.ts';

/** What one event costs, in multiples of what `JSON.parse` of its line costs in the same run. */
export interface DecodeFigure {
  readonly stream: string;
  readonly bytes: number;
  readonly parseMicroseconds: number;
  readonly decodeMicroseconds: number;
  readonly parses: number;
}

/** Decoding with `JSON.parse` included; the median of several rounds that take turns with plain parsing. */
export function measureDecoding(
  stream: string,
  options: StreamOptions,
  events = 20_000,
  rounds = 15,
): DecodeFigure {
  const lines = [...eventLines(events, options)];
  const decoder = createDecoder(catalogue('linux'));
  const at = { document: stream, line: 1, column: 1, offset: 0, ended: true };
  let used = 0;
  const parse = (): void => {
    for (const line of lines) {
      used += JSON.parse(line).Values['process.pid'];
    }
  };
  const decode = (): void => {
    for (const line of lines) {
      const decoded = decoder.decode({ ...at, text: line });
      if (!decoded.ok) {
        throw new Error(decoded.problems[0]?.message);
      }
      used += decoded.event.slots.length;
    }
  };
  const parses: number[] = [];
  const decodes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    parses.push(microseconds(parse) / events);
    decodes.push(microseconds(decode) / events);
  }
  if (used === 0) {
    throw new Error('nothing was read');
  }
  const parseMicroseconds = median(parses.slice(3));
  const decodeMicroseconds = median(decodes.slice(3));
  return {
    stream,
    bytes: lines.reduce((sum, line) => sum + line.length, 0) / events,
    parseMicroseconds,
    decodeMicroseconds,
    parses: decodeMicroseconds / parseMicroseconds,
  };
}

function microseconds(run: () => void): number {
  const start = performance.now();
  run();
  return (performance.now() - start) * 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

if (process.argv[1] === import.meta.filename) {
  for (const [stream, options] of [
    ['one nanosecond timestamp a line', {}],
    ['and created_at of process and ancestors', { createdAt: true }],
  ] as const) {
    const figure = measureDecoding(stream, options);
    const { parseMicroseconds, decodeMicroseconds, parses, bytes } = figure;
    console.log(
      `decode ${parses.toFixed(2)} parses (${decodeMicroseconds.toFixed(2)} µs; JSON.parse ` +
        `${parseMicroseconds.toFixed(2)} µs; ${bytes.toFixed(0)} bytes): ${stream}`,
    );
  }
}
