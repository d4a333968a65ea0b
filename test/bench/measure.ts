import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/** One line of a table: what something costs, and what it may cost. */
export interface Figure {
  readonly what: string;
  readonly cost: string;
  /** In multiples of what `JSON.parse` of one event's line costs in the same run. */
  readonly parses?: number;
  /** What it is compared with. */
  readonly goal: string;
}

/**
 * Milliseconds of processor time that this thread has had: what a clock would show on a machine that does nothing else.
 * Threads that collect garbage beside it are not in it.
 */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Thread time of each task. They take turns, so that what slows the processor down meets all alike. */
export function inTurns<Name extends string>(
  rounds: number,
  tasks: Readonly<Record<Name, () => void>>,
): Readonly<Record<Name, readonly number[]>> {
  const names = Object.keys(tasks) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  // Engines compile what runs often: the first rounds do not count.
  for (let round = -Math.ceil(rounds / 4); round < rounds; round++) {
    for (const name of names) {
      const start = threadTime();
      tasks[name]();
      const time = threadTime() - start;
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

/** Not the median: systems count thread time in steps of milliseconds, which only add up right over many turns. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What `JSON.parse` of a line costs, in microseconds. */
export function parseCost(lines: readonly string[], rounds = 9): number {
  const { parse } = inTurns(rounds, { parse: () => parseAll(lines) });
  return (mean(parse) * 1000) / lines.length;
}

/** Reads one value of each, so that nothing is left out as unused. */
export function parseAll(lines: readonly string[]): void {
  let used = 0;
  for (const line of lines) used += JSON.parse(line).Values['process.pid'];
  if (used === 0) throw new Error('nothing was read');
}

/** How long a process of Node takes that does nothing, in milliseconds: what whole processes are compared with. */
export function startOfNode(rounds = 15): number {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    spawnSync(process.execPath, ['--eval', '0']);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

export function machine(): string {
  const [first] = cpus();
  return `Node ${process.versions.node}, ${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} cores`;
}

export function print(title: string, figures: readonly Figure[]): void {
  const width = Math.max(...figures.map(({ what }) => what.length));
  console.log(`\n${title}`);
  for (const { what, cost, parses, goal } of figures) {
    const multiple = parses === undefined ? '' : `${parses.toFixed(2)} parses`;
    console.log(`  ${what.padEnd(width)}  ${cost.padStart(10)}  ${multiple.padStart(12)}  ${goal}`.trimEnd());
  }
}

export function microseconds(value: number): string {
  return `${value.toFixed(2)} µs`;
}
