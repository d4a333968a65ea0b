import { describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { startHclParser } from '../node/start-hcl-parser.ts';
import { bodyValues } from '../test-kit/hcl.ts';
import { readHcl } from './read-hcl.ts';

const parser = await startHclParser();
const read = (text: string) => readHcl(parser, 'main.tf', text);
const valuesIn = (text: string): unknown => {
  const { body, problems } = read(text);
  expect(problems).toEqual([]);
  return bodyValues(body);
};
/** The value of `a = …`. */
const valueIn = (text: string): unknown => Object(valuesIn(`a = ${text}\n`)).a;

test('a rule of the provider', () => {
  const text = `resource "datadog_csm_threats_agent_rule" shadow {
  name       = "shadow" # the id
  enabled    = true
  policy_id  = datadog_csm_threats_policy.main[0].id
  expression = <<-EOT
    open.file.path == "/etc/shadow"
      && process.uid != 0
  EOT
  product_tags = ["team:web", "é:😀"]
  actions {
    set { size = -1.5e3 }
  }
}
`;
  expect(valuesIn(text.replace('{ size = -1.5e3 }', '{\n size = -1.5e3 \n}'))).toEqual({
    'resource datadog_csm_threats_agent_rule shadow': {
      name: 'shadow',
      enabled: true,
      policy_id: { refers: 'datadog_csm_threats_policy.main.0.id' },
      expression: 'open.file.path == "/etc/shadow"\n  && process.uid != 0\n',
      product_tags: ['team:web', 'é:😀'],
      actions: { set: { size: -1500 } },
    },
  });
});

describe('a value', () => {
  test.each([
    ['"$${x} %%{y} \\"z\\" \\u00e9"', '${x} %{y} "z" é'],
    ['"# no comment"', '# no comment'],
    ['<<EOT\n  a # b\n\nEOT', '  a # b\n\n'],
    ['<<-EOT\n    a\n      "b"\n  EOT', 'a\n  "b"\n'],
    ['<<EOT\nEOTX\n EOT', 'EOTX\n'],
    ['<<EOT\nEOT', ''],
    ['1e5', 100000],
    ['(("x"))', 'x'],
    ['null', null],
    ['[1, [], # c\n 2,\n]', [1, [], 2]],
    ['{ a = 1, "b" : [2]\n c = {} }', { a: 1, b: [2], c: {} }],
    ['{ (x) = 1 }', { '{"refers":"x"}': 1 }],
    ['var.x', { refers: 'var.x' }],
    ['x["a"].b.0', { refers: 'x.a.b.0' }],
    ['x[i]', { what: 'index' }],
    ['x[*].id', { what: 'splat' }],
    ['"a ${var.x} b"', { what: 'template' }],
    ['"%{ if a }b%{ else }c%{ endif }"', { what: 'template' }],
    ['"${jsonencode({ a = "}" })}"', { what: 'template' }],
    ['<<EOT\n${x}\nEOT', { what: 'template' }],
    ['file("x")', { what: 'function call' }],
    ['a ? 1 : 2', { what: 'conditional' }],
    ['[for x in y : x if x != ""]', { what: 'for expression' }],
    ['{ for k, v in y : k => v... }', { what: 'for expression' }],
    ['1 + 2', { what: 'operation' }],
    ['!x', { what: 'operation' }],
  ])('%s', (source, value) => {
    expect(valueIn(source)).toEqual(value);
  });

  test('that is a template shows its literal text', () => {
    const text = 'a = "exec \\"${var.x}\\" $${y} "\nb = <<-EOT\n  c ${var.y}\n  $${d}\n  EOT\n';
    const literals = read(text).body.attributes.map(
      ({ value }) => value.kind === 'dynamic' && value.literals,
    );
    expect(literals).toMatchObject([
      [{ text: 'exec "' }, { text: '" ${y} ' }],
      [{ text: '  c ' }, { text: '\n  ${d}\n' }],
    ]);
    const ranges = literals
      .flatMap((parts) => parts || [])
      .map(({ range }) => text.slice(range.start, range.end));
    expect(ranges).toEqual(['exec \\"', '\\" $${y} ', '  c ', '\n  $${d}\n']);
  });

  test('that a function gives shows what it is given', () => {
    const [attribute] = read('a = trimspace(<<-EOT\n  x\n  EOT\n)\n').body.attributes;
    expect(attribute?.value).toMatchObject({
      call: { name: { text: 'trimspace' }, arguments: [{ style: 'hcl-heredoc', value: 'x\n' }] },
    });
  });
});

test('places count UTF-16 units, with a byte order mark and CRLF', () => {
  const text = '\ufeff# 😀\r\nname "é" {\r\n  a = "😀"\r\n  b = <<EOT\r\nx\r\nEOT\r\n}\r\n';
  const { body, problems } = read(text);
  expect(problems).toEqual([]);
  const block = body.blocks[0];
  const places = [block?.labels[0]?.range, ...(block?.body.attributes.map(({ value }) => value.range) ?? [])];
  expect(places.map((range) => text.slice(range?.start, range?.end))).toEqual([
    '"é"',
    '"😀"',
    '<<EOT\r\nx\r\nEOT',
  ]);
  expect(block?.range.end).toBe(text.length - 2);
});

describe('one mistake is one problem, and the rest is read', () => {
  const around = (line: string): string =>
    `r "a" {\n  before = 1\n  ${line}\n  after = 2\n}\nr "b" {\n  c = 3\n}\n`;
  const rest = { 'r a': { before: 1, after: 2 }, 'r b': { c: 3 } };
  const read2 = (marked: string) => {
    const text = marked.replace(/[«»]/g, '');
    const { body, problems } = read(text);
    const found = problems.map(({ place: { range } }) =>
      [text.slice(0, range.start), '«', text.slice(range.start, range.end), '»', text.slice(range.end)].join(
        '',
      ),
    );
    return { values: bodyValues(body), found, messages: problems.map(({ message }) => message) };
  };

  test.each([
    ['a = 1 «2»', '`2` stands where the value before it should end'],
    ['a = "x" «"y"»', '`"y"` stands where the value before it should end'],
    [
      'a = "b == "«c»""',
      '`c` stands where the value before it should end; a quote within a text is written `\\"`',
    ],
    [
      'a = "b == "/c«""»',
      '`""` stands where the value before it should end; a quote within a text is written `\\"`',
    ],
    ['a = 1 «b» = 2', '`b` stands where the value before it should end'],
    ['a = 1«,» b = 2', '`,` stands where the line should end'],
    ['a = [1 «2»]', '`2` stands where the value before it should end'],
    ['a = [1, «,» 2]', '`,` stands where a value is due'],
    ['a = { a = 1 «b» = 2 }', '`b` stands where `,` or a new line is due'],
    ['a = "${{ a = 1 «b = 2» }}"', '`b = 2` stands where `,` or a new line is due'],
    ["a = «'»x'", 'a text stands between double quotes'],
    ['a «=»', 'a value is due behind this `=`'],
    ['a «=»\n    1', 'a value is due behind this `=`'],
    ['a = 1 «+»', 'a value is due behind this `+`'],
    ['a = x«.»', 'a value is due behind this `.`'],
    ['a «==» 1', '`==` stands where `=` or `{` is due'],
    ['a «"b"»', '`"b"` stands where `=` or `{` is due'],
    ['«a»', '`=` or `{` is due behind `a`'],
    ['«"a"» = 1', '`"a"` stands where a name is due'],
    ['a = «]»', 'this `]` closes nothing'],
    ['a = «"»x', 'this text has no closing quote in its line'],
    ['a = x«"»', 'this text has no closing quote in its line'],
  ])('%s', (line, message) => {
    expect(read2(around(line))).toEqual({
      values: rest,
      found: [around(line)],
      messages: [`not valid HCL: ${message}`],
    });
  });

  test.each(['\\q', '\\$', '\\/', '\\b', '\\u00g0', '\\ud83d', '\\U00110000'])(
    'the escape %s is one that Terraform refuses',
    (wrong) => {
      const { found, messages } = read2(around(`a = "${wrong}"`));
      expect(messages).toEqual([
        `not valid HCL: \`${wrong.slice(0, 2)}\` is no escape; a backslash in a text is written \`\\\\\``,
      ]);
      expect(found).toEqual([around(`a = "«${wrong.slice(0, 2)}»${wrong.slice(2)}"`)]);
    },
  );

  test('a wrong escape leaves the text readable', () => {
    expect(read2(around('a = "«\\d»+"'))).toMatchObject({
      values: { 'r a': { a: '\\d+' } },
      found: [around('a = "«\\d»+"')],
    });
  });

  test.each([
    ['r "a" «{»\n  a = 1\n\nr "b" {\n  c = 3\n}\n', { 'r a': { a: 1 }, 'r b': { c: 3 } }],
    ['r "a" {\n  a = «[»1,\n  b = 2\n}\nr "b" {\n  c = 3\n}\n', { 'r a': {}, 'r b': { c: 3 } }],
    ['r "a" {\n  a = «<<EOT»\n  text\n}\nr "b" {\n  c = 3\n}\n', { 'r a': {}, 'r b': { c: 3 } }],
    ['r "a" {\n  b = 1\n}\n«}»\nr "b" {\n  c = 3\n}\n', { 'r a': { b: 1 }, 'r b': { c: 3 } }],
    ['r «1» {\n}\nr "b" {\n  c = 3\n}\n', { 'r b': { c: 3 } }],
    ['r "a" { «b» {} }\nr "b" {\n  c = 3\n}\n', { 'r a': { b: {} }, 'r b': { c: 3 } }],
    ['r "a" {\n} «c»\nr "b" {\n  c = 3\n}\n', { 'r a': {}, 'r b': { c: 3 } }],
    ['r "b" {\n  c = 3\n}\n«/*» open\n', { 'r b': { c: 3 } }],
  ])('%j', (marked, values) => {
    expect(read2(marked)).toMatchObject({ values, found: [marked] });
  });

  test('a name that is set twice is one, and both are read', () => {
    const { body, problems } = read('a = 1\nb {\n  a = 2\n  a = "x"\n}\nb {\n}\n');
    expect(problems).toMatchObject([
      { message: 'not valid HCL: `a` is set above already', place: { range: { start: 20, end: 21 } } },
    ]);
    expect(body.blocks[0]?.body.attributes.map(({ name }) => name)).toEqual(['a', 'a']);
  });

  test('two mistakes are two problems', () => {
    expect(read2(around('a = 1 «2»\n  b = [,]')).found).toHaveLength(2);
  });
});

describe('what is no HCL at all', () => {
  test.each(['', '\n\n', '\ufeff'])('%j is empty', (text) => {
    expect(read(text)).toEqual({ body: { attributes: [], blocks: [] }, comments: [], problems: [] });
  });

  test('binary files, endless ones and deep ones are refused', () => {
    const codes = (text: string): readonly string[] => read(text).problems.map(({ code }) => code);
    expect(codes('a = "\0"')).toEqual(['text/binary']);
    expect(codes(' '.repeat(limits.hclCharacters + 1))).toEqual(['text/too-large']);
    expect(codes(`a = ${'['.repeat(limits.depth + 1)}`)).toEqual(['text/too-deep']);
    expect(codes(`a = "${'${"'.repeat(limits.depth + 1)}`)).not.toEqual([]);
  });
});

test('comments of all three kinds, and none in texts', () => {
  const text =
    '# one\na = "# no" // two\r\n/* three\n */ b = [ #four\n 1]\nc = <<EOT\n# no\nEOT\nd = "${ x /* five */ }"\n';
  expect(read(text).comments.map((comment) => comment.text)).toEqual(['one', 'two', 'three', 'four', 'five']);
  expect(read(text).comments.map(({ range }) => text.slice(range.start, range.end))[1]).toBe('// two');
});
