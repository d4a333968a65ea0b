import { describe, expect, it } from 'vitest';
import { SendLimits } from './limits.ts';
import { eventOf, type Happening, ruleSetOf } from './test-kit/play.ts';

/** Of matches of one rule at these times, in seconds, which an agent would send. */
function sent(
  keys: string,
  times: readonly (number | null)[],
  more: (index: number) => Happening = () => ({}),
) {
  const ruleSet = ruleSetOf(`rules: [{id: a, expression: exec.pid >= 0, ${keys}}]`);
  const limits = new SendLimits(ruleSet.facts);
  const [rule] = ruleSet.rules;
  if (rule === undefined) throw new Error('the rule loads');
  return times.map((at, index) => limits.sends(rule, eventOf({ at, ...more(index) })));
}

const count = (verdicts: readonly boolean[]): number => verdicts.filter(Boolean).length;
const times = (length: number, step: number): readonly number[] =>
  Array.from({ length }, (_, index) => index * step);

describe('without `every`', () => {
  it('40 events are sent at once', () => {
    expect(count(sent('', times(100, 0)))).toBe(40);
  });

  it('then one in 100 ms', () => {
    const burst = times(40, 0);
    expect(sent('', [...burst, 0.05, 0.1, 0.1, 0.15, 0.2]).slice(40)).toEqual([
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('all are sent that come no faster', () => {
    expect(count(sent('', times(500, 0.1)))).toBe(500);
  });

  it('a pause fills the burst again, and not more', () => {
    expect(count(sent('', [...times(100, 0), ...times(100, 0).map(() => 3600)]))).toBe(80);
  });
});

describe('`every`', () => {
  it('makes that one event a period, without a burst', () => {
    expect(sent('every: 10s', [0, 1, 9.9, 10, 10.1, 19.9, 20])).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  it('of zero is no `every`', () => {
    expect(count(sent('every: 0', times(100, 0)))).toBe(40);
  });
});

describe('`limiter_token`', () => {
  const by =
    (...uids: readonly number[]) =>
    (index: number) => ({ values: { 'process.uid': uids[index] ?? 0 } });

  it('counts each value of its fields apart', () => {
    const keys = 'every: 10s, limiter_token: [process.uid]';
    expect(sent(keys, [0, 0, 0, 10, 10], by(1, 2, 1, 2, 2))).toEqual([true, true, false, true, false]);
  });

  it('takes several fields together', () => {
    const keys = 'every: 10s, limiter_token: [process.uid, process.gid]';
    const ids = [
      [1, 12],
      [11, 2],
      [1, 12],
    ];
    const values = (index: number) => ({
      values: { 'process.uid': ids[index]?.[0] ?? 0, 'process.gid': ids[index]?.[1] ?? 0 },
    });
    expect(sent(keys, [0, 0, 0], values)).toEqual([true, true, false]);
  });

  it('forgets the value least recently seen of more than 500', () => {
    const uids = [...Array.from({ length: 500 }, (_, index) => index), 0, 500, 0, 1];
    const verdicts = sent(
      'every: 1h, limiter_token: [process.uid]',
      uids.map(() => 0),
      by(...uids),
    );
    expect(verdicts.slice(500)).toEqual([false, true, false, true]);
  });
});

describe('what is never limited', () => {
  it('`silent` sends nothing', () => {
    expect(sent('silent: true', [0, 100])).toEqual([false, false]);
  });

  it('hosts do not share a limit', () => {
    expect(sent('every: 1h', [0, 0, 0], (index) => ({ host: index < 2 ? 'a' : 'b' }))).toEqual([
      true,
      false,
      true,
    ]);
  });

  it('a recording without times', () => {
    expect(
      count(
        sent(
          '',
          Array.from({ length: 100 }, () => null),
        ),
      ),
    ).toBe(100);
  });

  it('a time before the last one changes nothing', () => {
    expect(sent('every: 10s', [100, 0, 50, 110])).toEqual([true, false, false, true]);
  });
});
