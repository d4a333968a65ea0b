import { type TracedArgument, traced } from '@secl/events';

/**
 * The script that records with bpftrace. It uses tracepoints only, which every kernel has that has eBPF, and prints
 * tuples as JSON: what they mean is said where they are read (`packages/events/src/formats/bpftrace/line.ts`).
 *
 * `$1` is the process to follow with all that it starts, or 0 for all processes; `$2` is the recorder's own, which is
 * left out. `available`: the calls that this kernel has tracepoints for.
 */
export function bpftraceScript(available: ReadonlySet<string>): string {
  const calls = [...traced].filter(([name]) => available.has(name));
  return `${HEAD}\n${calls.map(([name, args]) => watched(name, args)).join('\n')}\n${TAIL}`;
}

/** Arguments of a program that are taken: bpftrace unrolls the loop, and the kernel limits how long that may be. */
const ARGUMENTS = 20;

const FOLLOWED = '($1 == 0 || @followed[pid]) && pid != $2 && comm != "bpftrace"';

const HEAD = `// Records processes, files, sockets and credentials for "secl replay". Run it as
//   BPFTRACE_STRLEN=200 bpftrace -q -f json recorder.bt 0 0 > recording.jsonl

BEGIN {
  @followed[$1] = 1;
  $now = nsecs;
  print(("start", $now));
  printf("%s\\n", strftime("%s.%f", $now));
}

// Processes: who starts whom, what they run, and that they end.
tracepoint:task:task_newtask /${FOLLOWED}/ {
  @followed[args->pid] = 1;
  print(("fork", nsecs, pid, tid, args->pid, args->clone_flags));
}
tracepoint:syscalls:sys_enter_execve,
tracepoint:syscalls:sys_enter_execveat /${FOLLOWED}/ {
  $now = nsecs;
  $at = (uint64)args->argv;
  $i = 0;
  unroll(${ARGUMENTS}) {
    $text = *(uint64*)uptr($at);
    if ($at != 0 && $text != 0) {
      print(("arg", $now, pid, tid, $i, str($text)));
      $at = $at + 8;
    }
    $i = $i + 1;
  }
}
tracepoint:sched:sched_process_exec /${FOLLOWED}/ {
  print(("exec", nsecs, pid, tid, uid, gid, str(args->filename)));
}
tracepoint:syscalls:sys_enter_exit_group /${FOLLOWED}/ {
  print(("call", nsecs, pid, tid, "exit_group", 0, uid, gid, args->error_code));
}
tracepoint:sched:sched_process_exit /${FOLLOWED}/ {
  print(("exit", nsecs, pid, tid));
  delete(@followed[tid]);
}

// Calls: the arguments are kept until it is known what came of it. Agents hear of success and of denied access only.`;

const TAIL = `
END {
  clear(@followed); clear(@in);
  clear(@a0); clear(@a1); clear(@a2); clear(@a3);
}
`;

/** As many arguments as any of the calls has that are of use. */
const MOST = 4;
const DENIED = ['-1', '-13'];
const GOES_ON = ['-115', '-11'];
/** Agents report these whatever came of them. */
const ALWAYS: ReadonlySet<string> = new Set([
  'ptrace',
  'prctl',
  'init_module',
  'finit_module',
  'delete_module',
  'bpf',
]);

function watched(name: string, args: readonly TracedArgument[]): string {
  const kept = args.slice(0, MOST);
  const begin = kept.map(({ name: arg }, at) => `@a${at}[tid] = (uint64)args->${arg};`).join(' ');
  const texts = kept.flatMap(({ kind }, at) => (kind === 'number' ? [] : [told(kind, at)]));
  const numbers = kept.map(({ kind }, at) => (kind === 'number' ? `(int64)@a${at}[tid]` : '0'));
  const results = [
    'args->ret >= 0',
    ...[...DENIED, ...(name === 'connect' ? GOES_ON : [])].map((each) => `args->ret == ${each}`),
  ];
  const body = [
    '$now = nsecs;',
    ...texts,
    `print(("call", $now, pid, tid, "${name}", args->ret, uid, gid, ${numbers.join(', ')}));`,
  ];
  const indented = (lines: readonly string[], by: string): string =>
    lines.map((line) => `${by}${line}`).join('\n');
  const shown = ALWAYS.has(name)
    ? indented(body, '  ')
    : `  if (${results.join(' || ')}) {\n${indented(body, '    ')}\n  }`;
  const cleared = kept.map((_, at) => `delete(@a${at}[tid]);`).join(' ');
  return `
tracepoint:syscalls:sys_enter_${name} /${FOLLOWED}/ {
  @in[tid] = 1; ${begin}
}
tracepoint:syscalls:sys_exit_${name} /@in[tid]/ {
${shown}
  delete(@in[tid]); ${cleared}
}`;
}

function told(kind: 'text' | 'address', at: number): string {
  if (kind === 'text') return `print(("text", $now, pid, tid, ${at}, str(@a${at}[tid])));`;
  const words = [1, 2, 3, 4, 5].map((word) => `*(uint32*)uptr($to + ${4 * word})`);
  return [
    `$to = @a${at}[tid];`,
    `if ($to != 0) { print(("addr", $now, pid, tid, *(uint16*)uptr($to), *(uint16*)uptr($to + 2), ${words.join(', ')})); }`,
  ].join('\n    ');
}
