import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { start } from './programs.ts';
import type { Recorded, Recorder } from './recording.ts';

/** All that the importer can use: threads and children, times, descriptors with what they are, texts in full. */
const OPTIONS = ['-f', '-ttt', '-y', '-yy', '-v', '-s', '4096'];

/** How long the command is waited for when it was asked to end. */
const PATIENCE = 1000;

export async function recordWithStrace({
  subject,
  program,
  file,
  cwd,
  env,
  stop,
}: Recorder): Promise<Recorded> {
  if (subject.kind === 'all') return { ok: false, message: 'strace cannot record all processes' };
  const isCommand = subject.kind === 'command';
  const what = isCommand ? ['--', ...subject.command] : ['-p', String(subject.pid)];
  const running = start(program, [...OPTIONS, '-o', file, ...what], {
    cwd,
    env,
    // The command has the terminal; strace itself speaks on standard error.
    stdio: isCommand ? 'inherit' : ['ignore', 'ignore', 'pipe'],
  });
  let isStopped = false;
  void stop().then(async (why) => {
    isStopped = true;
    if (!isCommand) {
      running.kill('SIGINT');
    } else if (why === 'ctrl-C') {
      // A terminal has sent its ctrl-C to the command as well, which may have to tidy up.
      await Promise.race([running.ended, wait(PATIENCE)]);
    }
    const started = isCommand ? await descendants(running.pid) : [];
    end(started, 'SIGTERM');
    const isOver = await Promise.race([running.ended, wait(PATIENCE, undefined, { ref: false })]);
    if (isOver === undefined) {
      end(started, 'SIGKILL');
      running.kill('SIGKILL');
    }
  });
  const ended = await running.ended;
  if (ended.trouble !== undefined) return { ok: false, message: `strace: ${ended.trouble}` };
  const complaint = running
    .said()
    .split('\n')
    .find((line) => /^\S*strace: /.test(line) && !/ attached| detached/.test(line));
  if (!isCommand && !isStopped && ended.code !== 0 && complaint !== undefined)
    return { ok: false, message: complaint.replace(/^\S*strace: (?:attach: )?/, 'strace: ') };
  return { ok: true, command: isCommand ? ended : undefined };
}

/** What the command has started, itself included; strace then ends by itself, with all of the recording. */
async function descendants(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text
    .split(' ')
    .map(Number)
    .filter((each) => each > 0);
  const below = await Promise.all(children.map(descendants));
  return [...children, ...below.flat()];
}

function end(pids: readonly number[], signal: 'SIGTERM' | 'SIGKILL'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}
