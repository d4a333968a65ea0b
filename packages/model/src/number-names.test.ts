import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { Field } from './facts.ts';
import { nameOfNumber } from './number-names.ts';
import type { Scalar } from './value.ts';

const linux = catalogue('linux');

function named(name: string, value: Scalar): string | undefined {
  const field: Field | undefined = linux.field(name);
  if (field === undefined) throw new Error(`${name} is a field`);
  return nameOfNumber(field, value, linux);
}

describe('a number goes by the name of its constant', () => {
  it.each<[field: string, value: number | bigint, name: string | undefined]>([
    ['bpf.cmd', 5, 'BPF_PROG_LOAD'],
    ['signal.type', 9, 'SIGKILL'],
    ['open.retval', -13, 'EACCES'],
    ['open.retval', 3, undefined],
    ['process.auid', 4_294_967_295, 'AUDIT_AUID_UNSET'],
    ['process.uid', 0, undefined],
  ])('%s %s: %s', (name, value, expected) => {
    expect(named(name, value)).toBe(expected);
  });

  it('but not where it is no number', () => {
    expect(named('open.flags', 'x')).toBeUndefined();
  });
});

describe('flags are put together', () => {
  it.each<[field: string, value: number | bigint, name: string | undefined]>([
    ['open.flags', 0, 'O_RDONLY'],
    ['open.flags', 577, 'O_WRONLY|O_CREAT|O_TRUNC'],
    ['process.cap_effective', 3, 'CAP_CHOWN|CAP_DAC_OVERRIDE'],
    ['process.cap_effective', 2 ** 40 + 1, 'CAP_CHOWN|CAP_CHECKPOINT_RESTORE'],
    ['mprotect.req_protection', 7, 'VM_READ|VM_WRITE|VM_EXEC'],
  ])('%s %s: %s', (name, value, expected) => {
    expect(named(name, value)).toBe(expected);
  });

  it('the flag of most bits is the one that was meant', () => {
    expect(named('open.flags', 1 + 1_052_672)).toBe('O_WRONLY|O_SYNC');
    expect(named('mmap.flags', 34 + 262_144 + 1_409_286_144)).toBe(
      'MAP_PRIVATE|MAP_ANON|MAP_HUGETLB|MAP_HUGE_2MB',
    );
  });

  it('six of them, as a careful program opens its temporary file with', () => {
    expect(named('open.flags', 1 + 64 + 128 + 256 + 131_072 + 524_288)).toBe(
      'O_WRONLY|O_CREAT|O_EXCL|O_NOCTTY|O_NOFOLLOW|O_CLOEXEC',
    );
    expect(named('process.cap_effective', 0x7f)).toBeUndefined();
  });

  it('but not where a bit has no name', () => {
    expect(named('open.flags', 1 << 29)).toBeUndefined();
    expect(named('open.flags', -1)).toBeUndefined();
    expect(named('process.cap_effective', 2n ** 60n)).toBeUndefined();
  });

  it('and not where constants count: a signal is not the sum of two', () => {
    expect(named('signal.type', 41)).toBeUndefined();
  });
});

describe('modes are octal', () => {
  it.each<[field: string, value: number, name: string | undefined]>([
    ['chmod.file.destination.mode', 0o4755, '04755'],
    ['chmod.file.mode', 0o100644, '0100644'],
    ['chmod.file.destination.mode', 0o100, '0100'],
    ['chmod.file.destination.mode', 4, undefined],
    ['chmod.file.destination.mode', -1, undefined],
    ['chmod.file.destination.mode', 2 ** 31, undefined],
  ])('%s %s: %s', (name, value, expected) => {
    expect(named(name, value)).toBe(expected);
  });
});
