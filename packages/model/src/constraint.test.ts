import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accepts, minorsAccepted, parseConstraint, type VersionConstraint } from './constraint.ts';
import { compareAgentVersions, formatAgentVersion, parseAgentVersion } from './version.ts';

function version(text: string) {
  const parsed = parseAgentVersion(text);
  if (parsed === undefined) {
    throw new Error(`not a version: ${text}`);
  }
  return parsed;
}

function constraint(text: string): VersionConstraint {
  const parsed = parseConstraint(text);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return parsed.constraint;
}

const vectors = new URL('../../../../shared/vectors/agent-versions.jsonl', import.meta.url);

test.skipIf(!existsSync(vectors))(
  'every verdict and error text of the agent is ours (skipped without the shared vectors)',
  () => {
    const cases = readFileSync(vectors, 'utf8')
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { constraint: string; version: string; accepted?: boolean; error?: string },
      );
    expect(cases.length).toBeGreaterThanOrEqual(400);
    for (const { constraint: text, version: agent, ...expected } of cases) {
      const parsed = parseConstraint(text);
      const ours = parsed.ok
        ? { accepted: accepts(parsed.constraint, version(agent)) }
        : { accepted: false, error: parsed.error };
      expect({ text, agent, ...ours }).toEqual({ text, agent, ...expected });
    }
  },
);

describe('what a constraint admits', () => {
  test.each([
    ['', '7.68.0', true],
    [' \t', '7.68.0', true],
    ['7.50', '7.50.9', true],
    ['7.50', '7.51.0', false],
    ['>= 7.60', '7.60.0-rc.1', true],
    ['> 7.60', '7.60.3', false],
    ['> 7.60', '7.61.0', true],
    ['<= 7.60', '7.60.3', true],
    ['< 7.60', '7.59.9', true],
    ['~7.60.2', '7.60.1', false],
    ['~7.60.2', '7.60.9', true],
    ['~7.60.2', '7.61.0', false],
    ['^7.60', '7.83.0', true],
    ['^7.60', '8.0.0', false],
    ['7.60.1 - 7.61', '7.61.4', true],
    ['7.60.1 - 7.61', '7.60.0', false],
    ['>=7.60,<7.62 || 7.70.x', '7.70.3', true],
    ['>=7.60\n<7.62', '7.62.0', false],
    ['<x', '0.0.0', false],
    ['<=x', '7.0.0', false],
    ['^*', '7.0.0', false],
    ['!=7.60', '7.60.2', false],
    ['!=7.60.1', '7.60.2', true],
  ])('%j on %s: %s', (text, agent, expected) => {
    expect(accepts(constraint(text), version(agent))).toBe(expected);
  });

  test.each([
    ['>=7.60 &&', 'improper constraint: >=7.60 &&'],
    ['7.60||', 'improper constraint: '],
    ['>7 - 8', 'improper constraint: >>= 7, <= 8 '],
    ['7.60.1.2', 'improper constraint: 7.60.1.2'],
    ['>=7<8', 'improper constraint: >=7<8'],
    ['7,,8', 'improper constraint: 7,,8'],
    ['7,', 'improper constraint: 7,'],
    ['7|8', 'constraint parser error'],
    ['7.60.0-01', 'constraint parser error'],
    ['7|8 ! 9', 'improper constraint: 7|8 ! 9'],
  ])('%j is refused', (text, reason) => {
    expect(parseConstraint(text)).toEqual({
      ok: false,
      error: `failed to parse agent version constraint: ${reason}`,
    });
  });

  test('a constraint made to take long is refused at once', () => {
    expect(parseConstraint(`7${'  7'.repeat(300)} !`).ok).toBe(false);
    expect(parseConstraint('7'.repeat(10_000_000)).ok).toBe(false);
  });

  test('the minors admitted, whole or in part', () => {
    expect(minorsAccepted(constraint('>=7.60.3, <7.63'), { first: 27, last: 83 })).toEqual([
      { minor: 60, patches: 'some' },
      { minor: 61, patches: 'all' },
      { minor: 62, patches: 'all' },
    ]);
    expect(minorsAccepted(constraint('7.40.x || >=7.82'), { first: 27, last: 83 })).toEqual([
      { minor: 40, patches: 'all' },
      { minor: 82, patches: 'all' },
      { minor: 83, patches: 'all' },
    ]);
    expect(minorsAccepted(constraint('>=8'), { first: 27, last: 83 })).toEqual([]);
  });
});

describe('versions', () => {
  test.each(['7.68.0', '7.68.0-rc.3+git.5', '7.69.0-devel', '7.68.0+a.b-c'])(
    '%s is printed as it was read',
    (text) => {
      expect(formatAgentVersion(version(text))).toBe(text);
    },
  );

  test('short forms are filled up', () => {
    expect(formatAgentVersion(version('v7.68'))).toBe('7.68.0');
    expect(formatAgentVersion(version('7'))).toBe('7.0.0');
  });

  test.each(['', '7.', '7.68.0.1', 'latest', '7.68.0-', '7.x', ' 7.68'])('%j is none', (text) => {
    expect(parseAgentVersion(text)).toBeUndefined();
  });

  test('they are ordered as semver orders them', () => {
    const ordered = [
      '7.68.0-alpha',
      '7.68.0-alpha.1',
      '7.68.0-alpha.beta',
      '7.68.0-rc.2',
      '7.68.0-rc.11',
      '7.68.0',
      '7.68.1',
      '7.70.0',
      '8.0.0',
    ];
    const versions = ordered.map(version);
    expect([...versions].reverse().sort(compareAgentVersions).map(formatAgentVersion)).toEqual(ordered);
    expect(compareAgentVersions(version('7.68.0+a'), version('7.68.0+b'))).toBe(0);
  });
});
