import { describe, expect, it } from 'vitest';
import {
  isNode,
  isTest,
  type Node,
  placeOf,
  readTracked,
  type Source,
  sourcesUnder,
  trackedFiles,
} from './sources.ts';

const everything = ['packages', 'grammar', 'extension', 'test', 'scripts'].flatMap(sourcesUnder);
const product = sourcesUnder('packages').filter(({ path }) => path.includes('/src/') && !isTest(path));

function placesThat(sources: readonly Source[], fits: (node: Node) => boolean): string[] {
  return sources.flatMap((source) => source.nodes.filter(fits).map((node) => placeOf(source, node)));
}

/** `name` of an identifier, or `a.b` of a plain access. */
function nameOf(value: unknown): string {
  if (!isNode(value)) return '';
  if (value.type === 'Identifier') return String(value.name);
  if (value.type === 'MemberExpression') return `${nameOf(value.object)}.${nameOf(value.property)}`;
  return value.type === 'CallExpression' ? nameOf(value.callee) : '';
}

describe('the code', () => {
  it('parses JSON in one function, in text, which returns unknown', () => {
    const calls = placesThat(
      product,
      (node) => node.type === 'MemberExpression' && nameOf(node) === 'JSON.parse',
    );
    expect(calls.filter((place) => !place.startsWith('packages/text/'))).toEqual([]);
    expect(calls.length).toBeLessThanOrEqual(1);
  });

  it('has no any', () => {
    expect(placesThat(everything, (node) => node.type === 'TSAnyKeyword')).toEqual([]);
  });

  it('asserts nowhere that a value is not null', () => {
    expect(placesThat(everything, (node) => node.type === 'TSNonNullExpression')).toEqual([]);
  });

  it('silences the type checker nowhere', () => {
    const found = everything.flatMap((source) =>
      source.comments
        .filter(({ value }) => /^[\s*/]*@ts-(ignore|nocheck|expect-error)\b/.test(value))
        .map((comment) => placeOf(source, comment)),
    );
    expect(found).toEqual([]);
  });

  it('has no default exports but where a tool asks for one', () => {
    expect(placesThat(everything, (node) => node.type === 'ExportDefaultDeclaration')).toEqual([]);
  });

  it('has no test that is skipped for good, left for later, or keeps the others from running', () => {
    // `skipIf` and `context.skip('reason')` stay: they say when and why.
    const banned = /^(it|test|describe|suite|bench)(\.\w+)*\.(skip|only|todo|fails)$/;
    const isBanned = (node: Node): boolean => node.type === 'MemberExpression' && banned.test(nameOf(node));
    expect(placesThat(everything, isBanned)).toEqual([]);
  });
});

/** Files that are one idea and long all the same, each with the reason. */
const longFiles: Readonly<Record<string, string>> = {};
const longest = 400;

describe('a file', () => {
  const lines = new Map(
    trackedFiles
      .filter((path) => /^packages\/(?!action\/dist\/).*\.(m?[jt]s|tsx|md|css|html)$/.test(path))
      .map((path) => [path, readTracked(path)?.trimEnd().split('\n').length ?? 0] as const),
  );

  it(`has at most ${longest} lines, or a reason`, () => {
    const long = [...lines].filter(([path, count]) => count > longest && !(path in longFiles));
    expect(long.map(([path, count]) => `${path}: ${count} lines`)).toEqual([]);
  });

  it('has a reason for its length only while it is long', () => {
    expect(Object.keys(longFiles).filter((path) => (lines.get(path) ?? 0) <= longest)).toEqual([]);
  });
});
