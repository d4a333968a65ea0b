import type { Happening, Values } from '../../kernel-calls/call.ts';
import { targetValues } from '../../kernel-calls/kernel-events.ts';
import type { EventName } from './event-names.ts';
import { fileCalls } from './files.ts';
import { IRRELEVANT, isReported, type Meaning, type Reader } from './meanings.ts';
import { moduleCalls } from './modules.ts';
import { exec, exit, setCapabilities, setIds, start } from './processes.ts';
import type { Call } from './session.ts';
import { socketCalls } from './sockets.ts';

function event(happening: Happening): Meaning {
  return { kind: 'event', ...happening };
}

/** An event with its result, whatever that was. */
const told =
  (type: string, values: (call: Call) => Values): Reader =>
  (call) => {
    const result = call.params.number('res');
    return result === undefined
      ? IRRELEVANT
      : event({ type, values: { ...values(call), [`${type}.retval`]: result } });
  };

const reported =
  (type: string, values: (call: Call) => Values): Reader =>
  (call) =>
    isReported(call.params.number('res')) ? told(type, values)(call) : IRRELEVANT;

const target = (prefix: string, pid: number | undefined, { session }: Call): Values =>
  pid === undefined ? {} : targetValues(prefix, session.maker.target(pid));

const limits =
  (current: string, most: string): Reader =>
  (call) =>
    call.params.number(current) === undefined
      ? IRRELEVANT
      : reported('setrlimit', ({ params, process }) => ({
          'setrlimit.resource': params.number('resource'),
          'setrlimit.rlim_cur': params.number(current),
          'setrlimit.rlim_max': params.number(most),
          ...target('setrlimit.target', params.number('pid') || process.pid, call),
        }))(call);

const mmap: Reader = (call) => {
  const { params, process, session } = call;
  const fd = params.number('fd');
  const address = params.number('res');
  const path = fd === undefined || fd < 0 ? '' : session.descriptors.get(process.pid, fd)?.path;
  if (address === undefined) return IRRELEVANT;
  return event({
    type: 'mmap',
    values: {
      ...(path !== undefined && {
        'mmap.file.path': path,
        'mmap.file.name': path.slice(path.lastIndexOf('/') + 1),
      }),
      'mmap.protection': params.number('prot'),
      'mmap.flags': session.flags.map(params.number('flags')),
      // An address is a success; the last page of them stands for errors.
      'mmap.retval': address > LAST_ADDRESS ? -1 : 0,
    },
  });
};

const LAST_ADDRESS = 0xffff_ffff_ffff_0000;

const PR_SET_NAME = 15;

const prctl: Reader = (call) => {
  const { params, process, tid } = call;
  const result = params.number('res');
  const option = params.number('option');
  if (result === undefined) return IRRELEVANT;
  const isName = option === PR_SET_NAME;
  const newName = isName ? params.text('arg2_str') : undefined;
  return {
    kind: 'event',
    type: 'prctl',
    values: {
      'prctl.option': option,
      'prctl.new_name': isName ? newName : '',
      'prctl.is_name_truncated': isName ? undefined : false,
      'prctl.retval': result,
    },
    after: () => {
      // Threads have names of their own; the process goes by that of the first.
      if (newName !== undefined && result === 0 && tid === process.pid) process.comm = newName;
    },
  };
};

const processCalls: Partial<Readonly<Record<EventName, Reader>>> = {
  execve: exec,
  execveat: exec,
  clone: start,
  clone3: start,
  fork: start,
  vfork: start,
  procexit: exit,
  setuid: setIds('uid'),
  setreuid: setIds('uid'),
  setresuid: setIds('uid'),
  setgid: setIds('gid'),
  setregid: setIds('gid'),
  setresgid: setIds('gid'),
  capset: setCapabilities,
  prctl,
  kill: reported('signal', (call) => {
    const pid = call.params.number('pid');
    return {
      'signal.pid': pid,
      'signal.type': call.params.number('sig'),
      ...target('signal.target', pid, call),
    };
  }),
  ptrace: told('ptrace', (call) => ({
    'ptrace.request': call.session.flags.ptrace(call.params.number('request')),
    ...target('ptrace.tracee', call.params.number('pid'), call),
  })),
  setrlimit: limits('cur', 'max'),
  prlimit: limits('newcur', 'newmax'),
  mmap,
  mmap2: mmap,
  mprotect: told('mprotect', ({ params }) => ({ 'mprotect.req_protection': params.number('prot') })),
  unshare: reported('unshare', ({ params, session }) => ({
    'unshare.flags': session.flags.clone(params.number('flags')),
  })),
  bpf: ({ params }) => {
    const command = params.number('cmd');
    if (command === undefined) return IRRELEVANT;
    // What older drivers say of the result is of a type that depends on the command.
    return event({ type: 'bpf', values: { 'bpf.cmd': command, 'bpf.retval': params.number('fd') } });
  },
};

const calls: ReadonlyMap<string, Reader> = new Map(
  Object.entries({ ...processCalls, ...fileCalls, ...socketCalls, ...moduleCalls }),
);

export function meaningOf(call: Call): Meaning {
  return calls.get(call.name)?.(call) ?? IRRELEVANT;
}
