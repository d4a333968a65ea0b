import { describe, expect, it } from 'vitest';
import { evaluate, type Given } from './test-kit/evaluate.ts';

const exec = (expression: string, given: Given = {}) => evaluate(`exec.pid >= 0 && ${expression}`, given);

describe('64-bit integers', () => {
  const inode = (value: number | bigint): Given => ({ values: { 'exec.file.inode': value } });

  it.each([
    ['exec.file.inode == 9007199254740993', 9007199254740993n, true],
    ['exec.file.inode == 9007199254740992', 9007199254740993n, false],
    ['exec.file.inode > 9007199254740992', 9007199254740993n, true],
    ['exec.file.inode + 1 < 0', 9223372036854775807n, true],
    ['exec.file.inode & 1 == 1', 9223372036854775807n, true],
    ['exec.file.inode - 1 == 4', 5, true],
    ['exec.file.inode + 1 & 3 == 2', 1, true],
    ['exec.file.inode & 1 | 2 & 4 == 1', 1, true],
    ['^exec.file.inode == -1', 0, true],
    ['-exec.file.inode == -5', 5, true],
    ['exec.file.inode == 0577', 383, true],
  ])('%s with %d: %s', (expression, value, verdict) => {
    expect(exec(expression, inode(value))).toBe(verdict);
  });
});

describe('a duration', () => {
  const second = 1_000_000_000;
  const aged = (seconds: number): Given => ({
    now: BigInt(100 * second),
    values: { 'process.created_at': (100 - seconds) * second },
  });

  it.each([
    ['process.created_at < 5s', 4, true],
    ['process.created_at < 5s', 5, false],
    ['process.created_at <= 5s', 5, true],
    ['process.created_at > 1m', 61, true],
    ['process.created_at == 10s', 10, true],
  ])('compared with a field is an age: %s at %d s: %s', (expression, seconds, verdict) => {
    expect(exec(expression, aged(seconds))).toBe(verdict);
  });

  it('compared with a difference is that difference', () => {
    const given = { values: { 'exec.created_at': 12 * second, 'exec.file.change_time': 0 } };
    expect(exec('exec.created_at - exec.file.change_time < 20s', given)).toBe(true);
    expect(exec('exec.created_at - exec.file.change_time < 10s', given)).toBe(false);
  });

  it('on the left is compared with the value itself', () => {
    expect(exec('5s > process.created_at', aged(1))).toBe(false);
    expect(exec('5s > process.created_at', aged(97))).toBe(true);
  });

  it('needs a time', () => {
    expect(exec('process.created_at < 5s', { ...aged(4), now: null })).toBe('needs event time');
    expect(exec('exec.created_at - exec.file.change_time < 5s', { now: null })).toBe(true);
  });
});

describe('strings', () => {
  const name = (value: string): Given => ({ values: { 'exec.file.name': value } });

  it.each([
    ['exec.file.name =~ "*bar"', 'bar', true],
    ['exec.file.name =~ "*bar"', 'foobarbar', false],
    ['exec.file.name in [~"py*", r"^ruby[0-9]$", "perl"]', 'ruby3', true],
    ['exec.file.name in [~"py*", r"^ruby[0-9]$", "perl"]', 'PERL', false],
    ['exec.file.name !~ "a?c"', 'abc', true],
    ['exec.file.name.length == 2', 'é', true],
  ])('%s with %j: %s', (expression, value, verdict) => {
    expect(exec(expression, name(value))).toBe(verdict);
  });

  it('of domains ignore case, also in regexps', () => {
    const given = { values: { 'dns.question.name': 'WWW.Example.COM' } };
    expect(evaluate('dns.question.name == "www.example.com"', given)).toBe(true);
    expect(evaluate('dns.question.name =~ r"^www"', given)).toBe(true);
  });
});

describe('addresses', () => {
  const ip = (value: string): Given => ({ values: { 'connect.addr.ip': value } });

  it.each([
    ['connect.addr.ip in [10.0.0.0/8, ::1]', '10.1.2.3', true],
    ['connect.addr.ip in [10.0.0.0/8, ::1]', '::ffff:10.1.2.3', true],
    ['connect.addr.ip == ::1', '0:0:0:0:0:0:0:1', true],
    ['connect.addr.ip not in 192.168.0.0/16', '192.168.1.1', false],
    ['connect.addr.ip == 0.0.0.0', '', false],
  ])('%s with %j: %s', (expression, value, verdict) => {
    expect(evaluate(expression, ip(value))).toBe(verdict);
  });
});

describe('variables', () => {
  it.each([
    ['${process.n} > 3', { 'process.n': 4 }, true],
    ['${on}', { on: true }, true],
    ['exec.file.name in ${names}', { names: ['ls', 'sh'] }, true],
    ['exec.file.name not in ${names}', { names: ['ls'] }, true],
    ['exec.uid in ${ids}', { ids: [0, 5] }, true],
    ['${name} == "sh"', { name: 'sh' }, true],
    ['${name} =~ "s*"', { name: 'sh' }, false],
    ['${name} in [~"s*"]', { name: 'sh' }, true],
    ['${process.pid} == exec.pid', { 'process.pid': 0 }, true],
  ])('%s with %j: %s', (expression, variables, verdict) => {
    expect(exec(expression, { variables, values: { 'exec.file.name': 'sh', 'exec.uid': 5 } })).toBe(verdict);
  });

  it.each([
    ['"is-${name}"', { name: 'sh' }, 'is-sh'],
    ['"${ids}"', { ids: [1, 2] }, '1,2'],
    ['"${names}/${n}"', { names: ['a', 'b'], n: 7 }, 'a,b/7'],
  ])('are inserted in %s: %j', (text, variables, value) => {
    expect(exec(`exec.file.name == ${text}`, { variables, values: { 'exec.file.name': value } })).toBe(true);
  });

  it('are not inserted in patterns', () => {
    const given = { variables: { name: 'sh' }, values: { 'exec.file.name': 'sh' } };
    expect(exec('exec.file.name == ~"${name}"', given)).toBe(false);
  });

  it('leave a text open where they are not known', () => {
    expect(exec('exec.file.name == "a${x}${y}"', { variables: { x: null, y: null } })).toBe('needs x, y');
  });
});
