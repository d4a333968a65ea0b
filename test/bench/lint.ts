import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './measure.ts';
import { pack } from './pack.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const rounds = 11;

/** Says at its end how much memory the process had at most, in KiB. */
const peak =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("peak="+process.resourceUsage().maxRSS))';

interface Run {
  readonly milliseconds: number;
  readonly kibibytes: number;
}

/** `secl lint` of 1,000 rules in 20 files as a whole process, as people wait for it. */
export function measureLint(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'secl-bench-'));
  try {
    mkdirSync(join(folder, 'policies'));
    for (const { name, text } of pack(1000, 20)) writeFileSync(join(folder, 'policies', name), text);
    const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') };
    // The first run compiles, and remembers.
    run(folder, [], env);
    const cold = runs(folder, ['--no-cache'], env);
    const warm = runs(folder, [], env);
    return [
      {
        what: 'cold',
        cost: `${median(cold.map((each) => each.milliseconds)).toFixed(0)} ms`,
        goal: 'at most 400 ms',
      },
      {
        what: 'with its cache',
        cost: `${median(warm.map((each) => each.milliseconds)).toFixed(0)} ms`,
        goal: 'at most 150 ms',
      },
      {
        what: 'peak memory, cold',
        cost: `${(median(cold.map((each) => each.kibibytes)) / 1024).toFixed(0)} MiB`,
        goal: 'at most 150 MB',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runs(cwd: string, flags: readonly string[], env: NodeJS.ProcessEnv): readonly Run[] {
  return Array.from({ length: rounds }, () => run(cwd, flags, env));
}

function run(cwd: string, flags: readonly string[], env: NodeJS.ProcessEnv): Run {
  const start = performance.now();
  const args = ['--import', peak, command, 'lint', 'policies', ...flags];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`secl lint ended with ${status}: ${stderr}`);
  return { milliseconds, kibibytes: Number(/peak=(\d+)/.exec(stderr)?.[1]) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
