import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalLines,
  type ImportedRecord,
  importRecording,
  openRecording,
  type RecordingOptions,
} from '@secl/events';
import { catalogue } from '@secl/model';
import { ownAuditd } from '../recordings/own-auditd.ts';
import { type Figure, threadTime } from './measure.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const attack = join(import.meta.dirname, '../../rules-library/recordings/attack-sim.strace');
const size = 40_000_000;
/** Of what goes on for days, reading is all that counts. */
const long = 400_000_000;
const portion = 1024 * 1024;
/** Bytes of output at once, as the command writes them. */
const written = 384 * 1024;
const runs = 3;

/**
 * Importing 40 MB, and 400 MB, of what strace and the audit system write. Stages are processor time of this thread: read, as events
 * that are not yet put together; written, which is what `secl import` does with them; decoded, which is what a replay
 * does. The whole process is by the clock, and writes several times of what it reads; beside it the processor time of its
 * main thread, which is what the clock would show if nobody else used the machine.
 */
export async function measureImportOfSystems(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'secl-bench-'));
  try {
    const one = { strace: readFileSync(attack, 'utf8'), auditd: `${(await ownAuditd()).join('\n')}\n` };
    const figures: Figure[] = [];
    for (const [format, text] of Object.entries(one)) {
      const path = join(folder, format);
      writeCopies(path, text, format, size);
      const bytes = readFileSync(path);
      for (const { what, task, goal } of stages) {
        const { best } = await timesOf(async () => {
          const start = threadTime();
          await task(bytes);
          return threadTime() - start;
        });
        figures.push({ what: `${format}, ${what}`, cost: rate(bytes.length, best), goal });
      }
      figures.push(...(await wholeProcess(path, `${format}, whole process`)));
      writeCopies(path, text, format, long);
      figures.push(...(await wholeProcess(path, `${format}, ten times as much`)));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function wholeProcess(path: string, what: string): Promise<readonly Figure[]> {
  const { size: bytes } = statSync(path);
  const threads: number[] = [];
  const { best, median } = await timesOf(async () => {
    const { clock, thread } = await imported(path);
    threads.push(thread);
    return clock;
  });
  return [
    { what: `${what}, best`, cost: rate(bytes, best), goal: 'goal 40 MB/s' },
    { what: `${what}, median`, cost: rate(bytes, median), goal: '' },
    { what: `${what}, its main thread`, cost: rate(bytes, Math.min(...threads)), goal: '' },
  ];
}

const rate = (bytes: number, time: number): string => `${(bytes / 1e3 / time).toFixed(1)} MB/s`;

function writeCopies(path: string, text: string, format: string, size: number): void {
  writeFileSync(path, '');
  for (let at = 0; at * text.length < size; at++) appendFileSync(path, later(text, format, at));
}

const options: RecordingOptions = {
  document: 'bench',
  catalogue: catalogue('linux'),
  onProblem: () => undefined,
};

interface Stage {
  readonly what: string;
  readonly task: (bytes: Uint8Array) => Promise<void>;
  readonly goal: string;
}

const stages: readonly Stage[] = [
  { what: 'read', task: (bytes) => read(bytes, () => undefined), goal: '' },
  { what: 'read and written', task: write, goal: '' },
  { what: 'read and decoded', task: decode, goal: '' },
];

async function read(bytes: Uint8Array, use: (imported: ImportedRecord) => void): Promise<void> {
  let used = 0;
  for await (const records of importRecording(inPortions(bytes), options)) {
    for (const each of records) use(each);
    used += records.length;
  }
  if (used === 0) throw new Error('nothing was read');
}

async function write(bytes: Uint8Array): Promise<void> {
  const lines = canonicalLines();
  let before: Uint8Array<ArrayBuffer> | undefined;
  await read(bytes, (each) => {
    lines.add(each);
    if (lines.length >= written) before = lines.take(before);
  });
}

async function decode(bytes: Uint8Array): Promise<void> {
  let used = 0;
  for await (const batch of openRecording(inPortions(bytes), options)) {
    while (batch.next() !== undefined) used += 1;
  }
  if (used === 0) throw new Error('nothing was decoded');
}

async function* inPortions(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += portion) yield bytes.subarray(at, at + portion);
}

async function timesOf(
  run: () => Promise<number>,
): Promise<{ readonly best: number; readonly median: number }> {
  const times: number[] = [];
  for (let round = 0; round < runs; round++) times.push(await run());
  times.sort((a, b) => a - b);
  return { best: times[0] ?? 0, median: times[Math.floor(runs / 2)] ?? 0 };
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

/** Says when the process ends how long its main thread has worked. */
const clocked =
  'data:text/javascript,process.on("exit",()=>{const{user,system}=process.threadCpuUsage();' +
  'process.stderr.write("\\n"+(user+system)/1000)})';

async function imported(path: string): Promise<{ readonly clock: number; readonly thread: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', clocked, command, 'import', path], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => {
    said += String(text);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`secl import ended with ${String(code)}`);
  return { clock: performance.now() - start, thread: Number(said.split('\n').at(-1)) };
}
