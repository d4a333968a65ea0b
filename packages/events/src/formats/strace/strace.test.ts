import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { fitsGlob } from '../../glob.ts';
import { strace } from './strace.ts';
import { processes, read } from './test-kit.ts';

const linux = catalogue('linux');

describe('lines', () => {
  it('of a call in two parts are one event, at the first, with both texts and the time of the end', () => {
    const { imported, counts } = read(
      '7 1.000001 unlink("/a" <unfinished ...>\n8 1795159822.500001 unlink("/b") = 0\n7 1795159822.600001 <... unlink resumed>) = 0',
    );
    expect(imported.map(({ at }) => [at.line, at.text.split('\n').length])).toEqual([
      [2, 1],
      [1, 2],
    ]);
    expect(imported[1]?.record.Time).toBe(1795159822600001000n);
    expect(counts).toMatchObject({ lines: 3, events: 3 });
  });

  it('may have the thread in brackets, times of day, the duration of the call', () => {
    expect(processes('[pid  7] 10:00:00.123456 unlink("/a") = 0 <0.000012>', 'pid')).toEqual([['unlink', 7]]);
    expect(read('7 10:00:00 unlink("/a") = 0').imported[0]?.record.Time).toBeUndefined();
  });

  it('of no matter to rules are counted: other calls, signals, what strace says', () => {
    const { counts, problems } = read(`
      strace: Process 8 attached
      7 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 8
      7 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=8} ---
      7 read(3</x>, "...", 10) = 3
    `);
    expect([counts.irrelevant, counts.lines, problems]).toEqual([4, 4, []]);
  });

  it('that cannot be read are skipped, each with a warning', () => {
    const { counts, problems, imported } = read(
      '7 <... read resumed>) = 0\nhello world\n7 unlink("/a\n7 unlink("/b") = 0\n7 chmod("/c", 07 <unfinished ...>',
    );
    expect(problems).toEqual([
      '1 events/strace-resumed',
      '2 events/strace-line',
      '3 events/strace-line',
      '5 events/strace-unfinished',
    ]);
    expect([counts.skipped, counts.events, imported.length]).toEqual([4, 1, 1]);
  });

  it('made to exhaust the stack are skipped like others', () => {
    for (const nested of ['[', '{a=', '&', '~', '1<<', 'f(', '<']) {
      const { problems } = read(`7 unlink(${nested.repeat(20_000)}) = 0`);
      expect([nested, problems.length]).toEqual([nested, 1]);
    }
  });

  it('of another kind are not taken for strace', () => {
    expect(strace.recognise(['19714 1795159822.52 execve("./a", ["a"], []) = 0'])).toBeGreaterThan(0.9);
    expect(strace.recognise(['execve("./a", ["a"], 0x7f /* 3 vars */) = 0'])).toBeGreaterThan(0.9);
    expect(strace.recognise(['int main() {', 'printf("x");', '}'])).toBe(0);
    expect(strace.recognise(['{"Type":"exec","Values":{}}'])).toBe(0);
  });
});

describe('every field that an event has', () => {
  it('is declared', () => {
    const { imported } = read(`
      7 1795159822.525658 execve("/bin/sh", ["sh"], ["A=1"]) = 0
      7 1795159822.525658 fork() = 8
      8 1795159822.525658 setresuid(1, 1, 1) = 0
      8 1795159822.525658 setresgid(1, 1, 1) = 0
      8 1795159822.525658 capset({version=0, pid=7}, {effective=0, permitted=0, inheritable=0}) = 0
      7 1795159822.525658 kill(8, SIGTERM) = 0
      7 1795159822.525658 ptrace(PTRACE_ATTACH, 8) = 0
      8 1795159822.525658 setrlimit(RLIMIT_NOFILE, {rlim_cur=1, rlim_max=2}) = 0
      8 1795159822.525658 unlinkat(AT_FDCWD</w>, "a", 0) = 0
      8 1795159822.525658 +++ exited with 0 +++
    `);
    const names = imported.flatMap(({ record }) => [
      ...Object.keys(record.Values),
      ...(record.Ancestors ?? []).flatMap((each) =>
        Object.keys(each).map((key) => `process.ancestors.${key}`),
      ),
    ]);
    const isDeclared = (name: string): boolean =>
      strace.fills.fields.some((field) => fitsGlob(field, name)) ||
      name.endsWith('.target.ancestors') ||
      name === 'ptrace.tracee.ancestors';
    expect([...new Set(names)].filter((name) => !isDeclared(name))).toEqual([]);
    expect(imported.map(({ record }) => record.Type)).toEqual([
      'exec',
      'setuid',
      'setgid',
      'capset',
      'signal',
      'ptrace',
      'setrlimit',
      'unlink',
      'exit',
    ]);
  });

  it('exists', () => {
    const isField = (name: string): boolean => linux.fieldNames.some((field) => fitsGlob(name, field));
    const invented = strace.fills.fields.filter((name) => !isField(name) && !OF_SOME_PROCESSES.test(name));
    expect(invented).toEqual([]);
  });

  /** Process fields are declared for every kind of process at once; some kinds lack one. */
  const OF_SOME_PROCESSES = /^(?:exec|exit)\.(?:parent|ancestors)\./;
});
