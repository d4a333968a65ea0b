import { describe, expect, it } from 'vitest';
import { evaluate } from './test-kit/evaluate.ts';

/** One condition of each truth: `T`, `F`, and two that the recording does not know. */
const conditions: Readonly<Record<string, string>> = {
  T: 'exec.file.name == "sh"',
  F: 'exec.file.name == "ls"',
  u: 'exec.uid == 0',
  v: 'exec.gid == 0',
};
const given = { values: { 'exec.file.name': 'sh' }, unknown: ['exec.uid', 'exec.gid'] };

function verdictOf(formula: string): string {
  const verdict = evaluate(
    formula.replace(/[TFuv]/g, (letter) => `(${conditions[letter]})`),
    given,
  );
  return typeof verdict === 'boolean'
    ? verdict
      ? 'T'
      : 'F'
    : verdict
        .replace('process.uid', 'u')
        .replace('process.gid', 'v')
        .replace('exec.uid', 'u')
        .replace('exec.gid', 'v');
}

describe('the truth of conditions', () => {
  it.each([
    ['T', 'T'],
    ['F', 'F'],
    ['u', 'needs u'],
    ['!T', 'F'],
    ['!F', 'T'],
    ['!u', 'needs u'],
    ['T && T', 'T'],
    ['T && F', 'F'],
    ['F && T', 'F'],
    ['T && u', 'needs u'],
    ['u && T', 'needs u'],
    ['F && u', 'F'],
    ['u && F', 'F'],
    ['u && v', 'needs u, v'],
    ['T || u', 'T'],
    ['u || T', 'T'],
    ['F || u', 'needs u'],
    ['u || F', 'needs u'],
    ['u || v', 'needs u, v'],
    ['!(u && F)', 'T'],
    ['!(u || T)', 'F'],
  ])('%s is %s', (formula, verdict) => {
    expect(verdictOf(formula)).toBe(verdict);
  });

  it.each([
    ['F && T || T', 'F'],
    ['T || F && F', 'T'],
    ['F || T && F', 'F'],
    ['T && F || T', 'T'],
    ['u && F || T', 'needs u'],
    ['u && F || F', 'F'],
    ['u || F && F', 'needs u'],
    ['u || T && T', 'T'],
    ['u || v && F', 'needs u'],
    ['u && v || T', 'needs u'],
    ['u && v && F', 'F'],
    ['u || v || T', 'T'],
    ['T && u || v && F', 'needs u'],
    ['(u && F) || T', 'T'],
  ])('%s is %s, because chains group from the right', (formula, verdict) => {
    expect(verdictOf(formula)).toBe(verdict);
  });
});

describe('comparing what is not known', () => {
  it.each([
    ['with a value', 'exec.uid > 0', 'needs process.uid'],
    ['with the other side', 'exec.uid == exec.gid', 'needs process.uid, process.gid'],
    ['in arithmetic', 'exec.uid + exec.gid + 1 > 0', 'needs process.uid, process.gid'],
    ['with a list', 'exec.uid in [ 0, 1 ]', 'needs process.uid'],
    ['with what would exclude it', 'exec.uid not in [ 0, 1 ]', 'needs process.uid'],
  ])('%s is undecided', (_, expression, verdict) => {
    const found = evaluate(expression, given);
    expect(String(found).replaceAll('exec.', 'process.')).toBe(verdict);
  });

  it('names each field once', () => {
    expect(evaluate('exec.uid == 1 || exec.uid == 2', given)).toMatch(/^needs \w+\.uid$/);
  });

  it('is decided where the value is given after all', () => {
    expect(evaluate('exec.uid == 7', { ...given, values: { 'exec.uid': 7 } })).toBe(true);
  });

  it('a variable', () => {
    expect(
      evaluate('exec.file.name == "sh" && ${process.seen} == 1', {
        ...given,
        variables: { 'process.seen': null },
      }),
    ).toBe('needs process.seen');
  });

  it('an address among networks: further networks may hold it, none takes it out', () => {
    const open = { values: { 'connect.addr.ip': '10.0.0.1' } };
    expect(evaluate('connect.addr.ip allin [10.0.0.0/8]', open)).toBe(true);
    expect(evaluate('connect.addr.ip allin [11.0.0.0/8]', open)).toBe(false);
    expect(evaluate('connect.addr.ip in [10.0.0.0/8]', { unknown: ['connect.addr.ip'] })).toBe(
      'needs connect.addr.ip',
    );
  });
});
