import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type EventProblem, importRecording, toCanonical } from '@secl/events';
import { catalogue } from '@secl/model';
import { forTerminal } from '@secl/text';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exit } from '../exit.ts';
import { bpftraceScript } from '../record/bpftrace-script.ts';
import { type Ended, findProgram, whyNoProgram } from '../record/programs.ts';
import type { Recorded, Subject } from '../record/recording.ts';
import { recordWithBpftrace, tracedByKernel, troubleWithBpftrace } from '../record/with-bpftrace.ts';
import { recordWithStrace } from '../record/with-strace.ts';
import { peopleOf } from '../redact/people.ts';
import { type Redactor, redactorOf, redactRules } from '../redact/rules.ts';
import { count } from '../report/markdown.ts';
import type { RecordFlags } from './record.ts';

export const record: Run<RecordFlags, string[]> = async (context, flags, ...command) => {
  if (flags.script) {
    context.stdout.write(bpftraceScript(await tracedByKernel()));
    return exit.fine;
  }
  const subject = subjectOf(flags, command);
  if (typeof subject === 'string') return misuse(context, subject);
  const rules = flags.redact ? await redactRules(context, { os: 'linux' }) : undefined;
  if (rules?.ok === false) return misuse(context, rules.message);
  const tool = await toolFor(context, flags.with, subject);
  if (!tool.ok) return misuse(context, tool.message);

  if (subject.kind === 'command') {
    const [program = ''] = subject.command;
    const trouble = await whyNoProgram(program, context.cwd, context.env);
    if (trouble !== undefined) return misuse(context, `${program}: ${trouble}: nothing is recorded`);
  }

  const folder = await mkdtemp(join(tmpdir(), 'secl-record-'));
  try {
    const file = join(folder, 'recording');
    const recorded = await (tool.name === 'strace' ? recordWithStrace : recordWithBpftrace)({
      subject,
      program: tool.path,
      file,
      cwd: context.cwd,
      env: context.env,
      stop: () => stopped(context, flags.seconds),
    });
    if (!recorded.ok) return misuse(context, recorded.message);
    const people =
      rules === undefined
        ? []
        : await peopleOf(context, [{ name: file, path: file }], { os: 'linux', format: tool.name });
    const anonymous = rules === undefined ? undefined : redactorOf(rules.value, [], people);
    return await keep(context, flags, { file, format: tool.name, anonymous }, recorded);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

function subjectOf(flags: RecordFlags, command: readonly string[]): Subject | string {
  const { pid, all } = flags;
  if (flags.raw && flags.redact) return '--redact writes events, --raw does not: give one of them';
  const given = [command.length > 0, pid !== undefined, all].filter(Boolean).length;
  if (given === 0) return 'nothing to record: give a command behind --, --pid or --all';
  if (given > 1) return 'give a command, --pid or --all, not several of them';
  if (pid !== undefined) return { kind: 'process', pid };
  return all ? { kind: 'all' } : { kind: 'command', command };
}

type Tool =
  | { readonly ok: true; readonly name: 'strace' | 'bpftrace'; readonly path: string }
  | { readonly ok: false; readonly message: string };

/** strace for one process, as it tells more; all processes are too many for it. */
async function toolFor({ env }: CliContext, wanted: RecordFlags['with'], subject: Subject): Promise<Tool> {
  const isAll = subject.kind === 'all';
  if (isAll && wanted === 'strace') {
    return { ok: false, message: 'strace cannot record all processes: use --with bpftrace, or --pid' };
  }
  const strace = await findProgram('strace', env);
  if (strace !== undefined && wanted !== 'bpftrace' && !isAll)
    return { ok: true, name: 'strace', path: strace };
  const bpftrace = await findProgram('bpftrace', env);
  if (bpftrace !== undefined && wanted !== 'strace') {
    const trouble = await troubleWithBpftrace();
    return trouble === undefined
      ? { ok: true, name: 'bpftrace', path: bpftrace }
      : { ok: false, message: trouble };
  }
  const missing = wanted === 'auto' ? (isAll ? 'bpftrace' : 'strace') : wanted;
  return {
    ok: false,
    message:
      `${missing} is not installed, which does the recording:\n` +
      `  Debian, Ubuntu   apt-get install ${missing}\n` +
      `  Fedora, RHEL     dnf install ${missing}\n` +
      `  Alpine           apk add ${missing}`,
  };
}

/**
 * When ctrl-C is pressed, or the time is over. Who asks in another way (`timeout`, a service that is stopped, a connection that
 * is lost) ends the time: what was recorded is kept, and nothing goes on running.
 */
async function stopped({ signal }: CliContext, seconds: number | undefined): Promise<'ctrl-C' | 'time'> {
  const asked = new Promise<'time'>((done) => {
    for (const name of ['SIGTERM', 'SIGHUP'] as const) process.once(name, () => done('time'));
  });
  const aborted = new Promise<'ctrl-C'>((done) => {
    if (signal.aborted) done('ctrl-C');
    else signal.addEventListener('abort', () => done('ctrl-C'), { once: true });
  });
  const time = seconds === undefined ? undefined : wait(seconds * 1000, 'time' as const, { ref: false });
  return await Promise.race([aborted, asked, ...(time === undefined ? [] : [time])]);
}

interface Written {
  readonly file: string;
  readonly format: 'strace' | 'bpftrace';
  readonly anonymous: Redactor | undefined;
}

async function keep(
  context: CliContext,
  { raw, output }: RecordFlags,
  { file, format, anonymous = (record) => record }: Written,
  { command }: Recorded & { ok: true },
): Promise<typeof exit.fine | typeof exit.misuse> {
  let events = 0;
  const problems: EventProblem[] = [];
  if (raw) {
    try {
      await copyFile(file, resolve(context.cwd, output));
    } catch (error) {
      return misuse(context, `${output}: ${error instanceof Error ? error.message : String(error)}`) as 2;
    }
  } else {
    const portions = async function* (): AsyncGenerator<string> {
      const options = {
        document: output,
        catalogue: catalogue('linux'),
        format,
        onProblem: (problem: EventProblem) => {
          if (problems.length < MOST_PROBLEMS) problems.push(problem);
        },
      };
      for await (const records of importRecording(createReadStream(file), options)) {
        events += records.length;
        yield records.map((each) => `${toCanonical(anonymous(each.record))}\n`).join('');
      }
    };
    const written = await context.fs.replace(output, portions());
    if (!written.ok) return misuse(context, `${output}: ${written.trouble.reason}`) as 2;
  }
  const what = raw ? `what ${format} wrote` : count(events, 'event');
  const lost = problems.filter(({ code }) => code === 'events/bpftrace-lost');
  for (const { message } of lost.slice(0, 3)) context.stderr.write(`secl: ${forTerminal(message)}\n`);
  context.stderr.write(
    `secl: ${what} in ${forTerminal(output)}, recorded with ${format}${ending(command)}\n`,
  );
  return exit.fine;
}

const MOST_PROBLEMS = 1000;

function ending(command: Ended | undefined): string {
  if (command?.signal !== undefined) return `; the command was ended by ${command.signal}`;
  return command?.code === undefined ? '' : `; the command returned ${command.code}`;
}
