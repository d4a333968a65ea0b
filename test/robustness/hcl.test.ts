import { limits, readHcl } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';

const parser = await startHclParser();

const size = 90_000;
const many = (part: string): string => part.repeat(Math.ceil(size / part.length));
const nested = (open: string, inner: string, close: string, depth: number): string =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Each is one way to make a reader look again at what it has seen. */
const shapes: Readonly<Record<string, string>> = {
  'conditions without an end': `a = ${many('x ? ')}`,
  'conditions in one another': `a = ${nested('x ? ', 'y', ' : z', size / 8)}`,
  'conditions in a row': `a = ${many('x ? y : ')}z`,
  'conditions in brackets, open': `a = ${'(x ? '.repeat(150)}`,
  'conditions in texts in one another': `a = ${nested('"${x ? ', 'y', ' : z}"', 190)}`,
  operators: `a = x${many(' && x || y == z + 1 * 2')}`,
  'operators without values': `a = [${many('&& || ')}]`,
  signs: `a = ${many('-')}1`,
  paths: `a = x${many('.x[0][*]')}`,
  'empty lines in a list': `a = [${many('\n')}]`,
  'blanks in a template': `a = "\${${many(' ')}x}"`,
  'comments in a list': `a = [${many('# x\n')}]`,
  'blanks of other scripts': `a = [${many('\u00a0')}]`,
  'values without commas': `a = ${many('"x" ')}`,
  'values without commas in a template': `a = "\${${many('"x" ')}}"`,
  'the word for': `a = [${many('for ')}]`,
  'for expressions in one another': `a = ${nested('[for x in y : ', 'z', ']', 190)}`,
  'for expressions, open': `a = ${'[for x in '.repeat(190)}`,
  'templates in one another': `a = ${nested('"${', 'x', '}"', size / 5)}`,
  'templates that are wrong': `a = "${many('${ x + }')}"`,
  'templates, open': `a = ${many('"${')}`,
  'directives in one another': `a = "${nested('%{if x}', 'y', '%{endif}', size / 16)}"`,
  'directives, open': `a = "${many('%{if x}')}"`,
  'heredocs, open': many('a = <<E\nx\n'),
  'heredocs of many words, open': Array.from({ length: size / 12 }, (_, i) => `a = <<E${i}\n`).join(''),
  'heredocs in templates': `a = ${nested('<<E\n${', 'x', '}\nE\n', 90)}`,
  'a heredoc of lines that nearly end it': `a = <<E\n${many('E x\n')}E\n`,
  'quotes in lines of their own': many('"\n'),
  'escapes that are none': `a = "${many('\\q')}"`,
  'closing brackets': many('}'),
  'brackets of the wrong kind': `a = ${'['.repeat(199)}\n${many(') ')}`,
  'blocks, open': many('a {\n'),
  'what is nearly a block': `[\n${many('a "b" ')}\n`,
  'ends of comments': `/*${many('"*/')}`,
  'objects in one line': `a = {${many('k = v ')}}`,
  'keys without values': `a = {${many('k =\n')}}`,
  'many values that are wrong': many('a = "${x +}" + [1\n2]\n'),
};

describe('no file takes long', () => {
  it.each(Object.entries(shapes))('%s', (_, text) => {
    const start = performance.now();
    const { body, problems } = readHcl(parser, 'main.tf', `${text}\nafter = 1\n`);
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(body.attributes.length + body.blocks.length + problems.length).toBeGreaterThan(0);
  });

  it.each([
    ['lists in one another', nested('[', 'x.y', ']', 60)],
    ['references', 'x.y'],
    ['mistakes', '"${x +}"'],
  ])('as long as files may be: %s', (_, value) => {
    const line = `a = ${value}\n`;
    const text = line.repeat(Math.floor(limits.hclCharacters / line.length));
    const start = performance.now();
    readHcl(parser, 'main.tf', text);
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});

describe('a value that is longer than anybody writes', () => {
  const long = `[${'x.y, '.repeat(limits.hclExpression / 4)}]`;

  it('is one that only Terraform knows, and what stands beside it is read', () => {
    const { body, problems } = readHcl(parser, 'main.tf', `a = ${long}\nb = "x"\n`);
    expect(problems).toEqual([]);
    expect(body.attributes.map(({ value }) => value)).toMatchObject([
      { kind: 'dynamic', what: 'long expression', range: { start: 4, end: 4 + long.length } },
      { kind: 'scalar', value: 'x' },
    ]);
  });

  it('is looked into where it is blanks and texts that make it long', () => {
    const text = `a = [${'\n'.repeat(50_000)}"${'y'.repeat(50_000)}", "\${x} ${'y'.repeat(50_000)}"]\n`;
    const [attribute] = readHcl(parser, 'main.tf', text).body.attributes;
    const { value } = attribute ?? {};
    const items = value?.kind === 'list' ? value.items : [];
    expect(items).toMatchObject([{ kind: 'scalar' }, { kind: 'dynamic', what: 'template' }]);
    expect(items.map(({ range }) => text.slice(range.start, range.start + 5))).toEqual(['"yyyy', '"${x}']);
    expect(items[1]?.range.end).toBe(text.length - 2);
  });
});
