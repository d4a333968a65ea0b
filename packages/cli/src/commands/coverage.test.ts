import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Node, parseJson, readYaml } from '@secl/text';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import deploymentSchema from '../../schema/deployment.schema.json' with { type: 'json' };
import coverageSchema from '../../schema/fleet-coverage.schema.json' with { type: 'json' };
import inventorySchema from '../../schema/inventory.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

const guide = join(import.meta.dirname, '../../../../docs/guides/coverage.md');

describe('the guide', () => testDocument(guide));

const compile = (schema: AnySchemaObject) =>
  new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);

/** The files that the guide shows, by the language of their block. */
function shown(language: string): readonly string[] {
  const pattern = new RegExp(`^\`\`\`${language} \\S+\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...readFileSync(guide, 'utf8').matchAll(pattern)].map(([, text = '']) => text);
}

/** A value of YAML as JSON has it. */
function plain(node: Node | undefined): unknown {
  if (node?.kind === 'mapping')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.value, plain(value)]));
  if (node?.kind === 'sequence') return node.items.map(plain);
  if (node?.kind !== 'scalar') return null;
  return node.value === 'true' ? true : node.value === 'false' ? false : node.value;
}

const policy = `rules:
  - id: network
    expression: connect.addr.port == 22
    tags: {severity: critical, technique: T1021-remote-services}
  - id: tunnel
    expression: dns.question.length > 60
    actions: [{kill: {signal: SIGKILL}}]
  - id: kernel
    expression: exec.file.name == "sh"
    filters: ['kernel.version.major >= 6']
`;
const hosts = `hostname,agent_version,cluster,env
web-1,7.68.1,new,prod
web-2,7.50.0,old,prod
bare,none,old,dev
`;
const files = {
  'a.policy': policy,
  'hosts.csv': hosts,
  'tasks.csv': 'task_arn,agent_version,wrapped\nt1,7.70.0,yes\nt2,none,\n',
};

const run = (args: readonly string[], more: Readonly<Record<string, string | Uint8Array>> = {}, stdin = '') =>
  runInMemory(['coverage', ...args], { fs: testFiles({ ...files, ...more }), stdin });

describe('the JSON report', () => {
  const validate = compile(coverageSchema);

  it.each([
    ['plainly', []],
    [
      'with what was asked',
      ['--set', 'cluster:old:agent=7.78', '--upgrade', 'network', '--fail-under', 'severity:critical=99'],
    ],
  ])('is what its schema says: %s', async (_, flags) => {
    const { stdout } = await run([
      'hosts.csv',
      'tasks.csv',
      '--policies',
      'a.policy',
      '--format',
      'json',
      ...flags,
    ]);
    const parsed = parseJson(stdout);
    expect(parsed.ok && (validate(parsed.value) || validate.errors)).toBe(true);
  });

  it('is the same bytes for the same input', async () => {
    const args = ['hosts.csv', 'tasks.csv', '--policies', 'a.policy', '--format', 'json'];
    expect((await run(args)).stdout).toBe((await run(args)).stdout);
  });
});

describe('the schemas', () => {
  it('of inventories and deployments take what the guide shows', () => {
    const inventory = compile(inventorySchema);
    const deployment = compile(deploymentSchema);
    const yaml = shown('yaml').map((text) => plain(readYaml('', text).root));
    const holding = (key: string) => yaml.filter((each) => each instanceof Object && key in each);
    const [inventories, deployments] = [holding('hosts'), holding('policies')];
    expect(inventories.length * deployments.length).toBeGreaterThan(0);
    for (const each of inventories) expect(inventory(each) || inventory.errors).toBe(true);
    for (const each of deployments) expect(deployment(each) || deployment.errors).toBe(true);
  });

  it('are published with the command', () => {
    const names = readdirSync(join(import.meta.dirname, '../../schema'));
    expect(names).toEqual(
      expect.arrayContaining([
        'fleet-coverage.schema.json',
        'deployment.schema.json',
        'inventory.schema.json',
      ]),
    );
  });
});

describe('CSV', () => {
  it('has a line for each host and task', async () => {
    const { stdout } = await run(['hosts.csv', 'tasks.csv', '--policies', 'a.policy', '--format', 'csv']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(',').slice(0, 5).join(',')),
    ).toEqual([
      'name,kind,status,configured,agent_version',
      'bare,host,no-agent,,',
      'web-1,host,undecided,,7.68.1',
      'web-2,host,errors,,7.50.0',
      't1,task,undecided,configured,7.70.0',
      't2,task,no-agent,not-configured,',
    ]);
  });

  it('holds no formula that a spreadsheet would run', async () => {
    const { stdout } = await run(['evil.csv', '--policies', 'a.policy', '--format', 'csv'], {
      'evil.csv': 'hostname,agent_version\n=HYPERLINK("x"),7.68.0\n'.replace('=HYPERLINK("x")', '=cmd|x'),
    });
    expect(stdout).toContain("\n'=cmd|x,host,");
  });
});

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
    (await run(['mixed.csv', '--policies', 'l.policy', ...args], { 'mixed.csv': mixed, 'l.policy': linux }))
      .stdout;

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
    const { stdout } = await run(['evil.csv', '--policies', 'a.policy', '--all'], evil);
    expect(stdout).not.toContain('\u001b');
    const card = await run(['evil.csv', '--policies', 'a.policy', '--host', 'web\u001b[2J'], evil);
    expect(card.stdout).toContain('web\\x1b[2J');
  });

  it('are text in Markdown', async () => {
    const { stdout } = await run(['evil.csv', '--policies', 'a.policy', '--format', 'markdown'], evil);
    expect(stdout).not.toContain('<img');
  });
});

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
    const outcome = await run(args, { 'good.csv': good, 'bad.policy': '- a\n' });
    expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({
      code,
      stderr: expect.stringContaining(says),
    });
    if (says === '') expect(outcome.stderr).toBe('');
  });
});

describe('a default policy that lies apart', () => {
  const one = 'hostname,agent_version,kernel\na,7.68.0,6.1\n';
  const apart = { 'one.csv': one, 'base.yaml': policy };
  const of = (args: readonly string[], more: Readonly<Record<string, string>>) =>
    runInMemory(['coverage', ...args], { fs: testFiles({ ...apart, ...more }) });

  it('is judged alone where there are no rule sets', async () => {
    const { code, stdout } = await of(['one.csv', '--default', 'base.yaml'], {});
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 host, 3 rules in 1 policy')]);
  });

  it('is the first policy of the one rule set', async () => {
    const more = { 'b/b.policy': policy.replaceAll('id: ', 'id: b_') };
    const { stdout } = await of(['one.csv', '--default', 'base.yaml'], more);
    expect(stdout).toContain('1 host, 6 rules in 2 policies');
  });

  it('does not choose among several rule sets; the message says how it is judged alone', async () => {
    const several = { 'b/b.policy': policy, 'c/c.policy': policy };
    const { code, stderr } = await of(['one.csv', '--default', 'base.yaml'], several);
    expect([code, stderr]).toEqual([
      2,
      'secl: several rule sets (b, c): choose one with --rule-set, or name all files with --policies; for the default policy alone, --policies base.yaml --default base.yaml\n',
    ]);
    const alone = ['--policies', 'base.yaml', '--default', 'base.yaml'];
    expect((await of(['one.csv', ...alone], several)).stdout).toContain('1 host, 3 rules in 1 policy');
  });
});

describe('policies of Terraform', () => {
  const main = `resource "datadog_csm_threats_policy" "prod" {
  name            = "prod policy"
  enabled         = true
  host_tags_lists = [["env:prod", "kube_cluster_name:new"]]
}
resource "datadog_csm_threats_policy" "off" {
  name = "sleeping policy"
}
resource "datadog_csm_threats_agent_rule" "ssh" {
  name       = "ssh"
  policy_id  = datadog_csm_threats_policy.prod.id
  enabled    = true
  expression = "connect.addr.port == 22"
}
resource "datadog_csm_threats_agent_rule" "sleeping" {
  name       = "sleeping"
  policy_id  = datadog_csm_threats_policy.off.id
  enabled    = true
  expression = "exec.file.name == \\"sh\\""
}
`;

  it('go where their host tags say, and nowhere where they are not enabled', async () => {
    const args = ['hosts.csv', '--policies', 'main.tf', '--format', 'json'];
    const { stdout } = await run(args, { 'main.tf': main });
    const parsed = parseJson(stdout);
    expect(parsed.ok && parsed.value).toMatchObject({
      policies: [
        {
          name: 'prod policy',
          scope: [['env:prod', 'kube_cluster_name:new']],
          states: { loaded: 1 },
          absent: 2,
        },
        { name: 'sleeping policy', enabled: false, states: {}, absent: 3 },
      ],
      rules: [
        { id: 'ssh', place: { file: 'main.tf' }, hosts: { live: 1, absent: 2 } },
        { id: 'sleeping', hosts: { absent: 3 } },
      ],
    });
  });
});

it('a policy whose host tags only Terraform knows is undecided', async () => {
  const open = `resource "datadog_csm_threats_policy" "p" {
  name            = "p"
  enabled         = true
  host_tags_lists = var.tags
}
resource "datadog_csm_threats_agent_rule" "ssh" {
  name       = "ssh"
  policy_id  = datadog_csm_threats_policy.p.id
  enabled    = true
  expression = "connect.addr.port == 22"
}
`;
  const { stdout } = await run(['hosts.csv', '--policies', 'main.tf', '--host', 'web-1'], {
    'main.tf': open,
  });
  expect(stdout).toMatch(/^ssh +undecided +where its policy goes is not written out in the file$/m);
});

describe('what if', () => {
  it('other policies: what comes alive, what dies, and that a rule is gone', async () => {
    const before = policy.replace(
      '  - id: tunnel',
      '  - id: gone\n    expression: exec.file.name == "sh"\n  - id: tunnel',
    );
    const { stdout } = await run(['hosts.csv', '--policies', 'a.policy', '--compare', 'old.policy'], {
      'old.policy': before.replace('connect.addr.port == 22', 'connect.addr.nope == 22'),
    });
    expect(stdout).toContain('What if: instead of old.policy');
    expect(stdout).toMatch(/^network +\+1 +cluster new \(1\), before: `connect\.addr\.nope` is not/m);
    expect(stdout).toMatch(/^gone +-2 +cluster new \(1\), cluster old \(1\): it is gone$/m);
  });
});

describe('inventories', () => {
  it('come from standard input, from directories, and with a cluster', async () => {
    const { stdout } = await run(
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
    const { stdout } = await run(['h.csv.gz', '--policies', 'a.policy', '--format', 'csv'], {
      'h.csv.gz': whole,
    });
    expect(stdout).toContain('\na,host,');
    const cut = await run(['h.csv.gz', '--policies', 'a.policy'], { 'h.csv.gz': whole.subarray(0, 30) });
    expect([cut.code, cut.stderr]).toEqual([2, expect.stringContaining('h.csv.gz: ')]);
  });

  it('may be UTF-16, as spreadsheets write it', async () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeffhostname;agent_version\r\na;7.68.0\r\n', 'utf16le'));
    const { stdout } = await run(['u.csv', '--policies', 'a.policy', '--format', 'csv'], { 'u.csv': utf16 });
    expect(stdout).toContain('\na,host,');
  });
});
