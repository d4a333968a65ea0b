import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeThreads } from '../node-threads.ts';
import { runInMemory } from '../test-context.ts';
import type { Thread, Threads } from '../threads.ts';
import { type BatchDone, type MutationTask, serveMutation } from './mutation-thread.ts';
import { SharedBatches } from './shared-batches.ts';

/** So many rules make three batches. */
const ids = Array.from({ length: 60 }, (_, index) => `rule_${index}`);
const policy = `rules:\n${ids
  .map((id) => `  - id: ${id}\n    expression: exec.file.name in ["${id}", "sh"] && process.uid != 0\n`)
  .join('')}`;
const tests = `cases:\n${ids
  .map((id) => `  - { name: ${id}, events: [{ exec: ${id}, process.uid: 1 }], expect: ${id} }\n`)
  .join('')}`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secl-threads-'));
  await writeFile(join(folder, 'a.policy'), policy);
  await writeFile(join(folder, 'a_test.yaml'), tests);
});
afterAll(() => rm(folder, { recursive: true }));

const mutate = (jobs: number, threads: Threads | undefined) =>
  runInMemory(['test', '--mutate', '--coverage-format', 'json', '--jobs', String(jobs)], {
    cwd: folder,
    ...(threads && { threads }),
  });

/** A thread in name only. */
const threadThat = (messages: (task: MutationTask) => AsyncIterable<unknown>): Threads => ({
  cores: 2,
  start: (task): Thread => ({
    post: () => undefined,
    messages: messages(task as MutationTask),
    stop: () => undefined,
  }),
});

describe('the changes of rules', () => {
  it('come to the same in one thread and in several', async () => {
    const alone = await mutate(1, undefined);
    const shared = await mutate(3, nodeThreads());
    expect(shared).toEqual(alone);
    expect(alone.stdout).toContain('"survivors"');
  });

  it('are looked at here where a thread takes some and fails', async () => {
    const failing = threadThat(async function* ({ batches }) {
      new SharedBatches(batches).takeAway(3);
      yield* [];
    });
    expect(await mutate(2, failing)).toEqual(await mutate(1, undefined));
  });

  it('of a thread count as it brings them', async () => {
    const taking = threadThat(async function* ({ batches }) {
      const batch = new SharedBatches(batches).takeAway(3) ?? 0;
      yield { batch, result: [] } satisfies BatchDone;
    });
    const { stdout } = await mutate(2, taking);
    // The first 24 rules are those of the batch that came back empty.
    expect(stdout).not.toContain('"id": "rule_3"\n        },\n        "kind"');
    expect(stdout).toContain('"id": "rule_30"\n        },\n        "kind"');
  });
});

describe('a thread', () => {
  it('brings a batch at a time until none is left', async () => {
    const batches = new SharedBatches();
    const { port1: here, port2: there } = new MessageChannel();
    const done: BatchDone[] = [];
    const ended = new Promise((resolve) => here.once('close', resolve));
    here.on('message', (message: BatchDone) => done.push(message));
    const flags = { format: 'pretty', cache: false, mutate: true } as const;
    here.postMessage([ids.map((id) => ({ passed: true, meets: ids.slice(0, ids.indexOf(id) + 1) }))]);
    await serveMutation(there, {
      kind: 'mutation',
      cwd: folder,
      today: '2026-11-21',
      flags,
      paths: [],
      batches: batches.memory,
    });
    await ended;
    expect(done.map(({ batch, result }) => [batch, result.length])).toEqual([
      [0, 24],
      [1, 24],
      [2, 12],
    ]);
  });

  it('leaves all to the command where it finds other cases than that', async () => {
    const batches = new SharedBatches();
    const { port1: here, port2: there } = new MessageChannel();
    here.postMessage([[{ passed: true, meets: [] }]]);
    await serveMutation(there, {
      kind: 'mutation',
      cwd: folder,
      today: '2026-11-21',
      flags: { format: 'pretty', cache: false, mutate: true },
      paths: [],
      batches: batches.memory,
    });
    expect(batches.takenAway).toBe(0);
    expect(batches.take(1)).toBe(0);
  });
});

describe('batches', () => {
  it('are taken once, by whoever comes', () => {
    const batches = new SharedBatches();
    const other = new SharedBatches(batches.memory);
    expect([batches.take(3), other.takeAway(3), batches.take(3), other.takeAway(3)]).toEqual([
      0,
      1,
      2,
      undefined,
    ]);
    expect(batches.takenAway).toBe(1);
  });

  it('are not taken any more when they are closed', () => {
    const batches = new SharedBatches();
    batches.close();
    expect(batches.take(3)).toBeUndefined();
  });
});
