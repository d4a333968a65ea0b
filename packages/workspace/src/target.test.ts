import { describe, expect, it } from 'vitest';
import { describeTarget, type TargetDescription } from './target.ts';

function targetOf(description: TargetDescription) {
  const described = describeTarget(description);
  if (!described.ok) throw new Error(described.message);
  return described.value;
}

describe('a target', () => {
  it('is the most common one when nothing is said', () => {
    const { name, target } = targetOf({});
    expect(name).toBe('linux 7.83');
    expect(target).toMatchObject({
      platform: 'linux',
      agentVersion: { major: 7, minor: 83 },
      origin: 'ebpf',
    });
    expect([...target.host]).toEqual([
      ['os', 'linux'],
      ['origin', 'ebpf'],
    ]);
  });

  it('follows from its origin', () => {
    expect(targetOf({ origin: 'windows' }).target.platform).toBe('windows');
    expect(targetOf({ origin: 'fargate' }).target.origin).toBe('ebpfless');
    expect(targetOf({ os: 'windows' }).target.origin).toBe('windows');
  });

  it('is no Linux distribution on Windows', () => {
    expect(targetOf({ os: 'windows' }).target.host.get('os.is_debian')).toBe(false);
  });

  it('is named after what was said', () => {
    expect(targetOf({ agent: '7.60.1', origin: 'fargate', kernel: '5.15' }).name).toBe(
      'linux 7.60.1 ebpfless, kernel 5.15',
    );
  });

  it('may have an agent newer than the catalogue, with a note', () => {
    const { target, note } = targetOf({ agent: '7.99' });
    expect(target.agentVersion?.minor).toBe(99);
    expect(note).toBe(
      'agent 7.99 is newer than the agents known here (7.27 to 7.83): taken to know what 7.83 knows',
    );
  });

  it.each([
    ['6.50', 'agent 6.50 is not known: the agents here are 7.27 to 7.83'],
    ['7.3', 'agent 7.3 is not known: the agents here are 7.27 to 7.83'],
    [
      'new',
      '`new` is not an agent version: write it as 7.68 or 7.68.1, as a range such as ">= 7.50", or as unknown',
    ],
    ['>= 7.', '`>= 7.` is not a range of agent versions: write it as ">= 7.50" or "7.50 - 7.68"'],
    ['>= 8', 'no agent known here is >= 8: they are 7.27 to 7.83'],
  ])('cannot have the agent %s', (agent, message) => {
    expect(describeTarget({ agent })).toEqual({ ok: false, key: 'agent', message });
  });
});

describe('a target with an open agent version', () => {
  it('may have any agent', () => {
    const { name, target, note } = targetOf({ agent: 'unknown' });
    expect(name).toBe('linux agent unknown');
    expect(target.agentVersion).toBeUndefined();
    expect(target.agentRange).toBeUndefined();
    expect(note).toBe(
      'the agent version is open: rules are loaded that load on all agents from 7.27 to 7.83; they run as on 7.83',
    );
  });

  it.each([
    ['>= 7.50', '7.83'],
    ['>=7.50', '7.83'],
    ['7.50 - 7.68.2', '7.68.2'],
    ['>= 7.50, < 7.70', '7.69'],
    ['7.60.x', '7.60'],
  ])('may have those of the range %s, the newest of which is %s', (agent, newest) => {
    const { name, target, note } = targetOf({ agent, kernel: '5.15' });
    expect(name).toBe(`linux agent ${agent}, kernel 5.15`);
    expect([target.agentVersion, target.agentRange?.text]).toEqual([undefined, agent]);
    expect(note).toContain(`that load on all agents ${agent}; they run as on ${newest}`);
  });
});

describe('what follows from a kernel', () => {
  const facts = (kernel: string) =>
    Object.fromEntries([...targetOf({ kernel }).target.host].filter(([name]) => name.startsWith('kernel.')));

  it('is what was written, and no more', () => {
    expect(facts('5.15')).toEqual({ 'kernel.version.major': 5, 'kernel.version.minor': 15 });
    expect(facts('6')).toEqual({ 'kernel.version.major': 6 });
    expect(facts('5.4.0-1103-aws')).toEqual({
      'kernel.version.major': 5,
      'kernel.version.minor': 4,
      'kernel.version.patch': 0,
      'kernel.version.abi': 1103,
      'kernel.version.flavor': 'aws',
    });
    expect(facts('5.10.213-201.855.amzn2.x86_64')).toMatchObject({ 'kernel.version.abi': 201 });
  });

  it('is nothing for a word', () => {
    expect(describeTarget({ kernel: 'new' })).toMatchObject({ ok: false, key: 'kernel' });
  });
});

describe('what follows from a distribution', () => {
  const facts = (distro: string) => targetOf({ distro }).target.host;

  it('is its name and version, however they are written', () => {
    for (const written of ['ubuntu 22.04', 'ubuntu-22.04', 'Ubuntu:22.04', 'ubuntu22.04']) {
      expect([facts(written).get('os.id'), facts(written).get('os.version_id')]).toEqual(['ubuntu', '22.04']);
    }
  });

  it('is what it is not', () => {
    expect(facts('debian').get('os.is_debian')).toBe(true);
    expect(facts('debian').get('os.is_rhel')).toBe(false);
  });

  it('stays open where the version decides and is not said', () => {
    expect(facts('sles 15').get('os.is_sles15')).toBe(true);
    expect(facts('sles 15').get('os.is_sles12')).toBe(false);
    expect(facts('sles').has('os.is_sles15')).toBe(false);
    expect(facts('sles').get('os.is_sles')).toBe(true);
  });
});
