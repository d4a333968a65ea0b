/** The page that judges the findings on Datadog's default policies counts what is found today. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultConfig, type Finding, lint } from '@secl/lint';
import { catalogue } from '@secl/model';
import { nothingExternal, readPolicy, type Target } from '@secl/policy';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, '../shared/fetched/datadog/default-policies');
const missing = !existsSync(folder);
if (missing) console.warn('The released default policies are not here: their findings are not counted.');

const policies = ['1.16.1', '1.48.0', '1.69.3'];
const newest: Target = {
  platform: 'linux',
  agentVersion: { major: 7, minor: catalogue('linux').lastMinor, patch: 0, prerelease: '', build: '' },
  origin: 'ebpf',
  host: new Map([
    ['os', 'linux'],
    ['origin', 'ebpf'],
  ]),
};

function findings(policy: string): readonly Finding[] {
  const text = readFileSync(join(folder, `${policy}.policy`), 'utf8');
  const file = readPolicy('default.policy', text);
  const input = {
    name: policy,
    files: [{ file, text, carrier: 'policy' as const }],
    external: nothingExternal,
    targets: [{ name: 'newest', target: newest }],
  };
  return lint(input, defaultConfig).findings;
}

describe.skipIf(missing)('findings on the default policies', () => {
  it('are those that the page judges, each as often as it says', () => {
    const page = readFileSync(join(root, 'docs/lint-judged.md'), 'utf8');
    const told = [
      ...page.matchAll(/^\| \[`([^`]+)`\]\([^)]*\) \| (\w+) \| (\d+) \| (\d+) \| (\d+) \|/gm),
    ].map(([, code, level, ...counts]) => [`${level} ${code}`, counts.map(Number)] as const);
    const found = policies.map(findings);
    const keys = new Set(found.flat().map(({ severity, code }) => `${severity} ${code}`));
    const counted = [...keys].map((key) => [
      key,
      found.map((own) => own.filter(({ severity, code }) => `${severity} ${code}` === key).length),
    ]);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(told));
  });
});
