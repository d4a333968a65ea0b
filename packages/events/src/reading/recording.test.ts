import { gzipSync } from 'node:zlib';
import { catalogue } from '@secl/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonical } from '../canonical/encode.ts';
import { type EventBatch, importRecording, openRecording } from './recording.ts';
import type { RecordingOptions } from './source-lines.ts';

const linux = catalogue('linux');
const pid = linux.field('process.pid')?.slot ?? -1;

function exec(number: number): string {
  return JSON.stringify({ Type: 'exec', Values: { 'process.pid': number } });
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

/** Pids of the events with the lines they came from, and the problems, as text. */
async function read(
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  options: Partial<RecordingOptions> & { readonly chunk?: number } = {},
): Promise<{ events: string[]; problems: string[]; format: string | undefined }> {
  const events: string[] = [];
  const problems: string[] = [];
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const recording = openRecording(
    bytes instanceof Uint8Array ? chunks(bytes, options.chunk ?? 65536) : bytes,
    {
      document: 'events',
      catalogue: linux,
      onProblem: (problem) => problems.push(`${problem.line}:${problem.column} ${problem.code}`),
      ...options,
    },
  );
  for await (const batch of recording) {
    for (let event = batch.next(); event !== undefined; event = batch.next()) {
      events.push(`${String(event.slots[pid])}@${batch.at.line}`);
    }
  }
  return { events, problems, format: recording.format?.id };
}

const LINES = `${exec(1)}\n${exec(2)}\n${exec(3)}\n`;
const PRETTY = [1, 2].map((number) => JSON.stringify(JSON.parse(exec(number)), null, 2)).join('\n');
const ARRAY = JSON.stringify([1, 2, 3].map((number) => JSON.parse(exec(number))));
const PRETTY_ARRAY = JSON.stringify(JSON.parse(ARRAY), null, 2);

describe('a recording', () => {
  it.each([
    ['one object a line', LINES, ['1@1', '2@2', '3@3']],
    ['no line end at its end', LINES.trimEnd(), ['1@1', '2@2', '3@3']],
    ['Windows line ends', LINES.replaceAll('\n', '\r\n'), ['1@1', '2@2', '3@3']],
    ['blank lines', `\n\n${LINES.replaceAll('\n', '\n \n')}`, ['1@3', '2@5', '3@7']],
    ['a byte order mark', `\ufeff${LINES}`, ['1@1', '2@2', '3@3']],
    ['a single object', exec(7), ['7@1']],
    ['objects over several lines', PRETTY, ['1@1', '2@7']],
    ['an array on one line', ARRAY, ['1@1', '2@1', '3@1']],
    ['an array over several lines', PRETTY_ARRAY, ['1@2', '2@8', '3@14']],
    ['an array with an object a line', `[\n${exec(1)},\n${exec(2)}\n]\n`, ['1@2', '2@3']],
  ])('may have %s, in chunks of any size', async (_, text, events) => {
    for (const chunk of [1, 7, 65536]) {
      expect(await read(text, { chunk })).toEqual({ events, problems: [], format: 'canonical' });
    }
  });

  it.each([
    ['lines', LINES, 'line'],
    ['objects of an array', ARRAY, 'object'],
    ['objects over several lines', PRETTY, 'object'],
    ['lines, of which nothing came', '', 'line'],
  ])('says that what it counts are %s', async (_, text, unit) => {
    const recording = openRecording(chunks(new TextEncoder().encode(text), 100), {
      document: 'events',
      catalogue: linux,
      onProblem: () => {},
    });
    for await (const batch of recording) while (batch.next() !== undefined);
    expect(recording.unit).toBe(unit);
  });

  it('may be compressed', async () => {
    for (const chunk of [1, 65536]) {
      const { events, problems } = await read(gzipSync(LINES), { chunk });
      expect([events, problems]).toEqual([['1@1', '2@2', '3@3'], []]);
    }
  });

  it('is used up to where its compressed data breaks off', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => exec(index * 7919)).join('\n');
    const whole = gzipSync(many);
    const { events, problems } = await read(whole.subarray(0, whole.length >> 1));
    expect(events.length).toBeGreaterThan(5_000);
    expect(events.length).toBeLessThan(20_000);
    expect(problems).toEqual([`${events.length + 1}:1 events/cut`]);
  });

  it('is used up to where it was cut', async () => {
    expect(await read(`${exec(1)}\n${exec(2).slice(0, -5)}`)).toMatchObject({
      events: ['1@1'],
      problems: ['2:1 events/cut'],
    });
  });

  it('is used up to where its source fails', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(`${exec(1)}\n${exec(2)}\n{"Type`);
      throw new Error('EIO: i/o error');
    }
    expect(await read(failing())).toMatchObject({ events: ['1@1', '2@2'], problems: ['3:1 events/cut'] });
  });

  it('that cannot be opened is told', async () => {
    // biome-ignore lint/correctness/useYield: what a file without rights does
    async function* denied(): AsyncGenerator<Uint8Array> {
      throw new Error('EACCES: permission denied');
    }
    expect(await read(denied())).toMatchObject({ events: [], problems: ['1:1 events/unreadable'] });
  });

  it.each(['utf-16le', 'utf-16be'])('may be %s, which is said', async (encoding) => {
    const units = Uint16Array.from([...`\ufeff${LINES}`].map((each) => each.charCodeAt(0)));
    const bytes = new Uint8Array(units.buffer);
    if (encoding === 'utf-16be') {
      for (let at = 0; at < bytes.length; at += 2) {
        bytes.subarray(at, at + 2).reverse();
      }
    }
    for (const chunk of [1, 65536]) {
      const result = await read(bytes, { chunk });
      expect(result).toMatchObject({ events: ['1@1', '2@2', '3@3'], problems: ['1:1 events/utf-16'] });
    }
  });

  it('loses a line beyond the limit, and no other', async () => {
    const long = exec(2).replace('}}', `,"process.comm":"${'x'.repeat(5000)}"}}`);
    const text = `${exec(1)}\n${long}\n${exec(3)}\n`;
    for (const chunk of [64, 65536]) {
      const { events, problems } = await read(text, { limit: 1000, chunk });
      expect([events, problems]).toEqual([['1@1', '3@3'], ['2:1 events/too-long']]);
    }
    const array = `[${exec(1)},${long},${exec(3)}]`;
    expect(await read(array, { limit: 1000, chunk: 64 })).toMatchObject({
      events: ['1@1', '3@1'],
      problems: ['1:45 events/too-long'],
    });
  });

  it('counts a line beyond the limit as skipped', async () => {
    const recording = openRecording(
      chunks(new TextEncoder().encode(`${exec(1)}\n"${'x'.repeat(2000)}"\n${exec(3)}\n`), 64),
      { document: 'events', catalogue: linux, limit: 1000, onProblem: () => {} },
    );
    for await (const batch of recording) while (batch.next() !== undefined) {}
    expect(recording.counts).toMatchObject({ lines: 3, events: 2, skipped: 1 });
  });

  it('loses broken lines, and no other', async () => {
    const text = `${exec(1)}\n{"Type": "exec", "Val\nnot json\n[]\n${exec(2)}\n`;
    expect(await read(text)).toMatchObject({
      events: ['1@1', '2@5'],
      problems: ['2:18 events/not-json', '3:1 events/not-json', '4:1 events/not-an-event'],
    });
  });

  it('loses a broken object of an array, and no other', async () => {
    const text = `[\n  ${exec(1)},\n  {"Type": "exec", "Values": {"process.comm": "x\n  ${exec(2)}\n]`;
    expect(await read(text)).toMatchObject({ events: ['1@2', '2@4'], problems: ['3:47 events/not-json'] });
  });

  it.each([
    ['line', `${exec(1)}\n{"Type": "exec", "Val\n${exec(2)}\n`, 'this line is not JSON; it is skipped'],
    ['object', `[${exec(1)},{"Type": "exec" "Values": {}}]`, 'this object is not JSON; it is skipped'],
    ['line between objects', `[${exec(1)},\nhello\n${exec(2)}]`, 'this line is not JSON; it is skipped'],
    [
      'long line',
      `${exec(1)}\n"${'x'.repeat(1000)}"\n`,
      'this line has more than 999 characters; it is skipped',
    ],
    [
      'long object',
      `[${exec(1)},{"Type": "${'x'.repeat(1000)}"}]`,
      'this object has more than 999 characters; it is skipped',
    ],
    [
      'last line',
      `${exec(1)}\n{"Type": "ex`,
      'the recording ends in the middle: its last line has no end; what came before is used',
    ],
    [
      'last object',
      `[${exec(1)},{"Type": "ex`,
      'the recording ends in the middle: its last object has no end; what came before is used',
    ],
  ])('calls what is broken by its name: a %s', async (_, text, message) => {
    const said: string[] = [];
    await read(text, { limit: 999, onProblem: (problem) => said.push(problem.message) });
    expect(said).toEqual([message]);
  });

  it.each([
    ['a picture', 'GIF89a\u0001\u0000\u0001', ['1:1 events/unknown-format']],
    ['a log', 'Nov 21 10:00:00 web-1 sshd[1]: hello\n', ['1:1 events/unknown-format']],
    ['nothing', '', []],
    ['blank lines', '\n\n \n', []],
  ])('with %s has no events', async (_, text, problems) => {
    expect(await read(text)).toEqual({ events: [], problems, format: undefined });
  });

  it('is no capture because somebody says so', async () => {
    const said: string[] = [];
    const { events } = await read('Dear Sir,\nplease find\n', {
      format: 'scap',
      onProblem: ({ message }) => said.push(message),
    });
    expect([events, said]).toEqual([
      [],
      ['the recording cannot be read: it does not begin as Falco and sysdig captures do'],
    ]);
  });

  it('gives its events when they are written, however long it stays open', async () => {
    let write: (text: string | undefined) => void = () => {};
    async function* tail(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const text = await new Promise<string | undefined>((resolve) => {
          write = resolve;
        });
        if (text === undefined) {
          return;
        }
        yield new TextEncoder().encode(text);
      }
    }
    const recording = openRecording(tail(), { document: '-', catalogue: linux, onProblem: () => {} });
    const batches = recording[Symbol.asyncIterator]();
    const next = async (text: string): Promise<EventBatch> => {
      const pending = batches.next();
      await new Promise((resolve) => setTimeout(resolve, 0));
      write(text);
      return (await pending).value;
    };
    const first = await next(`${exec(1)}\n`);
    expect(first.next()?.slots[pid]).toBe(1);
    expect(first.next()).toBeUndefined();
    const second = await next(`${exec(2)}\n`);
    expect(second.next()?.slots[pid]).toBe(2);
  });

  it('ends where it is told to stop, though its source does not', async () => {
    const abort = new AbortController();
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode(LINES);
      setTimeout(() => abort.abort(), 5);
      await new Promise(() => {});
    }
    expect(await read(endless(), { stop: abort.signal })).toMatchObject({
      events: ['1@1', '2@2', '3@3'],
      problems: [],
    });
  });

  it.each([
    ['a line', new TextEncoder().encode(`${exec(1)}\n${exec(2).slice(0, -5)}`), ['1@1']],
    ['compressed data', gzipSync(LINES).subarray(0, -12), ['1@1', '2@2']],
  ])('says nothing of %s that it was stopped in', async (_, bytes, events) => {
    const abort = new AbortController();
    async function* waiting(): AsyncGenerator<Uint8Array> {
      yield bytes;
      setTimeout(() => abort.abort(), 5);
      await new Promise(() => {});
    }
    expect(await read(waiting(), { stop: abort.signal })).toMatchObject({ events, problems: [] });
  });

  it('has the host that the caller gives, where an event names none', async () => {
    const named = '{"Type":"exec","Host":"db-1","Values":{}}';
    const bytes = chunks(new TextEncoder().encode(`${exec(1)}\n${named}`), 100);
    const options = { document: '-', catalogue: linux, host: 'web-1', onProblem: () => {} };
    const hosts: string[] = [];
    for await (const batch of openRecording(bytes, options)) {
      for (let event = batch.next(); event !== undefined; event = batch.next()) {
        hosts.push(event.host);
      }
    }
    expect(hosts).toEqual(['web-1', 'db-1']);
  });

  it('closes its source when the reader leaves', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          yield new TextEncoder().encode(LINES);
        }
      } finally {
        closed = true;
      }
    }
    const recording = openRecording(source(), { document: '-', catalogue: linux, onProblem: () => {} });
    for await (const batch of recording) {
      batch.next();
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(closed).toBe(true);
  });

  it('can be written anew in the canonical form', async () => {
    const problems: string[] = [];
    const onProblem = (problem: { readonly code: string }): unknown => problems.push(problem.code);
    const options = { document: '-', catalogue: linux, onProblem };
    const written: string[] = [];
    const long = '{"Values":{"event.timestamp":1772359200123456789},"type":"exec"}';
    const text = `[${exec(1)},\n${long}, {"Type": 3}]`;
    for await (const records of importRecording(chunks(new TextEncoder().encode(text), 9), options)) {
      written.push(...records.map(({ record }) => toCanonical(record)));
    }
    expect(written).toEqual([exec(1), '{"Type":"exec","Values":{"event.timestamp":1772359200123456789}}']);
    expect(problems).toEqual(['events/not-an-event']);
  });

  it('reads the same whatever its layout, and counts every line', async () => {
    const layout = fc.constantFrom<(all: readonly string[]) => string>(
      (all) => all.join('\n'),
      (all) => `${all.join('\r\n')}\r\n`,
      (all) => `[${all.join(',')}]`,
      (all) =>
        JSON.stringify(
          all.map((each) => JSON.parse(each)),
          null,
          '\t',
        ),
      (all) => all.map((each) => JSON.stringify(JSON.parse(each), null, 1)).join('\n'),
    );
    const numbers = fc.array(fc.nat(), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(numbers, layout, fc.integer({ min: 1, max: 300 }), async (all, arrange, chunk) => {
        const { events, problems } = await read(arrange(all.map(exec)), { chunk });
        expect(events.map((each) => Number(each.split('@')[0]))).toEqual(all);
        expect(problems).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
