import { describe, expect, test } from 'vitest';
import { deploy, readDeployment } from '../policies/deployment.ts';
import { describeHost, inventoryOf, outcomeOn, policiesOf, policy, reportOf } from '../test-fleet.ts';
import { assess } from './assess.ts';
import type { FleetReport } from './report.ts';

const exec = 'exec.file.name == "sh"';
const statuses = ({ hosts, tasks }: FleetReport) =>
  Object.fromEntries([...hosts, ...tasks].map(({ name, status }) => [name, status]));

describe('a host', () => {
  test('is what the product would show of it', async () => {
    const hosts = [
      'hostname,agent_version,os,workload_protection',
      'good,7.68.0,linux,on',
      'old,7.50.0,linux,on',
      'off,7.68.0,linux,off',
      'bare,none,linux,',
      'mac,7.68.0,darwin,',
      'what,,linux,on',
    ];
    const report = await reportOf(hosts.join('\n'), { a: exec, b: 'connect.addr.port == 22' });
    expect(statuses(report)).toEqual({
      good: 'loaded',
      old: 'errors',
      off: 'feature-off',
      bare: 'no-agent',
      mac: 'feature-off',
      what: 'undecided',
    });
    expect(report.hosts.find(({ name }) => name === 'old')?.outdated).toBe(true);
    expect(report.profiles.map(({ policies }) => policies)).toContainEqual(['partially_loaded']);
  });

  test('with a rule in error has the reason, the way out, and the place in the file', async () => {
    const report = await reportOf('hostname,agent_version\nold,7.50.0', { b: 'connect.addr.port == 22' });
    expect(outcomeOn(report, 'old', 'b')).toMatchObject({
      status: 'rejected',
      by: 'error',
      code: 'name/not-in-version',
      why: '`connect.addr.port` does not exist there: it exists since 7.60',
      fix: expect.stringContaining('upgrade to agent 7.60 or newer'),
      agent: expect.stringContaining('not found'),
      place: { file: 'a.policy', line: 3, column: 17 },
      excerpt: 'connect.addr.port',
    });
  });

  test('whose agent turns an event type off rejects the rules on it', async () => {
    const report = await reportOf(
      'hostname,agent_version,disabled_event_types\na,7.68.0,"dns, imds"\nb,7.68.0,',
      {
        r: 'dns.question.length > 60',
      },
    );
    expect(outcomeOn(report, 'a', 'r')).toMatchObject({ status: 'rejected', by: 'event_type_disabled' });
    expect(outcomeOn(report, 'b', 'r')?.status).toBe('live');
  });

  test('with Windows has what Windows has', async () => {
    const report = await reportOf('hostname,agent_version,os\na,7.68.0,windows', {
      registry: 'set_key_value.registry.key_name == "Run"',
      linux: 'open.file.path == "/etc/shadow"',
    });
    expect(report.rules.map(({ hosts }) => [hosts.live, hosts.rejected])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('that cannot differ from another has its profile', async () => {
    const hosts = Array.from({ length: 30 }, (_, index) => `h${index},7.68.${index % 3},5.${index}`);
    const report = await reportOf(['hostname,agent_version,kernel', ...hosts].join('\n'), { a: exec });
    expect(report.profiles).toHaveLength(1);
    expect(report.profiles[0]).toMatchObject({ hosts: 30, agents: ['7.68.0', '7.68.1', '7.68.2'] });
  });
});

describe('what the inventory does not say', () => {
  const rules = { new_kernel: `expression: ${exec}\nfilters: ["kernel.version.major >= 6"]`, a: exec };

  test('makes a rule undecided that asks for it, and no other', async () => {
    const report = await reportOf(
      'hostname,agent_version,kernel\nx,7.68.0,\ny,7.68.0,6.1\nz,7.68.0,5.4',
      rules,
    );
    expect(['x', 'y', 'z'].map((name) => outcomeOn(report, name, 'new_kernel')?.status)).toEqual([
      'undecided',
      'live',
      'filtered',
    ]);
    expect(outcomeOn(report, 'x', 'a')?.status).toBe('live');
    expect(report.missingFacts).toEqual([
      { fact: 'kernel', asked: ['kernel.version.major'], members: 1, decides: 1, rules: 1 },
    ]);
  });

  test('and what cannot be read is not guessed at', async () => {
    const report = await reportOf('hostname,agent_version,kernel\nx,7.68.0,newest\ny,latest,6.1', rules);
    expect(outcomeOn(report, 'x', 'new_kernel')?.status).toBe('undecided');
    expect(report.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['fleet/unknown-fact', 'fleet/unknown-version']),
    );
  });

  test('the fact that would decide most hosts comes first', async () => {
    const both = `expression: ${exec}\nfilters: ["kernel.version.major >= 6 && hostname != \\"\\""]`;
    const report = await reportOf('hostname,agent_version,kernel\na,,6.1\nb,,6.1\nc,7.68.0,', {
      ...rules,
      both,
    });
    expect(report.missingFacts.map(({ fact, decides }) => [fact, decides])).toEqual([
      ['agent version', 2],
      ['kernel', 1],
    ]);
  });
});

describe('rules that load and never fire', () => {
  const hosts = 'task_arn,agent_version,wrapped\nt,7.70.0,yes\n';

  test.each<[what: string, expression: string, status: string, by: string]>([
    ['events that never come', 'dns.question.length > 60', 'silent', 'origin'],
    [
      'a field that is always empty',
      `${exec} && process.user_session.k8s_username == "admin"`,
      'silent',
      'empty_field',
    ],
    ['one that need not be there', `${exec} && process.user_session.k8s_username == ""`, 'live', ''],
    ['one side of two', `process.uid == 0 || process.user_session.k8s_username == "admin"`, 'live', ''],
  ])('on Fargate: %s', async (_, expression, status, by) => {
    const written = expression.startsWith('process') ? `exec.file.path != "" && (${expression})` : expression;
    const outcome = outcomeOn(await reportOf(hosts, { r: written }), 't', 'r');
    expect([outcome?.status, outcome?.by]).toEqual([status, by]);
  });

  test('and actions that do nothing there', async () => {
    const dump = `expression: ${exec}\nactions:\n  - coredump: {process: true}\n  - kill: {signal: SIGKILL}`;
    const outcome = outcomeOn(await reportOf(hosts, { r: dump }), 't', 'r');
    expect(outcome?.idle).toEqual([
      { action: 'coredump', why: 'an eBPF-less agent (Fargate) does not perform it' },
    ]);
  });
});

describe('a rule is counted', () => {
  test('on hosts where it should be live: its own filters take others away, its agent version does not', async () => {
    const hosts = 'hostname,agent_version,os\na,7.68.0,linux\nb,7.50.0,linux\nc,none,linux\nd,7.68.0,windows';
    const { rules } = await reportOf(hosts, {
      r: `expression: ${exec}\nagent_version: ">= 7.60"\nfilters: ["os == \\"linux\\""]`,
    });
    expect(rules[0]).toMatchObject({
      expected: 3,
      liveShare: 1 / 3,
      hosts: { live: 1, filtered: 2, rejected: 0, unprotected: 1 },
    });
  });

  test('by group', async () => {
    const hosts =
      'hostname,agent_version,cluster,env\na,7.68.0,new,prod\nb,7.50.0,old,prod\nc,7.50.0,old,dev';
    const { groups } = await reportOf(hosts, { r: 'connect.addr.port == 22' });
    const shares = groups.map(({ kind, name, liveShare }) => `${kind} ${name} ${liveShare}`);
    expect(shares).toEqual([
      'cluster old 0',
      'cluster new 1',
      'agent 7.50.0 0',
      'agent 7.68.0 1',
      'env prod 0.5',
      'env dev 0',
    ]);
  });
});

describe('policies with a scope', () => {
  const deployed = async (yaml: string, hosts: string, files: Readonly<Record<string, string>>) => {
    const read = readDeployment('deployment.yaml', yaml);
    if (!read.ok) throw new Error(read.message);
    const { policies, unknown } = deploy(policiesOf(files), read.policies);
    expect(unknown).toEqual([]);
    return assess(await inventoryOf({ 'hosts.csv': hosts }), policies, { describe: describeHost });
  };
  const files = { 'web.policy': policy({ web_rule: exec }), 'all.policy': policy({ everywhere: exec }) };

  test('go to hosts with all tags of one of the lists', async () => {
    const yaml = 'policies:\n  - policy: web.policy\n    host_tags: [[env:prod, team:web], [env:staging]]\n';
    const hosts =
      'hostname,agent_version,tags\na,7.68.0,env:prod team:web\nb,7.68.0,env:prod team:db\nc,7.68.0,env:staging\n';
    const report = await deployed(yaml, hosts, files);
    expect(['a', 'b', 'c'].map((name) => outcomeOn(report, name, 'web_rule')?.status)).toEqual([
      'live',
      'absent',
      'live',
    ]);
    expect(report.policies.map(({ name, states, absent }) => [name, states, absent])).toEqual([
      ['web.policy', { loaded: 2 }, 1],
      ['all.policy', { loaded: 3 }, 0],
    ]);
    expect(report.rules[0]?.expected).toBe(2);
  });

  test('are undecided where the tags of a host are not known', async () => {
    const yaml = 'policies:\n  - policy: web.policy\n    host_tags: [[env:prod]]\n';
    const report = await deployed(yaml, 'hostname,agent_version\na,7.68.0\n', files);
    expect(outcomeOn(report, 'a', 'web_rule')).toMatchObject({
      status: 'undecided',
      needs: ['the tags of the host'],
    });
    expect(report.missingFacts[0]?.fact).toBe('tags');
  });

  test('that are not enabled go nowhere', async () => {
    const report = await deployed(
      'policies:\n  - policy: web.policy\n    enabled: false\n',
      'hostname,agent_version\na,7.68.0\n',
      {
        'web.policy': policy({ web_rule: exec }),
      },
    );
    expect(statuses(report)).toEqual({ a: 'no-policy' });
  });

  test('give a rule of several of them the most severe state', async () => {
    const kill = `expression: ${exec}\nactions:\n  - kill: {signal: SIGKILL}`;
    const yaml = [
      'policies:',
      '  - {policy: watch.policy, states: {r: monitoring}}',
      '  - {policy: block.policy, host_tags: [[env:prod]], states: {r: blocking}}',
      '  - {policy: quiet.policy, host_tags: [[env:dev]], states: {r: disabled}}',
    ].join('\n');
    const hosts = 'hostname,agent_version,tags\na,7.68.0,env:prod\nb,7.68.0,env:dev\n';
    const rule = policy({ r: kill });
    const report = await deployed(yaml, hosts, {
      'watch.policy': rule,
      'block.policy': rule,
      'quiet.policy': rule,
    });
    expect(outcomeOn(report, 'a', 'r')).toMatchObject({ status: 'live', mode: 'blocking', idle: [] });
    expect(outcomeOn(report, 'b', 'r')).toMatchObject({
      status: 'live',
      mode: 'monitoring',
      idle: [{ action: 'kill' }],
    });
  });

  test('can disable a rule', async () => {
    const report = await deployed(
      'policies:\n  - {policy: web.policy, default_state: disabled}\n',
      'hostname,agent_version\na,7.68.0\n',
      {
        'web.policy': policy({ web_rule: exec }),
      },
    );
    expect(outcomeOn(report, 'a', 'web_rule')).toMatchObject({ status: 'filtered', by: 'disabled' });
  });
});

describe('serverless', () => {
  test('tasks are configured with an agent beside them and a traced container', async () => {
    const rows = ['task_arn,agent_version,wrapped', 'a,7.70.0,yes', 'b,7.70.0,no', 'c,none,', 'd,7.70.0,'];
    const { tasks, summary } = await reportOf(rows.join('\n'), { r: exec });
    expect(tasks.map(({ configured }) => configured)).toEqual([
      'configured',
      'not-configured',
      'not-configured',
      'unknown',
    ]);
    expect(summary.serverless).toBe('Low coverage. 1 of 4 tasks covered');
  });

  test('the line above them says how good that is', async () => {
    const rows = Array.from({ length: 14 }, (_, index) => `t${index},7.70.0,${index < 2 ? 'yes' : 'no'}`);
    const { summary } = await reportOf(['task_arn,agent_version,wrapped', ...rows].join('\n'), { r: exec });
    expect(summary.serverless).toBe('Very low coverage. 2 of 14 tasks covered');
  });
});

describe('ATT&CK', () => {
  test('a technique is covered where one of its rules is live', async () => {
    const report = await reportOf('hostname,agent_version\na,7.68.0\nb,7.50.0', {
      r: 'expression: connect.addr.port == 22\ntags: {tactic: TA0011-command-and-control, technique: T1071-application-layer-protocol}',
    });
    expect(report.attack.techniques).toMatchObject([{ id: 'T1071', rules: [0], members: 1, share: 0.5 }]);
    expect(report.attack.tactics.find(({ id }) => id === 'TA0011')).toMatchObject({ rules: [0], share: 0.5 });
    expect(report.attack.holes).not.toContain('T1071');
    expect(report.attack.holes).toContain('T1059');
  });
});
