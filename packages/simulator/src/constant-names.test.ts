import { catalogue, type Field } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { constantName } from './constant-names.ts';

const field = (name: string): Field => {
  const found = catalogue('linux').field(name);
  if (found === undefined) throw new Error(`${name} is a field`);
  return found;
};

describe('a number goes by the name of its constant', () => {
  it.each<[string, number | bigint, string | undefined]>([
    ['bpf.cmd', 5, 'BPF_PROG_LOAD'],
    ['open.flags', 0, 'O_RDONLY'],
    ['open.flags', 577, 'O_WRONLY|O_CREAT|O_TRUNC'],
    ['open.flags', 577n, 'O_WRONLY|O_CREAT|O_TRUNC'],
    ['chmod.file.destination.mode', 0o4755, '04755'],
    ['process.cap_effective', 3n, 'CAP_CHOWN|CAP_DAC_OVERRIDE'],
    ['process.uid', 0, undefined],
  ])('%s %s: %s', (name, value, expected) => {
    expect(constantName('linux', field(name), value)).toBe(expected);
  });

  it('but not where some bit has none, or there are too many', () => {
    expect(constantName('linux', field('open.flags'), 1 << 29)).toBeUndefined();
    expect(constantName('linux', field('process.cap_effective'), 0x1f_ffff)).toBeUndefined();
  });

  it('but not where it is no number', () => {
    expect(constantName('linux', field('open.flags'), 'x')).toBeUndefined();
  });
});
