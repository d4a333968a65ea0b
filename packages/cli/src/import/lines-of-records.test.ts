import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { type ImportedRecord, importRecording, toCanonical } from '@secl/events';
import { catalogue } from '@secl/model';
import { expect, it } from 'vitest';
import { nodeThreads } from '../node-threads.ts';
import { runInMemory } from '../test-context.ts';
import type { Thread, Threads } from '../threads.ts';
import { LinesFromThread } from './lines-from-thread.ts';
import { type LinesOfRecords, linesOfRecords } from './lines-of-records.ts';
import { READY, serveLines } from './lines-thread.ts';
import { type Slot, slotOf } from './slots.ts';

const attack = join(import.meta.dirname, '../../../../rules-library/recordings/attack-sim.strace');

/** Opens a file whose name is the number, so that every line is another one; the last has a very long name. */
const recording = Array.from({ length: 500 }, (_, at) => {
  const name = at === 499 ? 'ä'.repeat(2000) : String(at);
  return `7 17723592${String(at).padStart(2, '0').slice(-2)}.000100 openat(AT_FDCWD</>, "/${name}", O_RDONLY) = 3</${name}>\n`;
}).join('');

async function* inPortions(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

const records = (text = recording): AsyncGenerator<readonly ImportedRecord[], void> =>
  importRecording(inPortions(text), {
    document: 'x',
    catalogue: catalogue('linux'),
    format: 'strace',
    onProblem: () => undefined,
  });

async function expected(): Promise<string> {
  const lines: string[] = [];
  for await (const portion of records()) {
    for (const { record } of portion) lines.push(`${toCanonical(record)}\n`);
  }
  return lines.join('');
}

/** What is written, with the memory of each portion used again as soon as it is out. */
async function writtenBy({ portions, reuse }: LinesOfRecords): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const portion of portions) {
    text += decoder.decode(portion.slice(), { stream: true });
    reuse(portion);
  }
  return text;
}

/** A thread in name only, which does what threads do. */
const serving: Threads = {
  cores: 2,
  start(task): Thread {
    const { port1: here, port2: there } = new MessageChannel();
    serveLines(there, task as readonly Slot[]);
    return {
      post: (message) => here.postMessage(message),
      messages: {
        async *[Symbol.asyncIterator]() {
          for (;;) yield await new Promise((resolve) => here.once('message', resolve));
        },
      },
      stop: () => here.close(),
    };
  },
};

const saying = (...messages: readonly unknown[]): Threads => ({
  cores: 2,
  start: (): Thread => ({
    post: () => undefined,
    messages: (async function* () {
      yield* messages;
    })(),
    stop: () => undefined,
  }),
});

it('a thread of this machine writes the lines of an attack as they are written here', async () => {
  const text = await readFile(attack, 'utf8');
  const here = await writtenBy(linesOfRecords(records(text), undefined));
  const thread = new LinesFromThread(nodeThreads());
  const there = { portions: thread.linesOf(records(text)), reuse: (each: Uint8Array) => thread.reuse(each) };
  expect(await writtenBy(there)).toBe(here);
  expect(here.split('\n')).toHaveLength(1545);
  thread.stop();
}, 30_000);

it('a command with threads prints what one without prints', async () => {
  const alone = await runInMemory(['import', attack, attack, attack]);
  expect(await runInMemory(['import', attack, attack, attack], { threads: nodeThreads() })).toEqual(alone);
}, 30_000);

it.each([
  ['batches that fit', 256 * 1024, 2 * 1024 * 1024],
  ['batches whose lines do not fit', 256 * 1024, 64],
  ['batches that do not fit either', 64, 64],
])('a thread brings all lines, in order: %s', async (_, packed, lines) => {
  const thread = new LinesFromThread(serving, [slotOf(packed, lines), slotOf(packed, lines)]);
  const all = { portions: thread.linesOf(records()), reuse: (portion: Uint8Array) => thread.reuse(portion) };
  expect(await writtenBy(all)).toBe(await expected());
  thread.stop();
});

it.each([
  ['there are no threads', undefined],
  ['there is one core', { ...serving, cores: 1 }],
  ['no thread can be had', saying()],
])('all lines are written here where %s', async (_, threads) => {
  expect(await writtenBy(linesOfRecords(records(), threads, 1))).toBe(await expected());
});

it('a thread that fails is a mistake, and told', async () => {
  const thread = new LinesFromThread(saying(READY));
  const all = { portions: thread.linesOf(records()), reuse: () => undefined };
  await expect(writtenBy(all)).rejects.toThrow('the thread that writes lines has ended');
});

it('what a recording has grown by is out before it grows again', async () => {
  const thread = new LinesFromThread(serving);
  let more = (): void => undefined;
  const growing = (async function* () {
    for await (const portion of records()) yield portion;
    await new Promise<void>((resolve) => {
      more = resolve;
    });
  })();
  const lines = thread.linesOf(growing);
  const wanted = await expected();
  let text = '';
  while (text.length < wanted.length) {
    const { value } = await lines.next();
    if (value === undefined) break;
    text += new TextDecoder().decode(value.slice());
    thread.reuse(value);
  }
  expect(text).toBe(wanted);
  more();
  expect((await lines.next()).done).toBe(true);
  thread.stop();
});
