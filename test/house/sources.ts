import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { root } from './rooms.ts';

/** A node of a syntax tree; what it holds beside its kind depends on that kind. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [property: string]: unknown;
}

export interface Source {
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly nodes: readonly Node[];
  readonly comments: readonly { readonly value: string; readonly start: number }[];
}

/** The files of the repository, as git has or would have them: new ones count, ignored ones do not. */
export const trackedFiles: readonly string[] = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
)
  .split('\0')
  .filter((path) => path !== '')
  .sort();

export function readTracked(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    // Deleted here and not yet in git.
    return undefined;
  }
}

/** The TypeScript files under this folder of the repository, parsed. */
export function sourcesUnder(folder: string): readonly Source[] {
  return trackedFiles
    .filter((path) => path.startsWith(`${folder}/`) && /\.(m?ts|tsx)$/.test(path))
    .flatMap((path) => {
      const text = readTracked(path);
      return text === undefined ? [] : [parse(path, text)];
    });
}

export const isTest = (path: string): boolean => /\.test\.ts$|\/test-[\w-]+\.ts$|\/test-kit\//.test(path);

export function parse(path: string, text: string): Source {
  const { program, comments } = parseSync(path, text);
  const nodes: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) {
      nodes.push(value);
      Object.values(value).forEach(visit);
    }
  };
  visit(program);
  return { path, text, nodes, comments };
}

/** Every module that the file names: imports, re-exports, `import()` of values and of types, `import.meta.resolve`. */
export function importsOf({ nodes }: Source): readonly string[] {
  const kinds = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'TSImportType',
  ];
  return nodes.flatMap((node) => {
    const source = isResolve(node) ? node.arguments[0] : node.source;
    if (!isNode(source) || (node.type !== 'CallExpression' && !kinds.includes(node.type))) return [];
    return typeof source.value === 'string' ? [source.value] : [];
  });
}

/** `import.meta.resolve(…)`, by which a file of a package is found. */
function isResolve(node: Node): node is Node & { readonly arguments: readonly unknown[] } {
  if (node.type !== 'CallExpression' || !isNode(node.callee) || !isNode(node.callee.object)) return false;
  const { object, property } = node.callee;
  return isNode(property) && property.name === 'resolve' && isNode(object) && object.type === 'MetaProperty';
}

/** `file:line`, as editors open it. */
export function placeOf({ path, text }: Source, { start }: { readonly start: number }): string {
  return `${path}:${text.slice(0, start).split('\n').length}`;
}

/** The package of a bare specifier: `@secl/text/node` is of `@secl/text`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export const isRelative = (specifier: string): boolean => specifier.startsWith('.');

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
