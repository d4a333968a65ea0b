import fc from 'fast-check';
import { expect, it } from 'vitest';
import { read, values } from './test-kit.ts';

/*
 * What a record says of its process is passed over where the one before of that process has said the same. A record with a
 * field that the kernel prints for programs of another kind (`per=`) is always read field by field: it tells what is right.
 */

const ids = fc.constantFrom(0, 33, 1000);
const event = fc.record({
  call: fc.constantFrom('257', '59', '105', '56', '231', '62', '9999'),
  exit: fc.constantFrom('success=yes exit=0 ', 'success=yes exit=12 ', 'success=no exit=-13 ', ''),
  a0: fc.constantFrom('0', 'ffffff9c', 'b', '7ffd00000000abcd', 'zz'),
  pid: fc.constantFrom(11, 12, 13),
  ppid: fc.constantFrom(0, 1, 11, 12),
  uid: ids,
  euid: ids,
  tty: fc.constantFrom('pts0', '(none)'),
  comm: fc.constantFrom('"sh"', '"tool"', '2F746F'),
  exe: fc.constantFrom('"/bin/sh"', '"/usr/bin/tool"', '"/bin/sh (deleted)"', '(none)'),
  user: fc.constantFrom('', '\u001dARCH=x86_64 AUID="me" UID="root" EUID="me"'),
  container: fc.constantFrom('', '', '', 'c1'),
});

/** Fields as they stand in the records. */
type Event = Readonly<
  Record<'call' | 'exit' | 'a0' | 'tty' | 'comm' | 'exe' | 'user' | 'container', string> &
    Record<'pid' | 'ppid' | 'uid' | 'euid', number>
>;

const logOf = (events: readonly Event[], more: string): string =>
  events
    .flatMap((each, serial) => {
      const line = (type: string, rest: string): string =>
        `type=${type} msg=audit(1700000000.100:${serial}): ${rest}`;
      const { uid, euid } = each;
      return [
        line(
          'SYSCALL',
          `arch=c000003e syscall=${each.call} ${more}${each.exit}a0=${each.a0} a1=9 a2=80000 a3=0 items=1 ` +
            `ppid=${each.ppid} pid=${each.pid} auid=1000 uid=${uid} gid=0 euid=${euid} suid=${euid} fsuid=${euid} ` +
            `egid=0 sgid=0 fsgid=0 tty=${each.tty} ses=3 comm=${each.comm} exe=${each.exe} key=(null)${each.user}`,
        ),
        line('CWD', 'cwd="/srv"'),
        line(
          'PATH',
          `item=0 name="x${serial}" inode=7 dev=08:01 mode=0100640 ouid=3 ogid=4 rdev=00:00 nametype=NORMAL`,
        ),
        ...(each.container === '' ? [] : [line('CONTAINER_ID', `op=task opid=1 contid=${each.container}`)]),
        line('EOE', ''),
      ];
    })
    .join('\n');

it('events of a process come to the same, whether their records are compared or read field by field', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const [compared, inFull] = [read(logOf(events, '')), read(logOf(events, 'per=8 '))];
      expect(compared.imported.map(({ record }) => record)).toEqual(
        inFull.imported.map(({ record }) => record),
      );
      expect(compared.counts).toEqual(inFull.counts);
    }),
    { numRuns: 300 },
  );
});

it('a process that says the same again after it was somebody else is known as it was', () => {
  const sh = { exit: 'success=yes exit=3 ', a0: 'ffffff9c', pid: 11, ppid: 1, tty: 'pts0', container: '' };
  const one = { ...sh, call: '257', uid: 0, euid: 0, comm: '"sh"', exe: '"/bin/sh"', user: '' };
  const other = { ...one, euid: 33, comm: '"tool"', exe: '"/usr/bin/tool"' };
  expect(values(logOf([one, other, one, one], ''), 'process.euid', 'process.file.path')).toEqual([
    ['open', { 'process.euid': 0, 'process.file.path': '/bin/sh' }],
    ['open', { 'process.euid': 33, 'process.file.path': '/usr/bin/tool' }],
    ['open', { 'process.euid': 0, 'process.file.path': '/bin/sh' }],
    ['open', { 'process.euid': 0, 'process.file.path': '/bin/sh' }],
  ]);
});
