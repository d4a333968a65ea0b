import { describe, expect, test } from 'vitest';
import { outcomeOn, reportOf } from '../test-fleet.ts';

const exec = 'exec.file.name == "sh"';
const on = (version: string, os = 'linux') => `hostname,agent_version,os\na,${version},${os}`;

describe('what a rule asks for in vain', () => {
  test.each<[what: string, host: string, rule: string, found: object]>([
    [
      'exists since a newer agent',
      on('7.50.0'),
      'connect.addr.port == 22',
      {
        cause: 'newer_agent',
        since: '7.60',
        why: '`connect.addr.port` does not exist there: it exists since 7.60',
        fix: 'upgrade to agent 7.60 or newer, or keep older agents from it with `agent_version: ">= 7.60"`',
      },
    ],
    [
      'is a prefix that newer agents read as several fields',
      on('7.50.0'),
      'fim.write.file.path == "/etc/shadow"',
      { cause: 'newer_agent', since: '7.63' },
    ],
    [
      'exists since a newer agent, which rejects the rule for something else',
      on('7.50.0'),
      'exec.file.name == "sh" && chdir.file.path == "/x"',
      { cause: 'newer_agent', fix: 'keep older agents from it with `agent_version: ">= 7.51"`' },
    ],
    [
      'exists on Linux only',
      on('7.68.0', 'windows'),
      'open.flags & O_CREAT > 0',
      {
        cause: 'other_platform',
        since: null,
        why: '`open.flags` exists on Linux only, not on Windows',
        fix: expect.stringContaining(`filters: ['os == "linux"']`),
      },
    ],
    [
      'exists on Windows only',
      on('7.68.0'),
      'create.registry.key_name == "x"',
      { cause: 'other_platform', fix: expect.stringContaining(`filters: ['os == "windows"']`) },
    ],
    [
      'existed in older agents only',
      on('7.68.0'),
      'exec.cookie == 1',
      {
        cause: 'removed',
        since: null,
        why: '`exec.cookie` does not exist there any more: only agents 7.27 to 7.44 have it',
        fix: expect.stringContaining('agent_version: "< 7.45"'),
      },
    ],
    [
      'exists nowhere',
      on('7.68.0'),
      'exec.fil.name == "sh"',
      { cause: 'mistake', since: null, fix: 'use `exec.file.name`' },
    ],
  ])('%s', async (_, host, rule, found) => {
    const report = await reportOf(host, { r: rule });
    expect(outcomeOn(report, 'a', 'r')).toMatchObject({ status: 'rejected', meant: true, ...found });
  });
});

describe('a rule is meant for a host', () => {
  test.each<[what: string, version: string, body: string, status: string, meant: boolean]>([
    ['on which it loads', '7.68.0', `expression: ${exec}`, 'live', true],
    ['that is too old for it', '7.50.0', `expression: ${exec}\nagent_version: ">= 7.60"`, 'filtered', true],
  ])('%s', async (_, version, body, status, meant) => {
    const report = await reportOf(on(version), { r: body });
    expect(outcomeOn(report, 'a', 'r')).toMatchObject({ status, meant });
    expect(report.rules[0]?.expected).toBe(1);
  });
});

describe('a rule is not meant for a host', () => {
  const fargate = `expression: ${exec}\nfilters: ['origin == "ebpfless"']`;
  test.each<[what: string, version: string, body: string, status: string]>([
    ['that its filters leave out', '7.68.0', fargate, 'filtered'],
    ['that is too old to know the filters that would leave it out', '7.50.0', fargate, 'rejected'],
    ['whose version is unknown, where its filters leave all versions out', '', fargate, 'undecided'],
    [
      'that its version leaves out and, once upgraded, its filters',
      '7.50.0',
      `${fargate}\nagent_version: ">= 7.60"`,
      'filtered',
    ],
    [
      'that is newer than all agents that it takes',
      '7.68.0',
      `expression: ${exec}\nagent_version: "< 7.60"`,
      'filtered',
    ],
  ])('%s', async (_, version, body, status) => {
    const report = await reportOf(on(version), { r: body });
    expect(outcomeOn(report, 'a', 'r')).toMatchObject({ status, meant: false });
    expect(report.rules[0]).toMatchObject({ expected: 0, liveShare: 1 });
  });

  test('and where it is in error all the same, an upgrade is not the way out', async () => {
    const report = await reportOf(on('7.50.0'), { r: fargate });
    expect(outcomeOn(report, 'a', 'r')?.fix).toBe(
      'it is not meant for such hosts: keep older agents from it with `agent_version: ">= 7.51"`',
    );
  });
});

test('agents whose version is unknown or cannot be read are one group', async () => {
  const report = await reportOf('hostname,agent_version\na,banana\nb,\nc,none\nd,7.68.0', { r: exec });
  const agents = report.groups.filter(({ kind }) => kind === 'agent');
  expect(agents.map(({ name, hosts }) => [name, hosts])).toEqual([
    ['unknown', 2],
    ['7.68.0', 1],
  ]);
  expect(report.versions.map(({ version, readable }) => [version, readable])).toEqual([
    ['7.68.0', true],
    ['banana', false],
  ]);
});
