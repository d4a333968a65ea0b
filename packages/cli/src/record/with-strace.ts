import { start } from './programs.ts';
import type { Recorded, Recorder } from './recording.ts';

/** All that the importer can use: threads and children, times, descriptors with what they are, texts in full. */
const OPTIONS = ['-f', '-ttt', '-y', '-yy', '-v', '-s', '4096'];

/** How long the followed process is waited for when it was asked to end. */
const PATIENCE = 3000;

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
  void stop().then(() => {
    isStopped = true;
    // A terminal sends its ctrl-C to all; what is asked for in another way, nobody else hears of.
    running.kill(isCommand ? 'SIGTERM' : 'SIGINT');
    setTimeout(() => running.kill('SIGKILL'), PATIENCE).unref();
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
