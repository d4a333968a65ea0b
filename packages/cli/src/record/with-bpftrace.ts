import { open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { bpftraceScript } from './bpftrace-script.ts';
import { start } from './programs.ts';
import type { Recorded, Recorder } from './recording.ts';
import { runningProcesses } from './running-processes.ts';

/** How long texts may be, and how many threads may be in a call at once: its own limits are low. */
const LIMITS = { BPFTRACE_STRLEN: '200', BPFTRACE_MAP_KEYS_MAX: '16384', BPFTRACE_PERF_RB_PAGES: '1024' };

/** Compiling the script takes a second or two, attaching its probes as well. */
const START = 30_000;
/** What the kernel has put into its buffers is read when nothing came for so long; on a busy machine, after a while. */
const QUIET = 400;
const LONGEST_WAIT = 3000;

const TRACEFS = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'];

/** The calls that this kernel has tracepoints for; none where the file system of tracepoints is not mounted. */
export async function tracedByKernel(): Promise<ReadonlySet<string>> {
  for (const root of TRACEFS) {
    try {
      const names = await readdir(`${root}/events/syscalls`);
      const calls = names.filter((name) => name.startsWith('sys_enter_')).map((name) => name.slice(10));
      if (calls.length > 0) return new Set(calls);
    } catch {
      // Not here.
    }
  }
  return new Set();
}

/** Why bpftrace cannot record here; `undefined` where it can. */
export async function troubleWithBpftrace(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'bpftrace has to be run as root';
  const calls = await tracedByKernel();
  return calls.size > 0
    ? undefined
    : 'the kernel shows no tracepoints; as root: mount -t tracefs nodev /sys/kernel/tracing';
}

export async function recordWithBpftrace(recorder: Recorder): Promise<Recorded> {
  const { subject, program, file, cwd, env, stop } = recorder;
  const trouble = await troubleWithBpftrace();
  if (trouble !== undefined) return { ok: false, message: trouble };
  const command = subject.kind === 'command' ? heldCommand(subject.command, cwd, env) : undefined;
  if (command !== undefined && !(await isHeld(command.pid))) {
    return { ok: false, message: 'the command could not be started' };
  }
  const pid = command?.pid ?? (subject.kind === 'process' ? subject.pid : 0);
  const script = `${file}.bt`;
  await writeFile(script, bpftraceScript(await tracedByKernel()));
  const known = await runningProcesses(pid === 0 ? undefined : [pid]);
  if (subject.kind === 'process' && known.length === 0)
    return { ok: false, message: `no process has the id ${pid}` };
  const out = await open(file, 'a');
  await out.write(known.map((line) => `${line}\n`).join(''));
  const recording = start(program, ['-q', '-f', 'json', script, String(pid), String(process.pid)], {
    cwd: '/',
    env: { ...env, ...LIMITS },
    stdio: ['ignore', out.fd, 'pipe'],
  });
  try {
    let isOver = false;
    const over = recording.ended.then((ended) => {
      isOver = true;
      return ended;
    });
    if (!(await begins(file, () => isOver))) {
      recording.kill('SIGKILL');
      command?.kill('SIGKILL');
      return { ok: false, message: `bpftrace did not begin: ${firstComplaint(recording.said())}` };
    }
    command?.kill('SIGCONT');
    const ended = await Promise.race([
      command?.ended ?? over,
      ...(subject.kind === 'process' ? [isGone(pid, () => isOver)] : []),
      stop().then(() => undefined),
      over.then(() => undefined),
    ]);
    if (ended === undefined) command?.kill('SIGTERM');
    const returned = ended ?? (await Promise.race([command?.ended, wait(PATIENCE)]));
    await settled(file);
    // Asked politely, it takes its probes away one by one, for which the kernel needs many seconds.
    recording.kill('SIGKILL');
    recording.forget();
    return { ok: true, command: command === undefined ? undefined : (returned ?? undefined) };
  } finally {
    await out.close();
  }
}

const PATIENCE = 3000;
/** How often somebody looks whether a process is still there. */
const GLANCE = 200;

/** Comes when the process has ended: no more of it is to be recorded. */
async function isGone(pid: number, isOver: () => boolean): Promise<undefined> {
  const isThere = (): Promise<boolean> =>
    stat(`/proc/${pid}`).then(
      () => true,
      () => false,
    );
  while (!isOver() && (await isThere())) await wait(GLANCE, undefined, { ref: false });
}

/** The command, held before its first step, so that nothing of it is missed. */
function heldCommand(
  command: readonly string[],
  cwd: string,
  env: Recorder['env'],
): ReturnType<typeof start> {
  return start('/bin/sh', ['-c', 'kill -STOP $$; exec "$@"', 'sh', ...command], {
    cwd,
    env,
    stdio: 'inherit',
  });
}

async function isHeld(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 200 && pid > 0; tries++) {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // Behind the name, which may hold anything but ends with the last parenthesis.
    if (status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3) === 'T') return true;
    await wait(10);
  }
  return false;
}

/** Whether the first line of the script has come. */
async function begins(file: string, isOver: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < START && !isOver(); waited += 50) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.includes('"start"')) return true;
    await wait(50);
  }
  return false;
}

async function settled(file: string): Promise<void> {
  let size = -1;
  for (let waited = 0; waited < LONGEST_WAIT; waited += QUIET) {
    const now = (await stat(file)).size;
    if (now === size) return;
    size = now;
    await wait(QUIET);
  }
}

function firstComplaint(said: string): string {
  const lines = said.split('\n').filter((line) => line !== '' && !line.includes('RLIMIT_MEMLOCK'));
  return lines.find((line) => /error/i.test(line)) ?? lines[0] ?? 'it said nothing';
}
