import { catalogue } from '@secl/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonical } from '../canonical/encode.ts';
import { auditd } from '../formats/auditd/auditd.ts';
import { strace } from '../formats/strace/strace.ts';
import type { Importer } from '../importer.ts';
import { lineSplitter } from './lines.ts';
import type { SourceLine } from './split.ts';

const recordings: readonly (readonly [Importer, readonly string[]])[] = [
  [
    strace,
    [
      '7 1772359200.000100 execve("/bin/sh", ["sh", "-c", "a \\303\\251"], ["HOME=/"]) = 0',
      '7 1772359200.000200 openat(AT_FDCWD</srv>, "x", O_RDONLY|O_CLOEXEC|0x8000) = 3</srv/x>',
      '7 1772359200.000300 openat(AT_FDCWD</srv>, "/né", O_WRONLY|O_CREAT, 0666) = -1 EACCES (Permission denied)',
      '7 1772359200.000400 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</srv/x>, 0x1000) = 0x7f7335f88000',
      '7 1772359200.000500 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD <unfinished ...>',
      '[pid 7] 1772359200.000600 <... clone resumed>, child_tidptr=0x7f) = 8',
      '8 1772359200.000700 connect(4<TCP:[1]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("::1")}, 16) = 0',
      '8 1772359200.000800 prlimit64(0, RLIMIT_STACK, {rlim_cur=8192*1024, rlim_max=RLIM64_INFINITY}, NULL) = 0',
      '8 1772359200.000900 +++ exited with 0 +++',
    ],
  ],
  [
    auditd,
    [
      'type=SYSCALL msg=audit(1772359200.123:1): arch=c000003e syscall=257 success=yes exit=3 a0=ffffff9c a1=7f a2=0 a3=0 items=1 ppid=1 pid=7 auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=3 comm="sh" exe="/bin/sh" key=(null)\u001dARCH=x86_64 AUID="me" UID="root"',
      'type=CWD msg=audit(1772359200.123:1): cwd="/srv"',
      'type=PATH msg=audit(1772359200.123:1): item=0 name="x" inode=7 dev=08:01 mode=0100644 ouid=0 ogid=0 nametype=NORMAL',
      'node=web type=EXECVE msg=audit(1772359200.124:2): argc=2 a0="sh" a1=2D63C3A9',
      'type=UNKNOWN[1300] msg=audit(1772359200.124:2): syscall=59 exit=0 pid=7',
      'type=SYSCALL msg=audit(01/03/2026 10:00:00.125:3) : arch=x86_64 syscall=unlink success=yes exit=0 pid=7 uid=root',
    ],
  ],
];

/** Lines with something put in, taken out or cut off here and there. */
const damaged = (lines: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.array(
    fc
      .tuple(
        fc.constantFrom(...lines),
        fc.option(
          fc.tuple(
            fc.nat(400),
            fc.nat(5),
            fc.constantFrom(
              '',
              ' ',
              '"',
              '\\',
              '<',
              ')',
              '=',
              '0',
              'é',
              '\u00a0',
              '\u{1f600}',
              '...',
              '/*',
              '|',
              '=',
            ),
          ),
          { freq: 2 },
        ),
      )
      .map(([line, change]) => {
        const [at, length, piece] = change ?? [0, 0, ''];
        const from = at % (line.length + 1);
        return line.slice(0, from) + piece + line.slice(from + length);
      }),
    { maxLength: 12 },
  );

/** What a reader makes of lines, and what it says of them. */
function told(importer: Importer, lines: readonly SourceLine[]): unknown {
  const problems: unknown[] = [];
  const reader = importer.open({
    catalogue: catalogue('linux'),
    onProblem: (problem) => problems.push(problem),
  });
  const imported = [...lines.flatMap((line) => reader.read(line)), ...reader.end()];
  return {
    records: imported.map(({ record, at }) => [toCanonical(record), at.line, at.offset, at.text]),
    problems,
    counts: reader.counts(),
  };
}

/** Each line with a text of its own. */
function alone(text: string): readonly SourceLine[] {
  let offset = 0;
  return text.split('\n').flatMap((raw, index) => {
    const line = {
      document: 'x',
      text: raw.replace(/\r$/, ''),
      line: index + 1,
      column: 1,
      offset,
      ended: true,
    };
    offset += raw.length + 1;
    return line.text.trim() === '' ? [] : [line];
  });
}

describe('a line is read the same within a piece of many as by itself', () => {
  it.each(recordings.map(([importer, lines]) => ({ id: importer.id, importer, lines })))(
    'of $id',
    ({ importer, lines }) => {
      const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 });
      fc.assert(
        fc.property(damaged(lines), cuts, fc.constantFrom('\n', '\r\n', '  \n'), (some, at, end) => {
          const text = some.map((line) => line + end).join('');
          const places = [0, ...at.map((part) => Math.floor(part * text.length)), text.length].sort(
            (a, b) => a - b,
          );
          const splitter = lineSplitter({ document: 'x', limit: 1e6, onTooLong: () => undefined });
          const split = places.flatMap((from, index) =>
            splitter.push(text.slice(from, places[index + 1] ?? from)),
          );
          expect(told(importer, [...split, ...splitter.end()])).toEqual(told(importer, alone(text)));
        }),
        { numRuns: 500 },
      );
    },
  );
});
