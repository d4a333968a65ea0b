import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import { type ImportedRecord, importRecording, toCanonical } from '@secl/events';
import { catalogue } from '@secl/model';
import { expect, it } from 'vitest';
import { nodeThreads } from '../node-threads.ts';
import type { ByteSink } from '../output.ts';
import { runInMemory } from '../test-context.ts';
import type { Thread, Threads } from '../threads.ts';
import { LinesFromThread } from './lines-from-thread.ts';
import { writeRecords } from './lines-of-records.ts';
import { READY, serveLines } from './lines-thread.ts';
import { type LinesTask, slotOf } from './slots.ts';

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

/** What is written, each portion as late as it may be: its memory must not be used again before. */
async function writtenBy(write: (to: ByteSink) => Promise<void>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let waiting = new Uint8Array(0);
  const writeBytes = async (bytes: Uint8Array): Promise<void> => {
    text += decoder.decode(waiting.slice(), { stream: true });
    waiting = bytes as Uint8Array<ArrayBuffer>;
  };
  await write({ writeBytes, file: undefined });
  await writeBytes(new Uint8Array(0));
  return text;
}

/** The lines that a thread brings. */
function broughtBy(thread: LinesFromThread, given = records()): (to: ByteSink) => Promise<void> {
  return async ({ writeBytes }) => {
    for await (const portion of thread.linesOf(given)) {
      await writeBytes(portion.slice());
      thread.reuse(portion);
    }
  };
}

/** A thread in name only, which does what threads do. */
const serving: Threads = {
  cores: 2,
  start(task): Thread {
    const { port1: here, port2: there } = new MessageChannel();
    serveLines(there, task as LinesTask);
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
  const here = await writtenBy((to) => writeRecords(records(text), to, undefined));
  const thread = new LinesFromThread(nodeThreads());
  expect(await writtenBy(broughtBy(thread, records(text)))).toBe(here);
  expect(here.split('\n')).toHaveLength(1545);
  thread.stop();
});

it('a command with threads prints what one without prints', async () => {
  const alone = await runInMemory(['import', attack, attack, attack]);
  expect(await runInMemory(['import', attack, attack, attack], { threads: nodeThreads() })).toEqual(alone);
});

it.each([
  ['batches that fit', 256 * 1024, 2 * 1024 * 1024],
  ['batches whose lines do not fit', 256 * 1024, 64],
  ['batches that do not fit either', 64, 64],
])('a thread brings all lines, in order: %s', async (_, packed, lines) => {
  const thread = new LinesFromThread(serving, undefined, [slotOf(packed, lines), slotOf(packed, lines)]);
  expect(await writtenBy(broughtBy(thread))).toBe(await expected());
  thread.stop();
});

it('a thread that has a file writes the lines to it, behind what was written here', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'secl-lines-'));
  const handle = await open(join(folder, 'lines'), 'w');
  let here = 0;
  const writeBytes = async (bytes: Uint8Array): Promise<void> => {
    here += bytes.length;
    await handle.write(bytes);
  };
  const slow = (async function* () {
    for await (const portion of records()) {
      for (let at = 0; at < portion.length; at += 50) {
        yield portion.slice(at, at + 50);
        await wait(5);
      }
    }
  })();
  await writeRecords(slow, { writeBytes, file: handle.fd }, serving, 1);
  await handle.close();
  const all = await readFile(join(folder, 'lines'), 'utf8');
  expect(all).toBe(await expected());
  expect(here).toBeLessThan(all.length / 2);
  await rm(folder, { recursive: true });
});

it('what a thread cannot write comes back, and all that follows', async () => {
  // Open for reading only.
  const handle = await open(attack);
  const thread = new LinesFromThread(serving, handle.fd, [slotOf(), slotOf()]);
  expect(await writtenBy(broughtBy(thread))).toBe(await expected());
  thread.stop();
  await handle.close();
});

it.each([
  ['there are no threads', undefined],
  ['there is one core', { ...serving, cores: 1 }],
  ['no thread can be had', saying()],
])('all lines are written here where %s', async (_, threads) => {
  expect(await writtenBy((to) => writeRecords(records(), to, threads, 1))).toBe(await expected());
});

it('a thread that fails is a mistake, and told', async () => {
  const thread = new LinesFromThread(saying(READY));
  await expect(writtenBy(broughtBy(thread))).rejects.toThrow('the thread that writes lines has ended');
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
