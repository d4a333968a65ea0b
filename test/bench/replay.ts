import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RuleSet } from '@secl/policy';
import { runReplay } from '@secl/simulator';
import { type Figure, mean, microseconds, parseCost, threadTime } from './measure.ts';
import { loadDefaultPolicy } from './rule-set.ts';
import { eventLines } from './stream.ts';

const eventsOfFile = 100_000;
const roundsOfReplay = 7;
/** As the command reads files. */
const portion = 1024 * 1024;

/** A file of canonical events through the default policy, from the disk to the report, all included. */
export async function measureReplay(): Promise<readonly Figure[]> {
  const ruleSet = loadDefaultPolicy();
  const lines = [...eventLines(eventsOfFile)];
  const folder = mkdtempSync(join(tmpdir(), 'secl-bench-'));
  try {
    const path = join(folder, 'events.jsonl');
    writeFileSync(path, `${lines.join('\n')}\n`);
    const rounds: { readonly parse: number; readonly thread: number; readonly clock: number }[] = [];
    for (let round = 0; round < roundsOfReplay; round++) {
      const parse = parseCost(lines.slice(0, 20_000), 3);
      const [thread, clock] = [threadTime(), performance.now()];
      const events = await replay(ruleSet, createReadStream(path, { highWaterMark: portion }));
      if (events !== eventsOfFile) throw new Error(`${events} events came`);
      const perEvent = 1000 / eventsOfFile;
      rounds.push({
        parse,
        thread: (threadTime() - thread) * perEvent,
        clock: (performance.now() - clock) * perEvent,
      });
    }
    const figure = (what: string, of: 'thread' | 'clock', goal: string): Figure => ({
      what,
      cost: microseconds(mean(rounds.map((round) => round[of]))),
      parses: mean(rounds.map((round) => round[of] / round.parse)),
      goal,
    });
    return [
      figure('an event, all included', 'thread', 'at most 4'),
      figure('by the clock, with all else that the machine does', 'clock', ''),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const eventsInAll = 2_000_000;

/** Memory in use while two million events go by, after a collection each time. */
export async function measureMemory(): Promise<readonly Figure[]> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  const ruleSet = loadDefaultPolicy();
  const chunk = [...eventLines(20_000)].map((line) => `${line}\n`).join('');
  const bytes = Buffer.from(chunk);
  const samples: { readonly events: number; readonly heap: number; readonly resident: number }[] = [];
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let events = 0; events < eventsInAll; events += 20_000) {
      if (events % 400_000 === 0 && events > 0) samples.push(sample(events));
      for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
    }
    samples.push(sample(eventsInAll));
  }
  const sample = (events: number) => {
    if (typeof collect === 'function') collect();
    const { heapUsed, rss } = process.memoryUsage();
    return { events, heap: heapUsed / 2 ** 20, resident: rss / 2 ** 20 };
  };
  await replay(ruleSet, source());
  return samples.map(({ events, heap, resident }) => ({
    what: `after ${(events / 1_000_000).toFixed(1)} million events`,
    cost: `${heap.toFixed(1)} MiB`,
    goal: `heap, of ${resident.toFixed(0)} MiB resident; flat`,
  }));
}

async function replay(ruleSet: RuleSet, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const { report } = await runReplay(ruleSet, [{ name: 'events.jsonl', bytes }], {
    onProblem: (problem) => {
      throw new Error(problem.message);
    },
  });
  return report.events;
}
