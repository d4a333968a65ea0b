import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { readCarrier } from './read-carrier.ts';
import { ignoredIn, problemsOutside, readMarked } from './test-carrier.ts';

const hcl = await startHclParser();
const readHcl = (marked: string) => readMarked('main.tf', marked, { hcl });
const messages = (marked: string): readonly string[] =>
  problemsOutside(readHcl(marked).carried).map(({ message }) => message);

const rule = (...lines: readonly string[]): string =>
  `resource "datadog_csm_threats_agent_rule" "shell" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

describe('a field that an agent is to fill in', () => {
  it.each([
    ['in a text', 'expression = "exec.comm == \\"«%{process.parent.comm}»\\""'],
    ['twice in a line', 'expression = "exec.comm in [\\"«%{a}»\\", \\"«%{exec.b}»\\"]"'],
    ['in a heredoc', 'expression = <<-EOT\n    exec.comm == "«%{process.comm}»"\n  EOT'],
  ])('%s is one mistake, with what is written instead', (_, line) => {
    const { carried, problems } = readHcl(rule('name = "shell"', line));
    expect(new Set(problems)).toEqual(new Set(['policy/terraform-directive']));
    const [first] = problemsOutside(carried);
    expect(first?.fix?.edits.map(({ text }) => text)).toEqual(['%']);
    expect(carried[0]?.file.unreadable?.code).toBe('policy/terraform-directive');
  });

  it('is none of these where it is escaped, or a directive of Terraform', () => {
    const escaped = 'expression = "exec.comm == \\"%%{process.comm}\\""';
    expect(readHcl(rule('name = "shell"', escaped)).problems).toEqual([]);
    const { problems } = readHcl(rule('name = "shell"', 'expression = «"%{if var.a}exec.pid > 1%{endif}"»'));
    expect(problems).toEqual(['policy/not-static']);
  });
});

describe('Terraform', () => {
  it('has one policy for each that rules name', () => {
    const { policies, problems, carried } = readHcl(`
resource "datadog_csm_threats_policy" "base" {
  name    = "base"
  enabled = false
}

resource "datadog_csm_threats_agent_rule" "shell" {
  name       = "shell"
  policy_id  = datadog_csm_threats_policy.base.id
  expression = <<-EOT
    exec.file.name == "sh" &&
      $\${process.trusted} != true
  EOT
  actions {
    set {
      name  = "seen"
      value = true
      ttl   = 1000
    }
  }
  actions {
    hash {}
  }
}

resource "datadog_csm_threats_agent_rule" "other" {
  name       = "other"
  policy_id  = "abc-123"
  enabled    = false
  expression = "exec.file.name == \\"x\\""
}

resource "datadog_cloud_workload_security_agent_rule" "old" {
  name       = "old"
  expression = "exec.pid > 0"
}

resource "aws_instance" "web" {
  name = var.name
}
`);
    expect(policies).toEqual({
      'main.tf#datadog_csm_threats_policy.base': [
        'shell: exec.file.name == "sh" &&\n  ${process.trusted} != true, set seen = true, hash',
      ],
      'main.tf#abc-123': ['other: exec.file.name == "x", disabled'],
      'main.tf': ['old: exec.pid > 0'],
    });
    expect(problems).toEqual([]);
    expect(carried.map(({ group }) => group)).toEqual(['datadog_csm_threats_policy.base', 'abc-123', '']);
    expect(carried.map(({ about }) => about)).toMatchObject([
      { name: { value: 'base' }, enabled: { value: false } },
      undefined,
      undefined,
    ]);
  });

  it('makes a text of whatever a variable is set to', () => {
    const { carried } = readHcl(
      rule('name = "shell"', 'expression = "exec.pid > 0"', 'actions {', 'set {', 'value = 12', '}', '}'),
    );
    const value = carried[0]?.file.rules[0]?.actions[0]?.set?.value;
    expect(value).toMatchObject({ value: '12', tag: '!!str' });
  });

  it('cannot hold what only policy files hold', () => {
    const text = rule(
      'name       = "shell"',
      'expression = "exec.pid > 0"',
      `filters    = ["os == \\"linux\\""]`,
      '«descripton» = "x"',
      'actions {',
      '  kill { signal = "SIGKILL" }',
      '}',
    );
    const { carried, problems, policies } = readHcl(text);
    expect(ignoredIn(carried)).toEqual(['shell: filters', 'shell: kill']);
    expect(policies).toEqual({ 'main.tf': ['shell: exec.pid > 0'] });
    expect(problems).toEqual(['policy/unknown-key']);
  });

  it.each([
    [
      'a variable in the expression',
      ['name = "shell"', 'expression = «"exec.file.name == \\"${var.name}\\""»'],
      '`expression` is known only when Terraform runs: the rule `shell` is left out',
    ],
    [
      'a name that is a reference',
      ['name = «each.key»', 'expression = "exec.pid > 0"'],
      '`name` is known only when Terraform runs: the rule is left out',
    ],
    [
      'a call',
      ['name = "shell"', 'expression = «file("shell.secl")»'],
      '`expression` is known only when Terraform runs: the rule `shell` is left out',
    ],
    [
      'several of these',
      [
        'name = «each.key»',
        'expression = var.expression',
        'description = var.text',
        'actions {',
        'set {',
        'name = var.x',
        '}',
        '}',
      ],
      '`name` and `expression` are known only when Terraform runs: the rule is left out',
    ],
  ])('leaves out a rule with %s', (_, lines, message) => {
    const { policies, carried } = readHcl(rule(...lines));
    expect(policies).toEqual({ 'main.tf': [] });
    expect(carried[0]?.notStatic).toHaveLength(1);
    expect(messages(rule(...lines))).toEqual([message]);
  });

  it.each([
    [
      'count = «var.on ? 1 : 0»',
      'what comes of `count` is known only when Terraform runs: the rule `shell` is read as if it were there once',
    ],
    [
      'for_each = «toset(["a"])»',
      'what comes of `for_each` is known only when Terraform runs: the rule `shell` is read as if it were there once',
    ],
    [
      'enabled = «var.on»',
      'what comes of `enabled` is known only when Terraform runs: the rule `shell` is read as if it were there once',
    ],
    [
      'description = «local.text»',
      '`description` is known only when Terraform runs: the rule `shell` is read without it',
    ],
    [
      '«dynamic "actions"» {\nfor_each = var.x\ncontent {}\n}',
      'a part of `actions` is known only when Terraform runs: the rule `shell` is read without this action',
    ],
    [
      'actions {\nset {\nname = «var.x»\n}\n}',
      'a part of `actions` is known only when Terraform runs: the rule `shell` is read without this action',
    ],
  ])('keeps a rule with %s', (line, message) => {
    const text = rule('name = "shell"', 'expression = "exec.pid > 0"', line);
    expect(readHcl(text).policies).toEqual({ 'main.tf': ['shell: exec.pid > 0'] });
    expect(messages(text)).toEqual([message]);
  });

  it.each([
    [
      'whether it is there',
      ['for_each = «local.all»', 'enabled = var.on'],
      'what comes of `for_each` and `enabled` is known only when Terraform runs: the rule `shell` is read as if it were there once',
    ],
    [
      'what it says',
      ['description = «var.text»', 'product_tags = var.tags'],
      '`description` and `product_tags` are known only when Terraform runs: the rule `shell` is read without them',
    ],
    [
      'what it does',
      ['«dynamic "actions"» {', '}', 'actions {', 'set {', 'name = var.x', '}', '}'],
      'parts of `actions` are known only when Terraform runs: the rule `shell` is read without these actions',
    ],
    [
      'each of these',
      ['description = «var.text»', 'count = 3', 'dynamic "actions" {', '}'],
      '`description`, a part of `actions` and what comes of `count` are known only when Terraform runs: the rule `shell` is read as if it were there once, and without the rest',
    ],
  ])('says in one note what of a rule is not known: %s', (_, lines, message) => {
    const text = rule('name = "shell"', 'expression = "exec.pid > 0"', ...lines);
    expect(readHcl(text).policies).toEqual({ 'main.tf': ['shell: exec.pid > 0'] });
    expect(messages(text)).toEqual([message]);
  });

  it('points at each place of such a note', () => {
    const text = rule('name = «each.key»', 'expression = var.text', 'count = var.on ? 1 : 0');
    const plain = text.replace(/[«»]/g, '');
    const [first] = problemsOutside(readHcl(text).carried);
    expect(
      first?.related.map(({ message, place: { range } }) => [message, plain.slice(range.start, range.end)]),
    ).toEqual([['`expression`', 'var.text']]);
  });

  it('has nothing to say of a rule that is not there', () => {
    const text = rule('count = 0', 'name = "shell"', 'expression = var.text', 'dynamic "actions" {', '}');
    expect(readHcl(text)).toMatchObject({ policies: { 'main.tf': [] }, problems: [] });
  });

  it('puts rules that name the same policy in the same words together', () => {
    const { carried } = readHcl(
      `${rule('name = "a"', 'expression = "exec.pid > 0"', 'policy_id = var.policy')}${rule('name = "b"', 'expression = "exec.pid > 0"', 'policy_id = var.policy')}`,
    );
    expect(carried.map(({ group, file }) => [group, file.rules.length])).toEqual([['var.policy', 2]]);
  });

  it('has no rule that is counted to none', () => {
    expect(readHcl(rule('count = 0', 'name = "a"', 'expression = "exec.pid > 0"'))).toMatchObject({
      policies: { 'main.tf': [] },
      problems: [],
    });
  });

  it('knows what stands for a local value of the file, at its own place', () => {
    const marked = `locals {
  shell = "exec.file.name == \\"sh\\" && $\${x}"
  on    = false
  same  = local.shell
  twice = "exec.pid > 0"
}
locals {
  twice = "exec.pid > 1"
}
${rule('name = "a"', 'expression = local.shell', 'enabled = local.on')}${rule('name = "b"', 'expression = local.same')}${rule('name = "c"', 'expression = «local.twice»')}${rule('name = "d"', 'expression = «var.shell»')}${rule('name = "e"', 'expression = «local.shell.x»')}variable "shell" {
  default = "exec.pid > 0"
}
`;
    const { policies, carried } = readHcl(marked);
    expect(policies).toEqual({
      'main.tf': ['a: exec.file.name == "sh" && ${x}, disabled', 'b: exec.file.name == "sh" && ${x}'],
    });
    const { range } = carried[0]?.file.rules[0]?.expression ?? {};
    expect(marked.slice(range?.start, range?.end)).toBe('"exec.file.name == \\"sh\\" && $${x}"');
  });

  it('refuses a value of another type', () => {
    expect(readHcl(rule('name = "a"', 'expression = «["exec.pid > 0"]»')).problems).toEqual([
      'policy/carrier-type',
    ]);
  });

  it('is the same with bare labels, line ends of Windows, tabs and a byte order mark', () => {
    const text = `\ufeffresource datadog_csm_threats_agent_rule a {\r\n\tname\t=\t"a"\r\n\texpression = <<-EOT\r\n\t\texec.pid > 0\r\n\tEOT\r\n}\r\n`;
    expect(readHcl(text)).toMatchObject({ policies: { 'main.tf': ['a: exec.pid > 0'] }, problems: [] });
  });

  it.each([
    ['in another block', `locals {\n${rule('name = "a"', 'expression = "exec.pid > 0"')}}\n`],
    ['in an object', 'resource = {\n  datadog_csm_threats_agent_rule = { a = { name = "a" } }\n}\n'],
    ['without a name', 'resource "datadog_csm_threats_agent_rule" {\n  name = "a"\n}\n'],
    ['with two names', 'resource "datadog_csm_threats_agent_rule" "a" "b" {\n  name = "a"\n}\n'],
    ['of another type', 'data "datadog_csm_threats_agent_rule" "a" {\n  name = "a"\n}\n'],
  ])('has no rule where a resource stands %s', (_, text) => {
    expect(readHcl(text)).toMatchObject({ policies: { 'main.tf': [] }, problems: ['policy/no-policy'] });
  });

  it('makes texts of names and expressions that are none', () => {
    expect(readHcl(rule('name = 12', 'expression = true')).policies).toEqual({ 'main.tf': ['12: true'] });
    expect(readHcl(rule('name = null', 'expression = «[]»')).policies).toEqual({
      'main.tf': ['undefined: undefined'],
    });
  });

  it('that is broken deploys nothing', () => {
    const { carried } = readMarked('main.tf', rule('name = "a"', 'expression = "exec.pid > 0"'), {});
    expect(carried[0]?.file.unreadable?.code).toBe('policy/unreadable');
    const broken = `${rule('name = "a"', 'expression = "exec.pid > 0"')}resource = {\n`;
    const read = readCarrier('main.tf', broken, { hcl });
    expect(read[0]?.file.rules).toHaveLength(1);
    expect(read[0]?.file.unreadable?.code).toBe('text/hcl-syntax');
  });
});
