import { type SlotValue, UNKNOWN } from '@secl/model';
import { describe, expect, it } from 'vitest';
import { createValueIndex, type Filter, type ValueIndex } from './value-index.ts';

/** Rule 0 wants `a`, rule 1 something below `/etc`; rule 2 wants nothing of the value. */
function filters(calls: string[] = []): readonly Filter[] {
  const wants = (rule: number, holds: (value: string) => boolean, heads?: readonly string[]): Filter => ({
    holds: (value) => {
      calls.push(`${rule} ${value}`);
      return holds(value);
    },
    otherwise: [0b111 & ~(1 << rule)],
    heads,
  });
  return [wants(0, (value) => value === 'a'), wants(1, (value) => value.startsWith('/etc/'), ['/etc/'])];
}

/** The rules that a value leaves possible, of all. */
function kept(index: ValueIndex, value: SlotValue): readonly number[] {
  const entry = index.find(value);
  index.settle(entry, [0b111]);
  return entry.keep;
}

describe('an index of values', () => {
  it('tells which rules a value leaves possible', () => {
    const index = createValueIndex(filters(), [], [0b111]);
    expect(kept(index, 'a')).toEqual([0b101]);
    expect(kept(index, '/etc/passwd')).toEqual([0b110]);
    expect(kept(index, 'b')).toEqual([0b100]);
  });

  it('leaves all possible where the value is not known', () => {
    expect(kept(createValueIndex(filters(), [], [0b111]), UNKNOWN)).toEqual([0b111]);
  });

  it('asks each filter once for a value that comes again, and none that its head rules out', () => {
    const calls: string[] = [];
    const index = createValueIndex(filters(calls), [], [0b111]);
    for (const value of ['b', 'b', '/etc/x', '/etc/x']) kept(index, value);
    expect(calls).toEqual(['0 b', '0 /etc/x', '1 /etc/x']);
  });

  it('asks no filter whose rules are ruled out by other values', () => {
    const calls: string[] = [];
    const index = createValueIndex(filters(calls), [], [0b111]);
    const entry = index.find('/etc/x');
    index.settle(entry, [0b101]);
    expect(calls).toEqual(['0 /etc/x']);
    index.settle(entry, [0b111]);
    expect(calls).toEqual(['0 /etc/x', '1 /etc/x']);
    expect(entry.keep).toEqual([0b110]);
  });

  it('answers a question once for each value, and only when it is asked', () => {
    const calls: string[] = [];
    const isLong = (value: string): boolean => calls.push(value) > 0 && value.length > 3;
    const index = createValueIndex([], [isLong], [1]);
    const entry = index.find('long enough');
    expect(calls).toEqual([]);
    expect([index.ask(entry, 0), index.ask(entry, 0), index.ask(index.find('no'), 0)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(calls).toEqual(['long enough', 'no']);
  });

  it('keeps neither long values nor more than a thousand', () => {
    const calls: string[] = [];
    const index = createValueIndex(filters(calls), [], [0b111]);
    const long = 'x'.repeat(5000);
    kept(index, long);
    kept(index, long);
    expect(calls).toHaveLength(2);
    for (let number = 0; number < 1500; number++) kept(index, `value ${number}`);
    calls.length = 0;
    kept(index, 'value 1499');
    kept(index, 'value 1');
    expect(calls).toEqual(['0 value 1']);
  });
});
