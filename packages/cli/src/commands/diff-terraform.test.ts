/** What a comparison says of Terraform beside its rules: resources that are made anew, policies that go elsewhere. */
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/diff.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

describe('rules in Terraform', () => {
  const resource = (address: string, name: string, more = ''): string =>
    `resource "datadog_csm_threats_agent_rule" "${address}" {\n  name       = "${name}"\n  policy_id  = var.policy\n  enabled    = true\n  expression = "connect.addr.port == 22"\n${more}}\n`;
  const moves =
    'moved {\n  from = datadog_csm_threats_agent_rule.old\n  to   = module.rules.datadog_csm_threats_agent_rule.new\n}\n';
  const told = async (before: string, after: Readonly<Record<string, string>>) => {
    const changed = Object.entries(after).map(([name, text]) => [`new/${name}`, text]);
    const fs = testFiles({ 'old/rules/main.tf': before, ...Object.fromEntries(changed) });
    return await runInMemory(['diff', 'old', 'new', '--fail-on', 'recreated'], { fs });
  };

  it('whose name changes are made anew', async () => {
    const { code, stdout } = await told(resource('a', 'ssh'), {
      'rules/main.tf': resource('a', 'ssh_login'),
    });
    expect(stdout).toContain(
      '  Terraform deletes `ssh` and makes `ssh_login`: for a while neither of them runs\n',
    );
    expect(stdout).toContain('1 rule renamed, 1 made anew');
    expect(code).toBe(1);
  });

  it('whose address changes are made anew, unless a block in their module or above says that they moved', async () => {
    const alone = await told(resource('old', 'ssh'), { 'rules/main.tf': resource('new', 'ssh') });
    expect(alone.stdout).toContain(
      'Terraform deletes `datadog_csm_threats_agent_rule.old` and makes `datadog_csm_threats_agent_rule.new`',
    );
    expect(alone.code).toBe(1);
    for (const name of ['rules/moves.tf', 'main.tf']) {
      const moved = await told(resource('old', 'ssh'), {
        'rules/main.tf': resource('new', 'ssh'),
        [name]: moves,
      });
      expect([moved.code, moved.stdout]).toEqual([0, expect.stringContaining('1 rule as before')]);
    }
  });

  it('are known by address in JSON, too', async () => {
    const json = (name: string): string =>
      `{"resource": {"datadog_csm_threats_agent_rule": {"a": {"name": "${name}", "expression": "exec.pid > 1"}}}}`;
    const fs = testFiles({ 'old/main.tf.json': json('x'), 'new/main.tf.json': json('y') });
    const { stdout } = await runInMemory(['diff', 'old', 'new', '--format', 'json'], { fs });
    const parsed = parseJson(stdout);
    expect(parsed.ok && parsed.value).toMatchObject({
      kinds: ['renamed', 'recreated'],
      ruleSets: [
        {
          rules: [
            {
              changes: [
                { kind: 'renamed', condition: 'resource' },
                { kind: 'recreated', by: 'name', before: 'x', after: 'y' },
              ],
            },
          ],
        },
      ],
    });
    const validate = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);
    expect(parsed.ok && (validate(parsed.value) || validate.errors)).toBe(true);
  });
});

describe('a policy in Terraform', () => {
  const policy = (...lines: readonly string[]): string =>
    `resource "datadog_csm_threats_policy" "p" {\n${lines.map((line) => `  ${line}\n`).join('')}}\nresource "datadog_csm_threats_agent_rule" "a" {\n  name       = "ssh"\n  policy_id  = datadog_csm_threats_policy.p.id\n  enabled    = true\n  expression = "connect.addr.port == 22"\n}\n`;
  const told = async (before: string, after: string, ...flags: readonly string[]) => {
    const fs = testFiles({ 'old.tf': before, 'new.tf': after });
    return await runInMemory(['diff', 'old.tf', 'new.tf', '--fail-on', 'deployment', ...flags], { fs });
  };
  const prod = policy('name = "p"', 'enabled = true', 'host_tags_lists = [["env:prod", "a:b"], ["c"]]');

  it.each<[what: string, after: string, words: string]>([
    [
      'off',
      policy('name = "p"', 'host_tags_lists = [["c"], ["a:b", "env:prod"]]'),
      'no longer enabled: no agent gets its rules',
    ],
    [
      'for other hosts',
      policy('name = "p"', 'enabled = true', 'host_tags_lists = [["env:dev"]]'),
      'goes to hosts with `env:dev`; before to hosts with `env:prod` and `a:b`, or with `c`',
    ],
    [
      'for all',
      policy('name = "p"', 'enabled = true'),
      'goes to all hosts; before to hosts with `env:prod` and `a:b`, or with `c`',
    ],
    [
      'for hosts that only Terraform knows',
      policy('name = "p"', 'enabled = true', 'host_tags_lists = var.tags'),
      'goes to hosts that only its tool knows; before to hosts with `env:prod` and `a:b`, or with `c`',
    ],
  ])('that is %s now does something else, though no rule differs', async (_, after, words) => {
    const { code, stdout } = await told(prod, after);
    expect(stdout.replaceAll(/\n {4}/g, ' ')).toContain(`\n~ policy p  new.tf:2:10\n  ${words}\n`);
    expect(stdout).toContain('1 policy for other hosts · 1 rule as before');
    expect(code).toBe(1);
    const markdown = await told(prod, after, '--format', 'markdown');
    expect(markdown.stdout).toContain('| changed | `p` | ');
  });

  it('with other words for people is the same to agents', async () => {
    const { code, stdout } = await told(prod, prod.replace('"p"\n', '"q"\n  description = "x"\n'));
    expect(stdout).toContain('  `name` is `q` instead of `p`\n  `description` is new: `x`\n');
    expect(stdout).toContain('1 policy described otherwise');
    expect(code).toBe(0);
  });

  it('is in the JSON report as its schema says', async () => {
    const { stdout } = await told(prod, policy('name = "p"'), '--format', 'json');
    const parsed = parseJson(stdout);
    const validate = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);
    expect(parsed.ok && (validate(parsed.value) || validate.errors)).toBe(true);
    expect(parsed.ok && parsed.value).toMatchObject({
      kinds: ['deployment'],
      ruleSets: [
        { policies: [{ name: 'p', changes: [{ kind: 'disabled' }, { kind: 'host-tags', after: [] }] }] },
      ],
    });
  });
});
