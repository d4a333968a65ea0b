import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './measure.ts';
import { pack } from './pack.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const rounds = 11;

/** `secl test` of cases over 1,000 rules in 20 files as a whole process, as people wait for it. */
export function measureTesting(): readonly Figure[] {
  return [...measured(100, 200), ...measured(1000, 1000)];
}

function measured(cases: number, goal: number): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'secl-bench-'));
  try {
    writeTests(folder, cases);
    // What the rules make of the events becomes what is expected, so that all pass; and the code is in the compile cache.
    run(folder, ['--update']);
    const cold = runs(folder, ['--no-cache']);
    run(folder, []);
    const warm = runs(folder, []);
    return [
      { what: `${cases} cases, cold`, cost: shown(cold), goal: `at most ${goal} ms` },
      { what: `${cases} cases, with its cache`, cost: shown(warm), goal: `at most ${goal} ms` },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const runs = (folder: string, flags: readonly string[]): readonly number[] =>
  Array.from({ length: rounds }, () => run(folder, flags));

/** The median, and the best: on a machine that does other things the one says little. */
function shown(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const [best = Number.NaN] = sorted;
  return `${(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN).toFixed(0)} ms (best ${best.toFixed(0)})`;
}

export function writeTests(folder: string, cases: number): void {
  mkdirSync(join(folder, 'policies'));
  for (const { name, text } of pack(1000, 20)) writeFileSync(join(folder, 'policies', name), text);
  const items = Array.from({ length: cases }, (_, index) => testCase(index));
  writeFileSync(join(folder, 'rules_test.yaml'), `policies: policies\ncases:\n${items.join('')}`);
}

/** Events of many types, about programs and files that rules of the library are about or nearly so. */
const events: readonly string[] = [
  'exec: nginx > tool > sh -c id',
  'exec: make > tool > /tmp/x --flag value',
  'exec: sshd > bash > tool > /dev/shm/payload',
  'open: /etc/shadow\n        by: bash > tool > cat /etc/shadow\n        flags: O_RDONLY',
  'open: /root/.ssh/authorized_keys\n        by: bash > tool > tee -a\n        flags: O_WRONLY | O_CREAT | O_APPEND',
  'connect: "203.0.113.7:4444"\n        by: bash > tool > nc -e /bin/sh',
  'chmod: /tmp/x\n        by: bash > tool > chmod +x\n        file.destination.mode: 0755',
  'rename: /tmp/a -> /tmp/b\n        by: bash > tool > mv',
  'unlink: /var/log/auth.log\n        by: bash > tool > rm',
  'load_module: /tmp/rootkit.ko\n        by: bash > tool > insmod',
];

function testCase(index: number): string {
  const event = (events[index % events.length] ?? '').replace('tool', `tool-${index % 30}`);
  return `  - name: case ${index}\n    events:\n      - ${event}\n    expect: none\n`;
}

function run(cwd: string, flags: readonly string[]): number {
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, [command, 'test', ...flags], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: join(cwd, 'cache') },
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`secl test ended with ${status}: ${stdout.slice(-1000)}${stderr}`);
  return milliseconds;
}
