import { describe, expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { entryValue } from '../positioned-node.ts';
import { describeTree, valuesOf } from '../test-kit/describe-tree.ts';
import { readYaml } from './read-yaml.ts';

const values = (text: string): unknown => valuesOf(readYaml('p', text).root);

/** The text with its problems in guillemets, and their codes. */
function marked(text: string): { codes: string[]; text: string } {
  const { problems } = readYaml('p', text);
  let shown = text;
  for (const { range } of problems.map((problem) => problem.place).reverse()) {
    shown = `${shown.slice(0, range.start)}«${shown.slice(range.start, range.end)}»${shown.slice(range.end)}`;
  }
  return { codes: problems.map((problem) => problem.code), text: shown };
}

describe('values keep their source text', () => {
  test('numbers, words and dates are text until a key wants more', () => {
    expect(values('a: 7.50\nb: yes\nc: 0x1F\nd: 2024-01-01\ne: ~\nf:\ng: "7"\n')).toEqual({
      a: '7.50',
      b: 'yes',
      c: '0x1F',
      d: '2024-01-01',
      e: '~',
      f: null,
      g: '7',
    });
  });

  test('places are those of the values, blanks and comments left out', () => {
    expect(describeTree(readYaml('p', 'k:  v  # why\nl:\n').root)).toMatchObject({
      range: { start: 0, end: 15 },
      entries: [
        [{ range: { start: 0, end: 1 } }, { range: { start: 4, end: 5 }, source: 'v' }],
        [{ range: { start: 13, end: 14 } }, { kind: 'missing', range: { start: 15, end: 15 } }],
      ],
    });
  });

  test('tags show', () => {
    const { root } = readYaml('p', 'a: !!str 1\nb: !mine [x]\nc: !!str\n');
    expect(describeTree(root)).toMatchObject({
      entries: [
        [{}, { tag: '!!str', value: '1' }],
        [{}, { tag: '!mine', kind: 'sequence' }],
        [{}, { tag: '!!str', value: '' }],
      ],
    });
  });
});

describe('anchors, aliases, merge keys', () => {
  test('an alias stands for what its anchor marks, and knows where it stands', () => {
    const { root, problems } = readYaml('p', 'a: &x [1]\nb: *x\n');
    expect(problems).toEqual([]);
    expect(valuesOf(root)).toEqual({ a: ['1'], b: ['1'] });
    const b = root?.kind === 'mapping' ? entryValue(root, 'b') : undefined;
    expect(b).toMatchObject({
      alias: { name: 'x', range: { start: 13, end: 15 } },
      range: { start: 6, end: 9 },
    });
  });

  test('what a mapping says itself wins over what it merges', () => {
    expect(values('a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  y: 0\n  <<: [*b, *a]\n')).toMatchObject({
      c: { y: '0', z: '4', x: '1' },
    });
  });

  test('an alias without an anchor, or inside its own, is a problem at its place', () => {
    expect(marked('a: *x\nb: 1\n')).toEqual({ codes: ['text/yaml-alias'], text: 'a: «*x»\nb: 1\n' });
    expect(marked('a: &x\n  b: *x\n')).toEqual({ codes: ['text/yaml-alias'], text: 'a: &x\n  b: «*x»\n' });
  });

  test('a bomb of aliases ends in a problem, quickly', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}]`);
    const { problems } = readYaml('p', `l0: &l0 [x]\n${levels.join('\n')}\n`);
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['text/yaml-alias-size']));
  });
});

describe('mistakes have a place, and what can be read is read', () => {
  test.each([
    ['a key twice', 'a: 1\nb: 2\na: 3\n', 'text/duplicate-key', 'a: 1\nb: 2\n«a»: 3\n'],
    ['a tab', 'a:\n\tb: 1\n', 'text/yaml-tab', undefined],
    ['indentation', 'a:\n  b: 1\n c: 2\n', 'text/yaml-indentation', undefined],
    ['a list as a key', '? [a]\n: 1\nb: 2\n', 'text/yaml-key', '? «[a]»\n: 1\nb: 2\n'],
    ['a template', 'a: {{ x }}\n', 'text/yaml-key', undefined],
    [
      'a text that goes on behind a comment',
      'x:\n  a: b && # c\n    d == 1\n',
      'text/yaml-syntax',
      undefined,
    ],
    ['an open quote', 'a: "b\n', 'text/yaml-syntax', undefined],
    ['an anchor of signs', 'a: && b\n', 'text/yaml-syntax', 'a: «&&» b\n'],
    ['an anchor with a dot', 'a: !b &c.d e\n', 'text/yaml-syntax', 'a: !b «&c.d» e\n'],
    ['an open bracket', 'a: [b\nc: 1\n', 'text/yaml-syntax', undefined],
    ['a colon in plain text', 'a: b: c\n', 'text/yaml-syntax', undefined],
    ['a word before a key in braces', '{\n  "a": 1,\nb\n  "c": 2\n}\n', 'text/yaml-syntax', undefined],
    ['a `:` on a line of its own', '{"a"\n  : 1}\n', 'text/yaml-syntax', '{«"a"\n  :» 1}\n'],
    ['a merge of text', 'a: 1\n<<: x\n', 'text/yaml-merge', 'a: 1\n<<: «x»\n'],
    ['a control character', 'a: "\x1b"\n', 'text/control-character', 'a: "«\x1b»"\n'],
    ['a line separator', 'a: b\u2028c\n', 'text/unicode-line-break', 'a: b«\u2028»c\n'],
    ['a quote that is text at the end of a line', "a: 'b''\nc: 'd'\n", 'text/yaml-syntax', undefined],
    ['binary', 'ELF\0\0\x01', 'text/binary', 'ELF«\0»\0\x01'],
    ['a second document', 'a: 1\n---\nb: 2\n', 'text/yaml-documents', 'a: 1\n«---»\nb: 2\n'],
  ])('%s', (_, text, code, shown) => {
    const found = marked(text);
    expect(found.codes).toContain(code);
    if (shown !== undefined) expect(found).toEqual({ codes: [code], text: shown });
  });

  test('a broken item leaves the others', () => {
    const text =
      'rules:\n  - id: a\n  - id: "b\n    expression: x\n  - id: c\n    expression: [x\n  - id: d\nmacros:\n  - id: m\n';
    expect(values(text)).toMatchObject({
      rules: [{ id: 'a' }, {}, { id: 'c' }, { id: 'd' }],
      macros: [{ id: 'm' }],
    });
    expect(readYaml('p', text).problems.length).toBeGreaterThanOrEqual(2);
  });

  test('a comment may stand right behind a quote or a bracket, as agents take it', () => {
    const { root, problems } = readYaml('p', 'a: "b"#c\nd: [e]#f\ng: {h: i,#j\n  k: l}\nm: n#o\n');
    expect(problems).toEqual([]);
    expect(valuesOf(root)).toEqual({ a: 'b', d: ['e'], g: { h: 'i', k: 'l' }, m: 'n#o' });
  });

  test('only the first document is read, and the others are counted', () => {
    const { root, documents } = readYaml('p', 'a: 1\n---\nb: [\n---\nc: 3\n');
    expect(valuesOf(root)).toEqual({ a: '1' });
    expect(documents).toBe(3);
  });

  test('a byte order mark, CRLF and old line breaks are no problem', () => {
    for (const text of ['\ufeffa: 1\nb: 2\n', 'a: 1\r\nb: 2\r\n', 'a: 1\rb: 2\r']) {
      const { root, problems } = readYaml('p', text);
      expect(valuesOf(root)).toEqual({ a: '1', b: '2' });
      expect(problems).toEqual([]);
    }
  });
});

describe('what stands behind the end of the first value is not read', () => {
  test.each([
    ['a line further left than the first key', '  a: 1\n«b:»\n  - c: [\n', { a: '1' }],
    ['an item further left than the first key', '  a: 1\n«- b»\n', { a: '1' }],
    ['text behind braces', '{"a": 1} «more»\n', { a: '1' }],
    ['another brace', '{"a": 1}\n«}»\n', { a: '1' }],
  ])('%s', (_, marked, expected) => {
    const text = marked.replace(/[«»]/g, '');
    const { root, problems } = readYaml('p', text);
    expect(valuesOf(root)).toEqual(expected);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['text/yaml-rest', 'warning']]);
    const { start, end } = problems[0]?.place.range ?? { start: 0, end: 0 };
    expect(text.slice(start, end)).toBe(/«(.*)»/.exec(marked)?.[1]);
  });

  test.each([
    ['a file whose brackets have no end', '{"a": [1}\nb\n'],
    ['a key without its colon', 'a: 1\nb\n'],
    ['braces that are a key', '{a: 1}: 2\n"b\n'],
  ])('but for %s', (_, text) => {
    expect(readYaml('p', text).problems.map(({ severity }) => severity)).toContain('error');
  });
});

describe('no input hangs or throws', () => {
  test('nothing at all', () => {
    for (const text of ['', '\n', '# c\n', '---\n', '...\n', '%YAML 1.2\n---\n']) {
      expect(readYaml('p', text).root, JSON.stringify(text)).toBeUndefined();
    }
  });

  test('one line of 200 MB is refused without being read', () => {
    const text = `a: ${'x'.repeat(200 * 1024 * 1024)}`;
    expect(readYaml('p', text).problems.map((problem) => problem.code)).toEqual(['text/too-large']);
  });

  const n = 100_000;
  test.each([
    ['brackets', '['.repeat(n)],
    ['braces', '{a: '.repeat(n)],
    ['dashes', '- '.repeat(n)],
    ['question marks', '? '.repeat(n)],
    ['colons', 'a: '.repeat(n)],
    ['quotes', `${'"\n'.repeat(n)}`],
    ['anchors', '&a '.repeat(n)],
    ['tags', '! '.repeat(n)],
    ['pipes', '|\n'.repeat(n)],
    ['commas', `[${','.repeat(n)}]`],
    ['keys', Array.from({ length: n }, (_, i) => `k${i}: 1`).join('\n')],
    ['steps', Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('many %s', (_, text) => {
    const started = performance.now();
    readYaml('p', text);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('nesting beyond the limit is a problem', () => {
    const deep = `${'['.repeat(limits.depth + 1)}${']'.repeat(limits.depth + 1)}`;
    expect(readYaml('p', deep).problems.map((problem) => problem.code)).toEqual(['text/too-deep']);
    const fine = `${'['.repeat(limits.depth - 1)}${']'.repeat(limits.depth - 1)}`;
    expect(readYaml('p', fine).problems).toEqual([]);
  });
});

test('a text that goes on behind a comment is said to end there', () => {
  const { problems } = readYaml('x.yaml', 'x:\n  a: b && # c\n    d == 1\n');
  expect(problems[0]?.message).toContain('the comment above ends its text');
  expect(problems[0]?.place.range).toEqual({ start: 21, end: 27 });
});
