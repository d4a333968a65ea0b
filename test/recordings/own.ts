import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importRecording, type RecordElement } from '@secl/events';
import { catalogue } from '@secl/model';
import { inPieces } from './fetched.ts';

/*
 * Our own attack, which strace has recorded, as other tools would have told it: made from what the importer of strace
 * reads, in the shapes of those tools. So every format has a recording of the same happening that belongs to us.
 */

interface Happening {
  readonly type: string;
  readonly time: bigint;
  readonly values: Readonly<Record<string, unknown>>;
  readonly ancestors: readonly RecordElement[];
}

const attack = join(import.meta.dirname, '../../rules-library/recordings/attack-sim.strace');

async function happenings(): Promise<readonly Happening[]> {
  const all: Happening[] = [];
  const options = { document: 'x', catalogue: catalogue('linux'), onProblem: () => undefined };
  for await (const portion of importRecording(inPieces(readFileSync(attack)), options)) {
    for (const { record } of portion) {
      if (typeof record.Time !== 'bigint') continue;
      const { Type: type, Time: time, Values: values, Ancestors: ancestors = [] } = record;
      all.push({ type, time, values, ancestors });
    }
  }
  return all;
}

function timeOf(time: bigint): string {
  const seconds = new Date(Number(time / 1_000_000_000n) * 1000).toISOString().slice(0, -5);
  return `${seconds}.${String(time % 1_000_000_000n).padStart(9, '0')}Z`;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** As Tetragon joins them. */
function joined(argv: readonly string[]): string {
  return argv.map((each) => (each.includes(' ') ? `"${each}"` : each)).join(' ');
}

/** One run of one program has one id. */
function execId(process: Readonly<Record<string, unknown>>): string {
  return `${String(process.pid)}:${String(process['file.path'])}:${String(process.created_at)}`;
}

function processOf({ values }: Happening): Readonly<Record<string, unknown>> {
  const entries = Object.entries(values).filter(([key]) => key.startsWith('process.'));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice('process.'.length), value]));
}

function tetragonProcess(
  process: Readonly<Record<string, unknown>>,
  parent: RecordElement | undefined,
): Readonly<Record<string, unknown>> {
  return {
    exec_id: execId(process),
    ...(parent && { parent_exec_id: execId(parent) }),
    pid: process.pid,
    uid: 0,
    binary: process['file.path'],
    arguments: joined(texts(process.argv)),
    flags: 'execve clone',
  };
}

function asTetragon(happening: Happening): object | undefined {
  const { type, values, ancestors, time } = happening;
  const [parent, grandparent] = ancestors;
  const about = {
    process: tetragonProcess(processOf(happening), parent),
    ...(parent && { parent: tetragonProcess(parent, grandparent) }),
  };
  const bodies: Readonly<Record<string, object>> = {
    exec: { process_exec: about },
    exit: { process_exit: { ...about, status: values['exit.code'] } },
    open: {
      process_kprobe: {
        ...about,
        function_name: 'security_file_open',
        args: [{ file_arg: { path: values['open.file.path'] } }],
      },
    },
    connect: {
      process_kprobe: {
        ...about,
        function_name: 'tcp_connect',
        args: [{ sock_arg: { daddr: values['connect.addr.ip'], dport: values['connect.addr.port'] } }],
      },
    },
  };
  const body = bodies[type];
  return body && { ...body, node_name: 'host-1', time: timeOf(time) };
}

function asTracee(happening: Happening): string | undefined {
  const { type, values, ancestors, time } = happening;
  const process = processOf(happening);
  const named: Readonly<Record<string, readonly [string, Readonly<Record<string, unknown>>]>> = {
    exec: [
      'sched_process_exec',
      { pathname: process['file.path'], argv: [process.argv0, ...texts(process.argv)] },
    ],
    exit: [
      'sched_process_exit',
      { exit_code: values['exit.code'], signal_code: 0, process_group_exit: true },
    ],
    open: ['security_file_open', { pathname: values['open.file.path'], flags: values['open.flags'] }],
    unlink: ['security_inode_unlink', { pathname: values['unlink.file.path'] }],
    connect: [
      'security_socket_connect',
      {
        remote_addr: {
          sa_family: 'AF_INET',
          sin_addr: values['connect.addr.ip'],
          sin_port: String(values['connect.addr.port']),
        },
      },
    ],
  };
  const [eventName, args] = named[type] ?? [];
  if (eventName === undefined || args === undefined) return undefined;
  const text = JSON.stringify({
    hostProcessId: process.pid,
    hostThreadId: process.tid,
    processId: process.pid,
    hostParentProcessId: ancestors[0]?.pid ?? 0,
    userId: 0,
    processName: process.comm,
    hostName: 'host-1',
    eventName,
    returnValue: 0,
    args: Object.entries(args).map(([name, value]) => ({ name, type: 'x', value })),
  });
  return `{"timestamp":${time},${text.slice(1)}`;
}

function agentProcess(process: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const path = process['file.path'];
  return {
    pid: process.pid,
    ppid: process.ppid,
    uid: 0,
    gid: 0,
    comm: process.comm,
    executable: { path, name: process['file.name'], uid: 0, gid: 0 },
    argv0: process.argv0,
    args: process.argv,
  };
}

function asAgentEvent(happening: Happening): object | undefined {
  const { type, values, ancestors, time } = happening;
  if (!['exec', 'exit', 'open', 'unlink', 'chdir', 'mkdir'].includes(type)) return undefined;
  const path = values[`${type}.file.path`];
  return {
    agent: { rule_id: 'all', os: 'linux' },
    evt: { name: type, outcome: 'Success' },
    date: timeOf(time),
    ...(path !== undefined && { file: { path, name: String(path).replace(/^.*\//, ''), uid: 0, gid: 0 } }),
    ...(type === 'exit' && { exit: { cause: 'EXITED', code: values['exit.code'] } }),
    process: { ...agentProcess(processOf(happening)), ancestors: ancestors.map(agentProcess) },
  };
}

/** What the agent's `policy eval` reads has the values and no more. */
function asPolicyEval({ type, values }: Happening): object | undefined {
  const plain = Object.entries(values).filter(([, value]) => typeof value !== 'bigint');
  return type === 'exec' ? { type, values: Object.fromEntries(plain) } : undefined;
}

function lines(all: readonly (object | string | undefined)[]): string {
  return all
    .filter((each) => each !== undefined)
    .map((each) => `${typeof each === 'string' ? each : JSON.stringify(each)}\n`)
    .join('');
}

const all = await happenings();

/** By the id of the format, and `policy-eval`, which is read as canonical. */
export const ownRecordings: Readonly<Record<string, string>> = {
  tetragon: lines(all.map(asTetragon)),
  tracee: lines(all.map(asTracee)),
  'agent-event': lines(all.map(asAgentEvent)),
  'policy-eval': lines(all.map(asPolicyEval)),
};
