import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { policy, runCoverage } from '../fleet/test-coverage.ts';
import { testDocument } from '../test-document.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/coverage.md')));

describe('the exit code', () => {
  const good = 'hostname,agent_version,kernel\na,7.68.0,6.1\n';

  it.each<[what: string, args: readonly string[], code: number, says: string]>([
    ['a fleet on which every rule loads', ['good.csv', '--policies', 'a.policy'], 0, ''],
    ['a rule in error somewhere', ['hosts.csv', '--policies', 'a.policy'], 1, ''],
    [
      'a demand that is met, whatever is in error',
      ['hosts.csv', '--policies', 'a.policy', '--fail-under', 'severity:critical=10'],
      0,
      '',
    ],
    [
      'a demand that is not met',
      ['good.csv', '--policies', 'a.policy', '--fail-under', 'severity:low=1'],
      1,
      '',
    ],
    ['no inventory', ['--policies', 'a.policy'], 2, 'no inventory'],
    ['an inventory that is not there', ['x.csv', '--policies', 'a.policy'], 2, 'x.csv: no such file'],
    [
      'a file that is none',
      ['a.policy', '--policies', 'a.policy'],
      2,
      'nothing in this file is an inventory',
    ],
    [
      'a change that says nothing',
      ['good.csv', '--policies', 'a.policy', '--set', 'agent'],
      2,
      'is no change',
    ],
    ['a change of nobody', ['good.csv', '--policies', 'a.policy', '--drop', '7.1'], 2, 'about no host'],
    [
      'a demand that is none',
      ['good.csv', '--policies', 'a.policy', '--fail-under', 'all'],
      2,
      'is no demand',
    ],
    [
      'a rule that is not there',
      ['good.csv', '--policies', 'a.policy', '--rule', 'netwrk'],
      2,
      'did you mean `network`',
    ],
    ['a host that is not there', ['good.csv', '--policies', 'a.policy', '--host', 'b'], 2, 'no host or task'],
    ['a group of nobody', ['good.csv', '--policies', 'a.policy', '--group', 'env:x'], 2, 'none of the 1'],
    ['a policy that is none', ['good.csv', '--policies', 'bad.policy'], 2, 'bad.policy:1:1: '],
    ['no policies', ['good.csv', '--policies', 'nowhere'], 2, 'nowhere'],
  ])('of %s', async (_, args, code, says) => {
    const outcome = await runCoverage(args, { 'good.csv': good, 'bad.policy': '- a\n' });
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({
      code,
      stderr: expect.stringContaining(says),
    });
    if (says === '') expect(outcome.stderr).toBe('');
  });
});

describe('what if', () => {
  it('other policies: what comes alive, what dies, and that a rule is gone', async () => {
    const before = policy.replace(
      '  - id: tunnel',
      '  - id: gone\n    expression: exec.file.name == "sh"\n  - id: tunnel',
    );
    const { stdout } = await runCoverage(['hosts.csv', '--policies', 'a.policy', '--compare', 'old.policy'], {
      'old.policy': before.replace('connect.addr.port == 22', 'connect.addr.nope == 22'),
    });
    expect(stdout).toContain('What if: instead of old.policy');
    expect(stdout).toMatch(/^network +\+1 +cluster new \(1\), before: `connect\.addr\.nope` is not/m);
    expect(stdout).toMatch(/^gone +-2 +cluster new \(1\), cluster old \(1\): it is gone$/m);
  });
});

describe('inventories', () => {
  it('come from standard input, from directories, and with a cluster', async () => {
    const { stdout } = await runCoverage(
      ['-', 'lists', 'edge=more.csv', '--policies', 'a.policy', '--format', 'csv'],
      {
        'lists/b.csv': 'hostname\nb\n',
        'lists/readme.md': 'no inventory',
        'more.csv': 'hostname\nc\n',
      },
      'hostname\na\n',
    );
    const cells = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    expect(cells.map((row) => [row[0], row[7]])).toEqual([
      ['a', ''],
      ['b', ''],
      ['c', 'edge'],
    ]);
  });

  it('may be compressed; of what breaks off the first part counts', async () => {
    const whole = gzipSync('hostname,agent_version\na,7.68.0\n');
    const { stdout } = await runCoverage(['h.csv.gz', '--policies', 'a.policy', '--format', 'csv'], {
      'h.csv.gz': whole,
    });
    expect(stdout).toContain('\na,host,');
    const cut = await runCoverage(['h.csv.gz', '--policies', 'a.policy'], {
      'h.csv.gz': whole.subarray(0, 30),
    });
    expect([cut.code, cut.stderr]).toEqual([2, expect.stringContaining('h.csv.gz: ')]);
  });

  it('may be UTF-16, as spreadsheets write it', async () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeffhostname;agent_version\r\na;7.68.0\r\n', 'utf16le'));
    const { stdout } = await runCoverage(['u.csv', '--policies', 'a.policy', '--format', 'csv'], {
      'u.csv': utf16,
    });
    expect(stdout).toContain('\na,host,');
  });
});
