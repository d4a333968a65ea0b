import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownAuditd } from '../recordings/own-auditd.ts';
import type { Figure } from './measure.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const attack = join(import.meta.dirname, '../../rules-library/recordings/attack-sim.strace');
const size = 40_000_000;
const runs = 5;

/** Importing 40 MB of what strace and the audit system write, as a whole process. */
export async function measureImportOfSystems(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'secl-bench-'));
  try {
    const one = { strace: readFileSync(attack, 'utf8'), auditd: `${(await ownAuditd()).join('\n')}\n` };
    const figures: Figure[] = [];
    for (const [format, text] of Object.entries(one)) {
      const path = join(folder, format);
      const copies = Math.ceil(size / text.length);
      writeFileSync(path, Array.from({ length: copies }, (_, at) => later(text, format, at)).join(''));
      const megabytes = (copies * text.length) / 1e6;
      const times: number[] = [];
      for (let run = 0; run < runs; run++) times.push(await imported(path));
      times.sort((a, b) => a - b);
      const rate = (time: number | undefined): string =>
        `${(megabytes / ((time ?? 0) / 1000)).toFixed(1)} MB/s`;
      figures.push({
        what: `${format}, ${megabytes.toFixed(0)} MB, best`,
        cost: rate(times[0]),
        goal: 'goal 40 MB/s',
      });
      figures.push({ what: `${format}, median`, cost: rate(times[Math.floor(runs / 2)]), goal: '' });
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A log goes on with later times and other numbers; strace's lines follow each other as they are. */
function later(text: string, format: string, copy: number): string {
  if (format !== 'auditd') return text;
  return text.replace(
    /audit\((\d+)\.(\d+):(\d+)\)/g,
    (_, seconds: string, fraction: string, serial: string) =>
      `audit(${Number(seconds) + 10 * copy}.${fraction}:${Number(serial) + 2000 * copy})`,
  );
}

async function imported(path: string): Promise<number> {
  const start = performance.now();
  const child = spawn(process.execPath, [command, 'import', path], { stdio: ['ignore', 'ignore', 'ignore'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`secl import ended with ${String(code)}`);
  return performance.now() - start;
}
