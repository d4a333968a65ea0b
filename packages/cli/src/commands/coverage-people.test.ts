/** The report for people: what is said once, on which terminals, of hostile texts. */
import { describe, expect, it } from 'vitest';
import { files, runCoverage } from '../fleet/test-coverage.ts';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

describe('what is not live', () => {
  const linux = `rules:
  - id: first
    expression: open.file.path == "/etc/passwd"
  - id: second
    expression: chdir.file.path == "/"
    tags: {severity: high}
  - id: third
    expression: >-
      process.file.name == "sh" &&
      module.nme == "x"
`;
  const mixed = 'hostname,agent_version,os\nw,7.77.0,windows\nl,7.77.0,linux\no,7.50.0,linux\n';
  const look = async (...args: readonly string[]) =>
    (
      await runCoverage(['mixed.csv', '--policies', 'l.policy', ...args], {
        'mixed.csv': mixed,
        'l.policy': linux,
      })
    ).stdout;

  it('for one reason is said once, with all rules that share it, the most severe first', async () => {
    const stdout = await look();
    expect(stdout).toContain(`2 rules  rejected  on 1 host, Windows
            they are for Linux: what they ask for does not exist on Windows
              second high  chdir.file.path  l.policy:5:17
              first        open.file.path   l.policy:3:17
            fix keep them from there with \`filters: ['os == "linux"']\`, or their policy by host tags
second high  live on 33 %`);
  });

  it('for one reason is one row in Markdown', async () => {
    expect(await look('--format', 'markdown')).toMatch(
      /^\| 2 rules: `second`, `first` \| rejected \| 1 host, Windows \| they are for Linux/m,
    );
  });

  it('is shown in the lines of the file, the wrong place marked', async () => {
    expect(await look('--rule', 'third')).toContain(`
 8 |     expression: >-
 9 |       process.file.name == "sh" &&
10 |       module.nme == "x"
   |       ^^^^^^^^^^

  rejected  3 hosts, everywhere`);
  });
});

describe('a terminal', () => {
  it.each([
    ['with a locale of ASCII', { LANG: 'C' }, '# all rules load on 1 host'],
    ['with another', { LANG: 'en_US.UTF-8' }, '⬢ all rules load on 1 host'],
    ['whose characters are set apart', { LANG: 'C', LC_ALL: 'C.UTF-8' }, '⬢ all rules load on 1 host'],
    ['of which nothing is said', {}, '⬢ all rules load on 1 host'],
  ])('%s shows signs that it has', async (_, env, line) => {
    const fs = testFiles({ ...files, 'one.csv': 'hostname,agent_version,kernel\na,7.68.0,6.1\n' });
    const { stdout } = await runInMemory(['coverage', 'one.csv', '--policies', 'a.policy'], { fs, env });
    expect(stdout).toContain(line);
  });
});

describe('hostile texts', () => {
  const evil = { 'evil.csv': 'hostname,agent_version,cluster\nweb\u001b[2J,7.50.0,<img src=x>|`a`\n' };

  it('write no escape sequence to a terminal', async () => {
    const { stdout } = await runCoverage(['evil.csv', '--policies', 'a.policy', '--all'], evil);
    expect(stdout).not.toContain('\u001b');
    const card = await runCoverage(['evil.csv', '--policies', 'a.policy', '--host', 'web\u001b[2J'], evil);
    expect(card.stdout).toContain('web\\x1b[2J');
  });

  it('are text in Markdown', async () => {
    const { stdout } = await runCoverage(
      ['evil.csv', '--policies', 'a.policy', '--format', 'markdown'],
      evil,
    );
    expect(stdout).not.toContain('<img');
  });
});

describe('a system that no inventory says', () => {
  const says = 'no inventory says the operating system of `web-1`: it is taken for Linux';
  const run = (...args: readonly string[]) =>
    runCoverage(['hosts.csv', '--policies', 'a.policy', ...args], {
      'hosts.csv': 'hostname,agent_version\nweb-1,7.68.1\nweb-2,7.68.1\n',
    });

  it.each(['pretty', 'markdown', 'json', 'html'])('is told in the report: %s', async (format) => {
    const { stdout } = await run('--format', format);
    // Markdown escapes the colon.
    expect(stdout.replaceAll(/\s+/g, ' ').replaceAll('\\:', ':')).toContain(says);
  });

  it.each(['csv', 'navigator'])('is told beside a report that has no place for it: %s', async (format) => {
    expect((await run('--format', format)).stderr).toBe(`secl: ${says}, and 1 more like it\n`);
  });

  it('is told on the card of a host', async () => {
    expect((await run('--host', 'web-1')).stdout).toContain(
      'agent 7.68.1, outdated · Linux, as nothing says otherwise',
    );
  });
});

describe('groups', () => {
  const tagged = {
    'tagged.csv':
      'hostname,agent_version,cluster,env\na,7.68.0,c,prod\nb,7.50.0,c,dev\nc,7.78.0,c,prod\nd,none,,\n',
  };
  const of = (...args: readonly string[]) =>
    runCoverage(['tagged.csv', '--policies', 'a.policy', ...args], tagged);

  it('are those of the key that was asked for', async () => {
    const { stdout } = await of('--group-by', 'env');
    expect(stdout.match(/^(?:env|cluster|without) .*$/gm)).toEqual([
      expect.stringContaining('env prod  2 hosts'),
      expect.stringContaining('env dev  1 host'),
      'without an env  1 host',
    ]);
    expect((await of('--group-by', 'env', '--format', 'markdown')).stdout).toContain(
      '\n| env | Rules live |',
    );
    expect((await of('--group-by', 'env', '--rule', 'network')).stdout).toMatch(/^ENV +LIVE +REJECTED/m);
  });

  it('that nobody is in are wrong use', async () => {
    const { code, stderr } = await of('--group-by', 'enw');
    expect([code, stderr]).toEqual([
      2,
      'secl: --group-by enw: no host and no task has a tag with this key: did you mean `env`?\n',
    ]);
  });
});

describe('the oldest agent', () => {
  const old = { 'old.csv': 'hostname,agent_version,kernel\na,7.68.1,6.1\nb,7.68.3,6.1\n' };
  const of = (oldest: string) => runCoverage(['old.csv', '--policies', 'a.policy', '--oldest', oldest], old);

  it.each([
    ['7.68', undefined],
    ['7.68.2', 'Outdated agents  1 before 7.68.2: 7.68.1 (1)'],
    ['7.70', 'Outdated agents  2 before 7.70: 7.68.3 (1), 7.68.1 (1)'],
  ])('%s is said as it was given', async (oldest, words) => {
    expect(/^Outdated.*$/m.exec((await of(oldest)).stdout)?.[0]).toBe(words);
  });

  it.each(['2024', 'new', '8.0'])('%s is none', async (oldest) => {
    const { code, stderr } = await of(oldest);
    expect([code, stderr]).toEqual([2, `secl: --oldest ${oldest}: write an agent version, such as 7.68\n`]);
  });
});

it.each([
  [['--rule', 'network', '--host', 'web-1'], 'either --rule or --host: each is a report of its own'],
  [['--rule', 'network', '--format', 'json'], '--rule and --host are for people: they go without --format'],
])('%j do not go together', async (flags, message) => {
  const { code, stderr } = await runCoverage(['hosts.csv', '--policies', 'a.policy', ...flags]);
  expect([code, stderr]).toEqual([2, `secl: ${message}\n`]);
});
