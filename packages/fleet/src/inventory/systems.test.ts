import { describe, expect, test } from 'vitest';
import { inventoryOf, reportOf } from '../test-fleet.ts';
import { systemOf } from './systems.ts';

test.each<[text: string, kind: string, distro: string | undefined]>([
  ['linux', 'linux', undefined],
  ['GNU/Linux', 'linux', undefined],
  ['Linux/UNIX', 'linux', undefined],
  ['Arch Linux', 'linux', undefined],
  ['ubuntu 20.04', 'linux', 'ubuntu 20.04'],
  ['Ubuntu 22.04.3 LTS', 'linux', 'ubuntu 22.04'],
  ['ubuntu-22.04', 'linux', 'ubuntu 22.04'],
  ['Debian GNU/Linux 12 (bookworm)', 'linux', 'debian 12'],
  ['Amazon Linux 2', 'linux', 'amzn 2'],
  ['Amazon Linux 2023.5.20240805', 'linux', 'amzn 2023'],
  ['Red Hat Enterprise Linux 8.6 (Ootpa)', 'linux', 'rhel 8.6'],
  ['RHEL8', 'linux', 'rhel 8'],
  ['SUSE Linux Enterprise Server 15 SP4', 'linux', 'sles 15'],
  ['Windows', 'windows', undefined],
  ['Microsoft Windows Server 2022 Datacenter', 'windows', undefined],
  ['macOS 14.5', 'unwatched', undefined],
  ['Darwin', 'unwatched', undefined],
  ['FreeBSD', 'unwatched', undefined],
])('%s is %s', (text, kind, distro) => {
  expect(systemOf(text)).toEqual(kind === 'linux' ? { kind, distro } : { kind });
});

test.each(['', 'x86_64', '5.15.0', 'production', 'linuxx'])('`%s` is no operating system', (text) => {
  expect(systemOf(text)).toBeUndefined();
});

describe('the column of the operating system', () => {
  const facts = async (csv: string) => {
    const { hosts } = await inventoryOf({ 'a.csv': csv });
    return hosts.map(({ facts: { os, distro } }) => [os?.value, distro?.value]);
  };

  test('may name a distribution, unless another column does', async () => {
    expect(await facts('hostname,os,distro\na,Ubuntu 22.04.3 LTS,\nb,Ubuntu,ubuntu 20.04\n')).toEqual([
      ['linux', 'ubuntu 22.04'],
      ['linux', 'ubuntu 20.04'],
    ]);
  });

  test('may be one that agents do not watch, which is said', async () => {
    const { hosts, problems } = await reportOf('hostname,agent_version,os\na,7.78.0,macOS 14\n', {
      r: 'exec.pid == 1',
    });
    expect(hosts[0]?.status).toBe('feature-off');
    expect(problems.map(({ message }) => message)).toEqual([
      'Workload Protection does not run on `macos 14`: `a` counts as a host on which it is off',
    ]);
  });

  test('may be nothing that is known: the host is taken for Linux, which is said', async () => {
    const { hosts, problems } = await reportOf('hostname,agent_version,os\na,7.78.0,x86_64\n', {
      r: 'exec.pid == 1',
    });
    expect(hosts[0]?.status).toBe('loaded');
    expect(problems.map(({ code }) => code)).toEqual(['fleet/unknown-os']);
  });
});
