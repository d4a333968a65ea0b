/** What nine released agents reported when they loaded four versions of a default policy, and what we say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAgentVersion } from '@secl/model';
import { load, readPolicy } from '@secl/policy';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../shared/fetched/datadog/agent-load-oracle');
const missing = !existsSync(folder);
if (missing) console.warn('The load reports of released agents are not here: their tests are skipped.');

const reports = missing
  ? []
  : readdirSync(folder).flatMap((commit) =>
      readdirSync(join(folder, commit))
        .filter((name) => name.endsWith('.expected'))
        .map((name) => ({ commit, version: name.replace(/\.expected$/, '') })),
    );

/** Rule id → reason. The reason of a syntax error is its token: what else was expected is the parser's own affair. */
function reported(commit: string, version: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(folder, commit, `${version}.expected`), 'utf8');
  const rules = [...text.matchAll(/rule `([^`]*)` definition error: (.*)/g)];
  expect(text).toContain(`${rules.length} errors occurred`);
  return byId(rules.map(([, id = '', reason = '']) => [id, reason]));
}

function ours(commit: string, version: string): Readonly<Record<string, string>> {
  const file = readPolicy('default.policy', readFileSync(join(folder, commit, 'default.policy'), 'utf8'));
  const agentVersion = parseAgentVersion(version);
  if (agentVersion === undefined) throw new Error(`${version} is no version`);
  const { verdicts } = load([file], { platform: 'linux', agentVersion, origin: undefined, host: new Map() });
  return byId(verdicts.flatMap(({ id, state }) => (state.status === 'rejected' ? [[id, state.agent]] : [])));
}

function byId(rejections: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const reasons = rejections.map(([id, reason]) => {
    const token = /^syntax error.*(unexpected token "[^"]*")/.exec(reason)?.[1];
    return [id, token === undefined ? reason : `syntax error: ${token}`] as const;
  });
  return Object.fromEntries(reasons.sort());
}

describe.skipIf(missing)('the load reports of released agents', () => {
  it('are all there', () => {
    expect(reports).toHaveLength(36);
  });

  it.each(reports)('$commit on $version: the same rules are rejected, for the same reasons', (report) => {
    expect(ours(report.commit, report.version)).toEqual(reported(report.commit, report.version));
  });
});
