/** Reports for programs, and what is published about them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parseJson, readYaml } from '@secl/text';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import deploymentSchema from '../../schema/deployment.schema.json' with { type: 'json' };
import coverageSchema from '../../schema/fleet-coverage.schema.json' with { type: 'json' };
import inventorySchema from '../../schema/inventory.schema.json' with { type: 'json' };
import { runCoverage } from '../fleet/test-coverage.ts';

const guide = join(import.meta.dirname, '../../../../docs/guides/coverage.md');

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

describe('the JSON report', () => {
  const validate = compile(coverageSchema);

  it.each([
    ['plainly', []],
    [
      'with what was asked',
      ['--set', 'cluster:old:agent=7.78', '--upgrade', 'network', '--fail-under', 'severity:critical=99'],
    ],
  ])('is what its schema says: %s', async (_, flags) => {
    const { stdout } = await runCoverage([
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
    expect((await runCoverage(args)).stdout).toBe((await runCoverage(args)).stdout);
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
    const { stdout } = await runCoverage([
      'hosts.csv',
      'tasks.csv',
      '--policies',
      'a.policy',
      '--format',
      'csv',
    ]);
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

  it('leaves to standard error what could not be read, then what is supposed', async () => {
    const { code, stdout, stderr } = await runCoverage(
      ['h.csv', '--policies', 'a.policy', '--format', 'csv'],
      {
        'h.csv':
          'hostname,agent_version,kernel\na,7.68.0,6.1\n"b"x,7.68.0,6.1\n"c"x,7.68.0,6.1\nd,latest,6.1\n',
      },
    );
    expect(stdout.split('\n')).toHaveLength(4);
    expect(stderr).toBe(
      'secl: h.csv:3: this record cannot be read and is left out: something stands behind a closing quote, and 1 more like it\n' +
        'secl: `latest` is not the version of an agent: what depends on it is undecided on `d`\n' +
        'secl: no inventory says the operating system of `a`: it is taken for Linux, and 1 more like it\n',
    );
    expect(code).toBe(0);
  });

  it('holds no formula that a spreadsheet would run', async () => {
    const { stdout } = await runCoverage(['evil.csv', '--policies', 'a.policy', '--format', 'csv'], {
      'evil.csv': 'hostname,agent_version\n=HYPERLINK("x"),7.68.0\n'.replace('=HYPERLINK("x")', '=cmd|x'),
    });
    expect(stdout).toContain("\n'=cmd|x,host,");
  });
});
