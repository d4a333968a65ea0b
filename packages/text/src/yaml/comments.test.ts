import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CST, Parser, parseAllDocuments } from 'yaml';
import { policyCorpus } from '../test-kit/corpus.ts';
import { yamlComments } from './comments.ts';
import { readChunked } from './read-chunked.ts';

const texts = (text: string): readonly string[] => yamlComments(text).map((comment) => comment.text);

describe('a comment', () => {
  test.each([
    ['# one\na: 1 # two\n  #three\n', ['one', 'two', 'three']],
    [
      'rules: # all\n  - id: a # first\n    expression: |- # block\n      a # text\n  # after\n',
      ['all', 'first', 'block', 'after'],
    ],
    ['a: [1, # flow\n 2]\n', ['flow']],
    ['a: &x # anchor\n  b\nc: *x # alias\n', ['anchor', 'alias']],
    ['---  # start\na: 1\n...\n# end', ['start', 'end']],
    ['\ufeff# behind a byte order mark\na: 1\n', ['behind a byte order mark']],
    ['a: 1 # one\r\n# two\r\n', ['one', 'two']],
    ['a: "open # no\n', []],
  ])('%j', (text, comments) => {
    expect(texts(text)).toEqual(comments);
  });

  test.each([
    'a: "x # y"',
    "a: 'x # y'",
    'a: x#y',
    'a: >\n  x # y\n  # z\n',
    'a: |\n  # x\n',
    'a: "one\n  # two"\n',
    '&a#b c',
    'a: "x"#y',
    'path: C:\\temp\\#x',
  ])('is not in %j', (text) => {
    expect(texts(text)).toEqual([]);
  });

  test('has its place, without the line break', () => {
    const text = 'a: 1   # é 😀 \r\nb: 2 # c';
    expect(yamlComments(text).map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '# é 😀',
      '# c',
    ]);
  });
});

/** The comments in the tree that the library's parser makes of a text. */
function judged(text: string): readonly string[] {
  const found: [number, string][] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && value.type === 'comment' && 'offset' in value && 'source' in value)
        found.push([Number(value.offset), String(value.source).trimEnd()]);
      Object.values(value).forEach(visit);
    }
  };
  const tokens: CST.Token[] = [...new Parser().parse(text)];
  visit(tokens);
  const apart = found.filter(([at]) => /^$|[\s\ufeff]/.test(text.charAt(at - 1)));
  return apart.sort(([a], [b]) => a - b).map(([at, source]) => `${at} ${source}`);
}

/** Where a text has mistakes, and of comments between a key without value and `---`, the library's tree leaves parts out. */
function judgeable(text: string): boolean {
  if ([parseAllDocuments(text, { uniqueKeys: false })].flat().some(({ errors }) => errors.length > 0))
    return false;
  return [...new Parser().parse(text)].map((token) => CST.stringify(token)).join('') === text;
}

const ours = (text: string): readonly string[] =>
  yamlComments(text).map(({ range }) => `${range.start} ${text.slice(range.start, range.end)}`);

describe('the library finds the same', () => {
  test('in all policies of the corpus', () => {
    for (const { name, text } of policyCorpus())
      expect({ name, found: ours(text) }).toEqual({ name, found: judged(text) });
  });

  test('as reading by items has found on the way, also after an edit', () => {
    let told = 0;
    for (const { name, text } of policyCorpus()) {
      const edited = text
        .replace(/\n {2}- id: /, '\n  # new # one\n  - id: ')
        .replace(/\n(?=rules:)/, '\n# rules\n');
      const before = readChunked('p', text);
      for (const { comments, of } of [
        { of: text, comments: before.comments },
        { of: edited, comments: readChunked('p', edited, before).comments },
      ]) {
        if (comments === undefined) continue;
        told++;
        const found = yamlComments(of, comments).map(
          ({ range }) => `${range.start} ${of.slice(range.start, range.end)}`,
        );
        expect({ name, found }).toEqual({ name, found: judged(of) });
      }
    }
    expect(told).toBeGreaterThan(10);
  });

  test('in any policy without mistakes', () => {
    const lines = fc.constantFrom(
      'rules:\n',
      'rules: # list\n',
      '- id: a\n',
      '  - id: a # b\n',
      '    expression: a # b\n',
      '    expression: a\n      b # c\n',
      '    expression: "a # b" # c\n',
      "    expression: 'a # b\n      # c'\n",
      '    expression: |-\n      a # b\n    # c\n      # d\n',
      '    expression: >-\n      # b\n\n',
      '    # é # 😀\n',
      '#\r\n',
      '      # deep\n',
      '    tags: [a, "b # c", d#e]\n',
      '    tags: {} # none\n',
      '    tags: []\n',
      '    tags:\n      # first\n      a: b#c\n',
      '    actions: # all\n    - log: # nothing\n',
      'version: 1.0 # one\n',
      '---\n',
    );
    let seen = 0;
    fc.assert(
      fc.property(fc.array(lines, { minLength: 1, maxLength: 12 }), fc.boolean(), (parts, ends) => {
        const text = ends ? parts.join('') : parts.join('').trimEnd();
        fc.pre(judgeable(text));
        const found = judged(text);
        seen += found.length;
        expect(ours(text)).toEqual(found);
      }),
      { numRuns: 3000, maxSkipsPerRun: 1000 },
    );
    expect(seen).toBeGreaterThan(300);
  });

  test('also where the tree of the library leaves some out', () => {
    expect(texts('rules:\n# one\n# two\n---\nrules:\n')).toEqual(['one', 'two']);
  });

  test('in any text without mistakes', () => {
    const bits = fc.constantFrom(
      'a: ',
      '# c',
      ' #',
      '#',
      '\n',
      '\n  ',
      '\n    ',
      '- ',
      '"',
      "'",
      '|',
      '>-',
      '|2',
      '[',
      ']',
      '{',
      '}',
      ', ',
      ' ',
      '&x ',
      '*x',
      '!t ',
      '---\n',
      '...\n',
      '%YAML 1.2\n',
      'b',
      '\r\n',
      '? ',
      ': ',
      'é',
      '😀',
      '\t',
    );
    let seen = 0;
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 25 }), (parts) => {
        const text = parts.join('');
        fc.pre(judgeable(text));
        const found = judged(text);
        seen += found.length;
        expect(ours(text)).toEqual(found);
      }),
      { numRuns: 3000, maxSkipsPerRun: 1000 },
    );
    expect(seen).toBeGreaterThan(300);
  });
});
