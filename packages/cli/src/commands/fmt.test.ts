import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/format.md')));

const ugly = 'rules:\n  - id: a\n    expression: exec.file.name=="sh"\n';
const pretty = 'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n';

describe('the files that are formatted', () => {
  it('are those of the rule sets, without the default policy that lies apart', async () => {
    const fs = testFiles({
      'secl.yaml': 'rule_sets: {hosts: {policies: ours, default: vendor/default.policy}}\n',
      'ours/a.policy': ugly,
      'vendor/default.policy': ugly,
    });
    expect(await runInMemory(['fmt'], { fs })).toEqual({ code: 0, stdout: 'ours/a.policy\n', stderr: '' });
    expect([fs.textOf('ours/a.policy'), fs.textOf('vendor/default.policy')]).toEqual([pretty, ugly]);
  });

  it('are all below here where there is no secl.yaml', async () => {
    const fs = testFiles({ 'x/a.policy': ugly, 'y/b.policy': pretty, 'y/c.yaml': ugly });
    expect((await runInMemory(['fmt'], { fs })).stdout).toBe('x/a.policy\n');
  });

  it('are each written once', async () => {
    const fs = testFiles({ 'a.policy': ugly });
    expect((await runInMemory(['fmt', 'a.policy', './a.policy', '.'], { fs })).stdout).toBe('a.policy\n');
  });

  it('stay as they are with --check and --diff', async () => {
    for (const flag of ['--check', '--diff']) {
      const fs = testFiles({ 'a.policy': ugly });
      await runInMemory(['fmt', flag], { fs });
      expect(fs.textOf('a.policy')).toBe(ugly);
    }
  });

  it('keep their byte order mark and their line ends', async () => {
    const crlf = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const fs = testFiles({ 'a.policy': crlf(ugly) });
    expect((await runInMemory(['fmt'], { fs })).code).toBe(0);
    expect(fs.textOf('a.policy')).toBe(crlf(pretty));
  });
});

describe('standard input', () => {
  it('is printed formatted', async () => {
    expect(await runInMemory(['fmt', '-'], { stdin: ugly })).toEqual({ code: 0, stdout: pretty, stderr: '' });
  });

  it('is only judged with --check', async () => {
    expect(await runInMemory(['fmt', '--check', '-'], { stdin: ugly })).toEqual({
      code: 1,
      stdout: '<stdin>\n',
      stderr: '',
    });
    expect((await runInMemory(['fmt', '--check', '-'], { stdin: pretty })).code).toBe(0);
  });

  it('is printed as it came where it cannot be read', async () => {
    const broken = 'rules: "\n';
    const outcome = await runInMemory(['fmt', '-'], { stdin: broken });
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code: 2, stdout: broken });
    expect(outcome.stderr).toContain('not valid YAML');
  });

  it('goes with no other path', async () => {
    expect((await runInMemory(['fmt', '-', 'a.policy'], { stdin: ugly })).code).toBe(2);
  });
});

describe('what cannot be formatted is said with 2, and the rest is formatted', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['broken YAML', 'rules: [\n', 'not valid YAML'],
    ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0]), 'this is not text'],
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${ugly}`, 'utf16le')), 'only UTF-8 is formatted'],
    ['Latin-1', new Uint8Array([...Buffer.from(ugly), 0x23, 0xe4]), 'not UTF-8'],
  ])('%s', async (_, bad, says) => {
    const fs = testFiles({ 'a.policy': bad, 'b.policy': ugly });
    const { code, stdout, stderr } = await runInMemory(['fmt'], { fs });
    expect({ code, stdout }).toEqual({ code: 2, stdout: 'b.policy\n' });
    expect(stderr).toContain(says);
    expect((await fs.read('a.policy')).ok && fs.textOf('a.policy')).toBe(testFiles({ a: bad }).textOf('a'));
  });

  it('a file without rights', async () => {
    const fs = testFiles({ 'a.policy': ugly }, ['a.policy']);
    const { code, stderr } = await runInMemory(['fmt', 'a.policy'], { fs });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'secl: a.policy: permission denied\n' });
  });

  it('a width that is none', async () => {
    expect((await runInMemory(['fmt', '--width', 'wide'], { fs: testFiles({}) })).code).toBe(2);
  });
});

describe('a file without a policy', () => {
  const notes = 'site: a\nlist: [b]\n';
  it.each([
    ['keys of another kind', 'notes.yaml', notes, 'no policy is in here'],
    ['nothing', 'a.policy', '# later\n', 'it is empty'],
    ['a list', 'a.policy', '- id: a\n', 'it is no mapping with `rules`'],
    ['a ConfigMap without one', 'cm.yaml', 'kind: ConfigMap\ndata: {}\n', 'no policy is in here'],
    ['Terraform without one', 'main.tf', 'output "a" {}\n', 'no policy is in here'],
  ])('is said to be none, as other commands say it: %s', async (_, name, text, says) => {
    const fs = testFiles({ [name]: text });
    for (const command of [['fmt', '--check'], ['load']]) {
      const { code, stdout, stderr } = await runInMemory([...command, name], { fs });
      expect({ command, code }).toEqual({ command, code: 2 });
      expect(stdout + stderr).toContain(says);
    }
    expect(fs.textOf(name)).toBe(text);
  });

  it('keeps nobody from formatting those beside it', async () => {
    const fs = testFiles({ 'a.yaml': ugly, 'notes.yaml': notes });
    const { code, stdout, stderr } = await runInMemory(['fmt', 'a.yaml', 'notes.yaml'], { fs });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'a.yaml\n' });
    expect(stderr).toContain('no policy is in here');
  });

  it('is no policy that has no rules yet', async () => {
    const fs = testFiles({ 'a.policy': 'rules:\n', 'b.policy': '{}\n' });
    expect(await runInMemory(['fmt'], { fs })).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('policies in other files', () => {
  const formatted = async (name: string, text: string): Promise<string | undefined> => {
    const fs = testFiles({ [name]: text });
    expect(await runInMemory(['fmt', name], { fs })).toMatchObject({ stderr: '', code: 0 });
    // Once is enough.
    expect((await runInMemory(['fmt', '--check', name], { fs })).code).toBe(0);
    return fs.textOf(name);
  };
  const long =
    'exec.file.name=="sh"&&process.uid!=0 || process.parent.file.path in ["/usr/bin/x", "/usr/bin/y"] && exec.args_flags == "x"';

  it('in a ConfigMap, as text of any style', async () => {
    const text = (...lines: readonly string[]): string =>
      ['kind: ConfigMap', 'data:', ...lines, ''].join('\n');
    const rules = (expression: string): readonly string[] => [
      '    rules:',
      '      - id: a # first',
      `        expression: ${expression}`,
    ];
    expect(
      await formatted('cm.yaml', text('  a.policy: |', ...rules('exec.file.name=="sh"'), '  b: c')),
    ).toBe(text('  a.policy: |', ...rules('exec.file.name == "sh"'), '  b: c'));
    expect(
      await formatted('cm.yaml', text('  a.policy: "rules:\\n- {id: a, expression: exec.pid>0}\\n"')),
    ).toBe(text('  a.policy: "rules:\\n- {id: a, expression: exec.pid > 0}\\n"'));
    expect(await formatted('cm.yaml', text('  a.policy: |', ...rules(long)))).toBe(
      text(
        '  a.policy: |',
        '    rules:',
        '      - id: a # first',
        '        expression: |-',
        '          exec.file.name == "sh"',
        '          && process.uid != 0',
        '          || process.parent.file.path in ["/usr/bin/x", "/usr/bin/y"]',
        '          && exec.args_flags == "x"',
      ),
    );
  });

  it('in Terraform, in quotes and below a heredoc', async () => {
    const text = (...expression: readonly string[]): string =>
      [
        'resource "datadog_csm_threats_agent_rule" "a" {',
        '  name       = "a" # kept',
        `  expression = ${expression.join('\n')}`,
        '}',
        '',
      ].join('\n');
    expect(await formatted('main.tf', text('"exec.file.name==\\"sh\\" && $${x}"'))).toBe(
      text('"exec.file.name == \\"sh\\" && $${x}"'),
    );
    expect(await formatted('main.tf', text('<<-EOT', '    exec.file.name=="sh"', '  EOT'))).toBe(
      text('<<-EOT', '    exec.file.name == "sh"', '  EOT'),
    );
  });

  it('in JSON, rule files and macro files', async () => {
    const rule = (expression: string): string =>
      `{"data": {"type": "agent_rule", "attributes": {"name": "a", "expression": "${expression}"}}}\n`;
    expect(await formatted('rule.json', rule('exec.file.name==\\"sh\\"'))).toBe(
      rule('exec.file.name == \\"sh\\"'),
    );
    expect(await formatted('rule.yaml', 'name: a\nexpression: exec.pid>0\n')).toBe(
      'name: a\nexpression: exec.pid > 0\n',
    );
    expect(await formatted('a.macro', '["sh","bash"]\n')).toBe('["sh", "bash"]\n');
  });

  it('not in a plan, nor in an archive', async () => {
    const plan = '{"format_version": "1.2", "planned_values": {}}';
    const fs = testFiles({ 'plan.json': plan, 'pack.zip': '' });
    expect((await runInMemory(['fmt', 'plan.json', 'pack.zip'], { fs })).stderr).toBe(
      'secl: plan.json: Terraform makes its plans; format the files that they are made from\n' +
        'secl: pack.zip: an archive is not written to; unpack it first\n',
    );
  });

  it('says where a mistake stands in the file', async () => {
    const text =
      'kind: ConfigMap\ndata:\n  a.policy: |\n    rules:\n      - id: a\n        expression: exec.pid >\n';
    const { code, stderr } = await runInMemory(['fmt', 'cm.yaml'], { fs: testFiles({ 'cm.yaml': text }) });
    expect(code).toBe(2);
    expect(stderr).toContain('at cm.yaml:6:');
  });
});
