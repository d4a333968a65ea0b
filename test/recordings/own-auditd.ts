import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ImportedRecord, importRecording } from '@secl/events';
import { catalogue } from '@secl/model';
import { inPieces } from './fetched.ts';

/*
 * Our own attack, which strace has recorded, as the audit system would have logged it, with a rule for each of these
 * calls: records interleaved, arguments with a space in hexadecimal, names behind the numbers as in enriched logs.
 */

const attack = join(import.meta.dirname, '../../rules-library/recordings/attack-sim.strace');

/** x86-64. */
const CALLS: Readonly<Record<string, number>> = {
  exec: 59,
  open: 257,
  unlink: 87,
  connect: 42,
  chmod: 90,
  exit: 231,
};

function hex(text: string): string {
  return Buffer.from(text).toString('hex').toUpperCase();
}

/** As the kernel prints what programs choose. */
function untrusted(text: string): string {
  return /^[!#-~]*$/.test(text) ? `"${text}"` : hex(text);
}

function linesOf({ record }: ImportedRecord, serial: number): readonly string[] {
  const { Type: type, Time: time, Values: values } = record;
  const call = CALLS[type];
  if (call === undefined || typeof time !== 'bigint') return [];
  const value = (name: string): string => String(values[name] ?? '');
  const stamp = `msg=audit(${time / 1_000_000_000n}.${String((time / 1_000_000n) % 1000n).padStart(3, '0')}:${serial})`;
  const line = (kind: string, rest: string): string => `type=${kind} ${stamp}: ${rest}`;
  const path = (name: string, nametype: string): string =>
    line(
      'PATH',
      `item=0 name=${untrusted(name)} inode=7 dev=08:01 mode=0100644 ouid=0 ogid=0 rdev=00:00 nametype=${nametype}`,
    );
  const args: Readonly<Record<string, string>> = {
    open: `a0=ffffff9c a1=7f a2=${Number(values['open.flags'] ?? 0).toString(16)} a3=0`,
    chmod: `a0=7f a1=${Number(values['chmod.file.destination.mode'] ?? 0).toString(16)} a2=0 a3=0`,
    exit: `a0=${Number(values['exit.code'] ?? 0).toString(16)} a1=0 a2=0 a3=0`,
  };
  const result = Number(values[`${type}.retval`] ?? 0);
  const returned = type === 'exit' ? '' : `success=${result < 0 ? 'no' : 'yes'} exit=${result} `;
  const who =
    `ppid=${value('process.ppid') || 1} pid=${value('process.pid')} auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 ` +
    `egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 comm=${untrusted(value('process.comm'))} ` +
    `exe=${untrusted(value('process.file.path'))} key="own"`;
  const enriched = '\u001dARCH=x86_64 AUID="me" UID="root" GID="root" EUID="root"';
  const syscall = line(
    'SYSCALL',
    `arch=c000003e syscall=${call} ${returned}${args[type] ?? 'a0=1 a1=2 a2=3 a3=4'} items=1 ${who}${enriched}`,
  );
  const rest = ((): readonly string[] => {
    switch (type) {
      case 'exec': {
        const given = values['process.argv'];
        const argv = [value('process.argv0'), ...(Array.isArray(given) ? given.map(String) : [])];
        const all = argv.map((each, at) => `a${at}=${untrusted(each)}`).join(' ');
        return [line('EXECVE', `argc=${argv.length} ${all}`), path(value('process.file.path'), 'NORMAL')];
      }
      case 'open':
      case 'chmod':
        return [path(value(`${type}.file.path`), 'NORMAL')];
      case 'unlink':
        return [path(value('unlink.file.path'), 'DELETE')];
      case 'connect': {
        const port = Number(values['connect.addr.port'] ?? 0)
          .toString(16)
          .padStart(4, '0');
        const ip = value('connect.addr.ip')
          .split('.')
          .map((part) => Number(part).toString(16).padStart(2, '0'))
          .join('');
        return [
          line('SOCKADDR', `saddr=0200${port}${ip}0000000000000000`.toUpperCase().replace('SADDR', 'saddr')),
        ];
      }
      default:
        return [];
    }
  })();
  return [
    syscall,
    ...rest,
    line('CWD', 'cwd="/"'),
    line('PROCTITLE', `proctitle=${hex(value('process.comm'))}`),
  ];
}

export async function ownAuditd(): Promise<readonly string[]> {
  const events: (readonly string[])[] = [];
  const options = { document: 'x', catalogue: catalogue('linux'), onProblem: () => undefined };
  for await (const portion of importRecording(inPieces(readFileSync(attack)), options)) {
    for (const imported of portion) {
      const lines = linesOf(imported, events.length + 1);
      if (lines.length > 0) events.push(lines);
    }
  }
  // Every other event has its last record behind the first of the next.
  return events.flatMap((lines, at) => {
    const late = at % 2 === 1 ? (events[at - 1]?.slice(-1) ?? []) : [];
    const own = at % 2 === 0 && at + 1 < events.length ? lines.slice(0, -1) : lines;
    return [...own.slice(0, 1), ...late, ...own.slice(1)];
  });
}
