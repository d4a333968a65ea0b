import { describe, expect, test } from 'vitest';
import { assess } from '../report/assess.ts';
import { describeHost, inventoryOf, policiesOf, policy, reportOf } from '../test-fleet.ts';
import { changeInventory, readDrop, readSet } from './change.ts';
import { compareFleets } from './compare.ts';
import { judgeDemand, readDemand } from './demands.ts';
import { layerOf } from './layer.ts';
import { navigatorLayer } from './navigator.ts';
import { smallestUpgrade } from './upgrade.ts';

const hosts = [
  'hostname,agent_version,cluster,env',
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name},7.68.0,new,prod`),
  ...['g', 'h', 'i'].map((name) => `${name},7.50.0,old,prod`),
  'j,7.40.0,old,dev',
].join('\n');
const rules = {
  network: 'expression: connect.addr.port == 22\ntags: {severity: critical}',
  shell: 'expression: exec.file.name == "sh"\ntags: {severity: low, technique: T1059-command}',
};
const options = { describe: describeHost };
const policies = policiesOf({ 'a.policy': policy(rules) });

function setOf(text: string) {
  const read = readSet(text);
  if (!read.ok) throw new Error(read.message);
  return read.change;
}

async function whatIf(...changes: readonly Parameters<typeof changeInventory>[1][number][]) {
  const inventory = await inventoryOf({ 'hosts.csv': hosts });
  const { inventory: changed, met } = changeInventory(inventory, changes);
  return { met, ...compareFleets(assess(inventory, policies, options), assess(changed, policies, options)) };
}

describe('what if', () => {
  test('a group had another agent: which rules come alive, where, and what they were before', async () => {
    const { met, rules: changed } = await whatIf(setOf('cluster:old:agent=7.78'));
    expect(met).toEqual([4]);
    expect(changed).toMatchObject([
      {
        rule: 'network',
        comesAlive: {
          members: 4,
          where: [{ kind: 'cluster', name: 'old', members: 4 }],
          why: expect.stringContaining('it exists since 7.60'),
        },
        dies: { members: 0 },
      },
    ]);
  });

  test('an upgrade installs no agent, but where that is asked', async () => {
    const inventory = await inventoryOf({ 'hosts.csv': 'hostname,agent_version\na,7.50.0\nb,none' });
    const agentsAfter = (text: string) =>
      changeInventory(inventory, [setOf(text)]).inventory.hosts.map(({ facts }) => facts.agent?.value);
    expect(agentsAfter('all:agent=7.78')).toEqual(['7.78', 'none']);
    expect(agentsAfter('agent:none:agent=7.78')).toEqual(['7.50.0', '7.78']);
  });

  test('agents are older: which rules die', async () => {
    const { rules: changed } = await whatIf(setOf('env:prod:agent=7.50'));
    expect(changed.map(({ rule, dies }) => [rule, dies.members])).toEqual([['network', 6]]);
  });

  test('a version were gone: its hosts are, and nothing dies of it', async () => {
    const { gone, rules: changed, after } = await whatIf(readDrop('7.50'));
    expect([gone, after.hosts, changed]).toEqual([3, 7, []]);
  });

  test('nobody were off', async () => {
    const { rules: changed } = await whatIf(setOf('feature=off'));
    expect(changed.map(({ rule, dies }) => [rule, dies.members, dies.why])).toEqual([
      ['shell', 10, 'no agent is on there'],
      ['network', 6, 'no agent is on there'],
    ]);
  });

  test.each([
    'cluster:old',
    'agent',
    'cluster:old:colour=red',
    'agent=',
    'agent=latest',
    'agent=7',
    'os=beos',
    'feature=maybe',
  ])('%s is no change', (text) => {
    expect(readSet(text).ok).toBe(false);
  });
});

describe('the smallest upgrade', () => {
  const upgradeFor = async (rule: string, share?: number) =>
    smallestUpgrade(await inventoryOf({ 'hosts.csv': hosts }), policies, options, rule, share);

  test('is the oldest agent that is enough, for as few hosts as are enough', async () => {
    expect(await upgradeFor('network', 0.85)).toMatchObject({
      live: 6,
      expected: 10,
      version: '7.60',
      enough: true,
      upgrade: [{ agent: '7.50.0', members: 3 }],
      liveAfter: 9,
    });
  });

  test('takes all where all are needed', async () => {
    expect((await upgradeFor('network'))?.upgrade.map(({ agent }) => agent)).toEqual(['7.40.0', '7.50.0']);
  });

  test('is none where the rule is live already', async () => {
    expect(await upgradeFor('shell')).toMatchObject({ version: null, enough: true, upgrade: [] });
  });

  test('says what stays in the way where none is enough', async () => {
    const inventory = await inventoryOf({ 'hosts.csv': 'hostname,agent_version\na,7.50.0\nb,none\nc,\n' });
    expect(smallestUpgrade(inventory, policies, options, 'network')).toMatchObject({
      version: '7.60',
      enough: false,
      liveAfter: 1,
      rest: [
        { why: 'no agent runs there', members: 1 },
        { why: 'the agent version is not known', members: 1 },
      ],
    });
  });

  test('is nothing for a rule that is not there', async () => {
    expect(await upgradeFor('nobody')).toBeUndefined();
  });
});

describe('demands of a pipeline', () => {
  const judge = async (text: string) => {
    const read = readDemand(text);
    if (!read.ok) throw new Error(read.message);
    return judgeDemand(await reportOf(hosts, rules), read.demand);
  };

  test.each<[demand: string, met: boolean, failing: readonly string[]]>([
    ['60', true, []],
    ['95', false, ['network']],
    ['severity:low=100%', true, []],
    ['severity:critical=99', false, ['network']],
    ['severity:critical@cluster:new=99', true, []],
    ['severity:critical@env:prod=66.6', true, []],
    ['rule:network@env:dev=1', false, ['network']],
    ['rule:network@agent:7.68=100', true, []],
  ])('%s', async (demand, met, failing) => {
    const result = await judge(demand);
    expect([result.met, result.failing.map(({ rule }) => rule)]).toEqual([met, failing]);
  });

  test('about nothing is not met: it is misspelt', async () => {
    expect(await judge('severity:criticel=99')).toMatchObject({ met: false, about: 'no-rules' });
    expect(await judge('severity:critical@env:production=99')).toMatchObject({
      met: false,
      about: 'no-group',
    });
  });

  test('a host without an agent is one on which a rule is not live', async () => {
    const report = await reportOf('hostname,agent_version,env\na,7.68.0,prod\nb,none,prod', rules);
    const read = readDemand('rule:shell@env:prod=60');
    expect(read.ok && judgeDemand(report, read.demand).failing).toEqual([
      { rule: 'shell', live: 1, expected: 2, share: 0.5 },
    ]);
  });

  test.each(['', 'all', '101', 'severity:critical', '=99=9', '=5', 'a@=5'])('`%s` is none', (text) => {
    expect(readDemand(text).ok).toBe(false);
  });
});

test('a layer of the Navigator has the share of a group', async () => {
  const report = await reportOf('hostname,agent_version,cluster\na,7.68.0,x\nb,none,x\nc,7.68.0,y', rules);
  const layer = navigatorLayer(
    report,
    report.groups.find(({ name }) => name === 'x'),
  );
  expect(layer).toMatchObject({
    name: 'Rules that are live: cluster x',
    domain: 'enterprise-attack',
    techniques: [{ techniqueID: 'T1059', score: 50, comment: '1 of 2: shell' }],
  });
});

test('a layer unfolds the techniques whose sub-techniques have a colour', () => {
  const layer = layerOf({
    name: 'x',
    description: '',
    techniques: [
      { id: 'T1059.004', score: 1, comment: 'a' },
      { id: 'T1003', score: 2, comment: 'b' },
    ],
    gradient: { colors: [], minValue: 0, maxValue: 2 },
    legend: [],
  });
  expect(layer.techniques).toEqual([
    { techniqueID: 'T1003', score: 2, comment: 'b', enabled: true, showSubtechniques: false },
    { techniqueID: 'T1059', enabled: true, showSubtechniques: true },
    { techniqueID: 'T1059.004', score: 1, comment: 'a', enabled: true, showSubtechniques: false },
  ]);
});
