import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeThreads } from '../node-threads.ts';
import { runInMemory } from '../test-context.ts';
import type { Thread, Threads } from '../threads.ts';
import { serveTests, type TestsDone, type TestsTask } from './help-tests.ts';

const policy = `rules:
  - id: shell
    expression: exec.file.name == "sh"
  - id: newer
    expression: connect.addr.port == 4444
  - id: mistaken
    expression: exec.file.nam == "sh"
`;
const config = `targets:
  old: { agent: 7.50 }
  new: { agent: 7.83 }
`;
/** One that passes, one that fails, one that cannot be: on both agents. */
const tests = `targets: [old, new]
cases:
${['a', 'b', 'c'].map((name) => `  - { name: ${name}, events: [{ exec: sh }], expect: shell }\n`).join('')}
  - { name: fails, events: [{ exec: ls }], expect: shell }
  - { name: no event, events: [{ exce: ls }], expect: shell }
  - { name: d, events: [{ exec: ls }], expect: none }
`;

/** One rule loads on the second of these only. */
const twoOfOneName = `targets: [{ name: host, agent: 7.50 }, { name: host, agent: 7.83 }]
cases:
  - { name: newer, events: [{ connect: '10.0.0.1:4444' }], expect: newer }
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secl-threads-'));
  await writeFile(join(folder, 'a.policy'), policy);
  await writeFile(join(folder, 'secl.yaml'), config);
  await writeFile(join(folder, 'a_test.yaml'), tests);
  await writeFile(join(folder, 'b_test.yaml'), tests);
  await writeFile(join(folder, 'c_test.yaml'), twoOfOneName);
});
afterAll(() => rm(folder, { recursive: true }));

const run = (format: string, jobs: number, threads?: Threads) =>
  runInMemory(['test', '--format', format, '--jobs', String(jobs)], {
    cwd: folder,
    ...(threads && { threads }),
  });

/** A thread in name only. */
const threadThat = (messages: (task: TestsTask) => AsyncIterable<unknown>): Threads => ({
  cores: 2,
  start: (task): Thread => ({
    post: () => undefined,
    messages: messages(task as TestsTask),
    stop: () => undefined,
  }),
});

/** What a thread says of its share. */
async function said(task: TestsTask): Promise<TestsDone> {
  const { port1: here, port2: there } = new MessageChannel();
  const answer = new Promise<TestsDone>((resolve) => here.once('message', resolve));
  await serveTests(there, task);
  return answer;
}

describe('cases', () => {
  it.each(['pretty', 'json', 'junit'])(
    'come to the same in one thread and in several, as %s',
    async (format) => {
      const alone = await run(format, 1);
      expect(await run(format, 3, nodeThreads())).toEqual(alone);
      expect(alone.stdout).toContain('mistaken');
    },
  );

  it('are run here where a thread fails', async () => {
    const failing = threadThat(async function* () {
      yield* [];
    });
    expect(await run('json', 2, failing)).toEqual(await run('json', 1));
  });

  it('are run here where a thread has read something else', async () => {
    const other = threadThat(async function* (task) {
      const { runs, unheard } = await said(task);
      yield { runs: runs.map((each) => ({ ...each, of: 'other tests' })), unheard } satisfies TestsDone;
    });
    expect(await run('json', 2, other)).toEqual(await run('json', 1));
  });

  it('that passed are taken from a thread, and no others', async () => {
    const answers: TestsDone[] = [];
    const listening = threadThat(async function* (task) {
      const done = await said(task);
      answers.push(done);
      yield done;
    });
    expect(await run('json', 2, listening)).toEqual(await run('json', 1));
    const runs = answers.flatMap((answer) => answer.runs);
    expect(runs.map(({ passed }) => passed?.map(({ index }) => index))).toEqual([
      [0, 1, 2, 5],
      [0, 1, 2, 5],
      [],
      [0],
    ]);
  });
});
