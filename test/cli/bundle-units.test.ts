import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { chunkUnits, type Entries } from '../../packages/cli/scripts/chunk-units.ts';

const entries: Entries = {
  start: 'start',
  runs: [
    ['main', 'lint'],
    ['main', 'test'],
  ],
};

/** `name: imports`, with a number of bytes behind it, 100,000 if not given; entries have capital letters. */
function outputs(...rows: readonly string[]): Metafile['outputs'] {
  return Object.fromEntries(
    ['Start:', ...rows].map((row) => {
      const [name = '', imports = '', bytes = '100000'] = row.split(/[:|]/).map((part) => part.trim());
      const isEntry = name !== name.toLowerCase();
      const output = {
        bytes: Number(bytes),
        inputs: {},
        exports: [],
        imports: imports
          .split(' ')
          .filter((path) => path !== '')
          .map((path) =>
            path.startsWith('?')
              ? { path: path.slice(1), kind: 'dynamic-import' as const }
              : { path, kind: 'import-statement' as const, external: path.startsWith('node/') },
          ),
        ...(isEntry && { entryPoint: name.toLowerCase() }),
      };
      return [name, output];
    }),
  );
}

/** Which chunks share a file. */
function together(of: Metafile['outputs'], by: Entries = entries): readonly string[] {
  const files = new Map<string, string>();
  for (const [chunk, file] of chunkUnits(of, by)) files.set(file, `${files.get(file) ?? ''} ${chunk}`);
  return [...files.values()].map((chunks) => chunks.trim());
}

describe('which chunks become one file', () => {
  it('joins those that the same commands load', () => {
    const bundle = outputs('Main: ?Lint ?Test', 'Lint: a b', 'Test: a b c d', 'a:', 'b:', 'c:', 'd:');
    expect(together(bundle)).toEqual(['a b', 'c d']);
  });

  it('joins what every run loads, whatever command it is for', () => {
    const bundle = outputs('Main: a b ?Lint ?Test', 'Lint: a', 'Test: b', 'a:', 'b:');
    expect(together(bundle)).toEqual(['a b']);
  });

  it('keeps what other runs load first from a command that begins with something else', () => {
    const bundle = outputs('Main: a b', 'Lint: c', 'Test: c', 'Server: b', 'a:', 'b:', 'c:');
    expect(together(bundle)).toEqual(['a b c']);
    expect(
      together(bundle, {
        ...entries,
        runs: [
          ['server', 'lint'],
          ['main', 'test'],
        ],
      }),
    ).toEqual(['b c']);
  });

  it('puts a small one to what its commands load anyway', () => {
    const bundle = outputs('Main: ?Lint ?Test', 'Lint: both', 'Test: both small', 'both:', 'small: | 100');
    expect(together(bundle)).toEqual(['both small']);
  });

  it('does not put it where others would have to load its imports', () => {
    const bundle = outputs(
      'Main: ?Lint ?Test',
      'Lint: both',
      'Test: both small',
      'both:',
      'small: large | 9',
      'large:',
    );
    expect(together(bundle)).toEqual(['small large']);
  });

  it('does not put it where others would have to start modules of Node for it', () => {
    const rows = ['Main: ?Lint ?Test', 'Lint: both', 'Test: both small'];
    expect(together(outputs(...rows, 'both:', 'small: node/threads | 9'))).toEqual([]);
    expect(together(outputs(...rows, 'both: node/threads', 'small: node/threads | 9'))).toEqual([
      'both small',
    ]);
  });

  it('leaves alone what is needed to start: of what it is joined to, nothing is wanted yet', () => {
    const bundle = outputs(
      'Start: version ?Main',
      'Main: version a',
      'Lint:',
      'Test:',
      'version: | 40',
      'a:',
    );
    expect(together(bundle)).toEqual([]);
  });

  it('leaves alone what no command loads at its start', () => {
    const bundle = outputs('Main: ?Lint ?Test', 'Lint: ?Format', 'Test:', 'Format: a b', 'a:', 'b:');
    expect(together(bundle)).toEqual([]);
  });

  it('gives files the same names wherever they are written', () => {
    const bundleIn = (folder: string): Metafile['outputs'] =>
      outputs('Main: ?Lint ?Test', `Lint: ${folder}/a ${folder}/b`, 'Test:', `${folder}/a:`, `${folder}/b:`);
    const namesIn = (folder: string): readonly string[] =>
      [...chunkUnits(bundleIn(folder), entries).values()].map((path) => path.slice(folder.length + 1));
    expect(namesIn('dist')).toHaveLength(2);
    expect(namesIn('dist')).toEqual(namesIn('../elsewhere/dist'));
  });

  it('does not know commands that are no entries', () => {
    expect(() => together(outputs('Main:', 'Lint:'))).toThrow('test is no entry of the bundle');
  });
});
