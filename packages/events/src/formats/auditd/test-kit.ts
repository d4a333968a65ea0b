import { catalogue } from '@secl/model';
import type { ImportedRecord, LineCounts } from '../../importer.ts';
import type { RecordValue } from '../../record.ts';
import { auditd } from './auditd.ts';

const linux = catalogue('linux');

export interface Result {
  readonly imported: readonly ImportedRecord[];
  readonly problems: readonly string[];
  readonly counts: LineCounts;
}

/** What the importer makes of a log, whose lines may be indented. */
export function read(text: string): Result {
  const problems: string[] = [];
  const reader = auditd.open({
    catalogue: linux,
    onProblem: (problem) => problems.push(`${problem.line} ${problem.code}`),
  });
  const imported = text.split('\n').flatMap((indented, index) => {
    const line = indented.replace(/^ +/, '');
    return line === ''
      ? []
      : reader.read({ document: 'x', text: line, line: index + 1, column: 1, offset: 0, ended: true });
  });
  return { imported: [...imported, ...reader.end()], problems, counts: reader.counts() };
}

/** Types of the events with some of their values. */
export function values(text: string, ...names: readonly string[]): readonly unknown[] {
  return read(text).imported.map(({ record }) => [
    record.Type,
    Object.fromEntries(
      names.flatMap((name): [string, RecordValue][] => {
        const value = record.Values[name];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  ]);
}

/** The SYSCALL record of a call that root made with /usr/bin/tool, on x86-64 unless it says otherwise. */
export function syscall(serial: number, rest: string, more = ''): string {
  const arch = rest.includes('arch=') ? '' : 'arch=c000003e ';
  return (
    `type=SYSCALL msg=audit(1700000000.100:${serial}): ${arch}${rest} items=0 ppid=10 pid=11 auid=1000 uid=0 gid=0 ` +
    'euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 comm="tool" exe="/usr/bin/tool" key=(null)' +
    more
  );
}

export const part = (serial: number, type: string, rest: string): string =>
  `type=${type} msg=audit(1700000000.100:${serial}): ${rest}`;

/** A PATH record. */
export const file = (serial: number, item: number, name: string, kind: string, inode = 7): string =>
  part(
    serial,
    'PATH',
    `item=${item} name=${name} inode=${inode} dev=08:01 mode=0100640 ouid=3 ogid=4 rdev=00:00 nametype=${kind}`,
  );
export const cwd = (serial: number, path: string): string => part(serial, 'CWD', `cwd=${path}`);
