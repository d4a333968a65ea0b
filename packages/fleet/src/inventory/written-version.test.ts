import { expect, test } from 'vitest';
import { inventoryOf, reportOf } from '../test-fleet.ts';
import { writtenVersion } from './written-version.ts';

test.each<[what: string, text: string, version: string]>([
  ['a release', '7.60.0', '7.60.0'],
  ['for short', '7.60', '7.60'],
  ['with a v', 'v7.55', '7.55'],
  ['a candidate', '7.60.0-rc.1', '7.60.0-rc.1'],
  ['a build of a branch', '7.70.0-devel+git.54.a1b2c3d', '7.70.0-devel+git.54.a1b2c3d'],
  ['a package of Debian', '1:7.60.0-1', '7.60.0'],
  ['a candidate as a package', '7.60.0~rc.1-1', '7.60.0-rc.1'],
  ['a build of a branch as a package', '1:7.70.0~devel+git.54.a1b2c3d-1', '7.70.0-devel+git.54.a1b2c3d'],
  ['a package of Red Hat', '7.60.0-1.x86_64', '7.60.0'],
  ['an installer of Windows', '7.60.0.1', '7.60.0'],
  ['what the agent prints', 'Agent 7.60.0 - Commit: 1a2b3c4 - Go version: go1.22', '7.60.0'],
  ['its name before it', 'datadog-agent 7.60.0', '7.60.0'],
])('%s: %s', (_, text, version) => {
  expect(writtenVersion(text)).toBe(version);
});

test.each(['', 'latest', '7', 'v7', 'none', 'main', '1:2:3', '7.x', '.7.60'])(
  'what names no version stays: %s',
  (text) => expect(writtenVersion(text)).toBe(text),
);

test('several ways to write one version are one agent', async () => {
  const { hosts, problems } = await inventoryOf({
    'a.csv': 'hostname,agent_version\na,1:7.60.0-1\n',
    'b.csv': 'hostname,agent_version\na,7.60.0\n',
  });
  expect(hosts.map(({ facts }) => facts.agent?.value)).toEqual(['7.60.0']);
  expect(problems).toEqual([]);
});

test('a major version alone is no version, and `None` is no agent', async () => {
  const { hosts, problems } = await reportOf('hostname,agent_version\na,7\nb,None\n', { r: 'exec.pid == 1' });
  expect(hosts.map(({ status }) => status)).toEqual(['undecided', 'no-agent']);
  expect(problems.map(({ message }) => message)).toContain(
    '`7` is not the version of an agent: what depends on it is undecided on `a`',
  );
});

test('a candidate of the oldest current release is not outdated', async () => {
  const { hosts } = await reportOf(
    'hostname,agent_version\na,7.72.0-rc.2\nb,7.72.0~rc.1-1\nc,7.71.9\n',
    { r: 'exec.pid == 1' },
    { oldestCurrentAgent: '7.72' },
  );
  expect(hosts.map(({ outdated }) => outdated)).toEqual([false, false, true]);
});
