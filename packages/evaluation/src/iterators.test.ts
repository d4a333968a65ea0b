import { describe, expect, it } from 'vitest';
import { evaluate, type Values } from './test-kit/evaluate.ts';

const nginx: Values = { 'file.name': 'nginx', uid: 33, pid: 7, argv: ['-g', 'daemon off;'] };
const init: Values = { 'file.name': 'init', uid: 0, pid: 1 };
const ancestors = [nginx, init];
const of = (expression: string, more: object = {}) =>
  evaluate(`exec.pid >= 0 && ${expression}`, { ancestors, ...more });

describe('a field of all elements', () => {
  it.each([
    ['process.ancestors.file.name == "init"', true],
    ['process.ancestors.file.name == "sshd"', false],
    ['process.ancestors.file.name != "init"', false],
    ['process.ancestors.file.name != "sshd"', true],
    ['process.ancestors.file.name in ["a", "nginx"]', true],
    ['process.ancestors.file.name not in ["a", "nginx"]', false],
    ['process.ancestors.uid > 30', true],
    ['process.ancestors.argv == "-g"', true],
    ['process.ancestors.length == 2', true],
    ['"nginx" in process.ancestors.file.name', true],
  ])('%s: %s, "some element"', (expression, verdict) => {
    expect(of(expression)).toBe(verdict);
  });

  it('of no elements satisfies nothing, and so every negation', () => {
    expect(of('process.ancestors.file.name == ""', { ancestors: [] })).toBe(false);
    expect(of('process.ancestors.file.name != "x"', { ancestors: [] })).toBe(true);
    expect(of('process.ancestors.length == 0', { ancestors: [] })).toBe(true);
  });
});

describe('an iterator variable', () => {
  it('is one element in all conditions that use it', () => {
    expect(of('process.ancestors[A].file.name == "nginx" && process.ancestors[A].uid == 33')).toBe(true);
    expect(of('process.ancestors[A].file.name == "nginx" && process.ancestors[A].uid == 0')).toBe(false);
    expect(of('process.ancestors.file.name == "nginx" && process.ancestors.uid == 0')).toBe(true);
  });

  it('keeps array fields arrays', () => {
    expect(of('"-g" in process.ancestors[A].argv')).toBe(true);
    expect(of('"-g" in process.ancestors[A].argv && process.ancestors[A].pid == 1')).toBe(false);
  });

  it('without elements makes the whole rule false, negated or not', () => {
    expect(of('process.ancestors[A].file.name != "x"', { ancestors: [] })).toBe(false);
    expect(evaluate('exec.pid >= 0 || process.ancestors[A].pid == 1')).toBe(false);
  });

  it('[0] is a variable, not an index', () => {
    expect(of('process.ancestors[0].file.name == "init"')).toBe(true);
  });
});

describe('100 elements', () => {
  const many = Array.from({ length: 150 }, (_, index): Values => ({ pid: index + 1 }));

  it.each([
    ['process.ancestors.pid == 100', true],
    ['process.ancestors.pid == 101', false],
    ['process.ancestors[A].pid == 100', true],
    ['process.ancestors[A].pid == 101', false],
    ['process.ancestors.length == 150', true],
  ])('are looked at, no more: %s is %s', (expression, verdict) => {
    expect(of(expression, { ancestors: many })).toBe(verdict);
  });

  it('leave nothing open, whatever follows', () => {
    expect(of('process.ancestors.pid == 101', { ancestors: many, andMore: true })).toBe(false);
    expect(of('process.ancestors[A].pid == 101', { ancestors: many, andMore: true })).toBe(false);
  });
});

describe('ancestors beyond those given', () => {
  it.each([
    ['process.ancestors.file.name == "nginx"', true],
    ['process.ancestors.file.name == "sshd"', 'needs process.ancestors.file.name'],
    ['process.ancestors.file.name != "nginx"', false],
    ['process.ancestors.file.name != "sshd"', 'needs process.ancestors.file.name'],
    ['process.ancestors.length > 5', 'needs process.ancestors.length'],
    ['process.ancestors[A].file.name == "nginx"', true],
  ])('%s: %s', (expression, verdict) => {
    expect(of(expression, { andMore: true })).toBe(verdict);
  });

  it('leave an iterator variable open where they could satisfy it', () => {
    expect(of('process.ancestors[A].file.name == "sshd"', { andMore: true })).toMatch(
      /^needs process\.ancestors/,
    );
    expect(of('process.ancestors[A].file.name == "sshd" && exec.uid == 1', { andMore: true })).toBe(false);
  });
});
