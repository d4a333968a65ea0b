import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formats, openRecording } from '@secl/events';
import { catalogue } from '@secl/model';
import { type Problem, readHcl, readJson, readYaml } from '@secl/text';
import { startHclParser } from '@secl/text/node';
import { describe, expect, it } from 'vitest';
import { chapters, problemPages } from '../../scripts/docs/problem-pages.ts';
import { runLine } from '../../scripts/docs/shell.ts';
import { trackedFiles } from '../house/sources.ts';
import { inFolder } from './folder.ts';

const folder = join(import.meta.dirname, '../../docs/problems');
const pages = problemPages();

describe('docs/problems', () => {
  it('has a page for every problem code, and no other', () => {
    const files = trackedFiles.filter((path) => path.startsWith('docs/problems/'));
    expect(files).toEqual(pages.map(({ path }) => `docs/problems/${path}`).sort());
  });

  it.each(pages.map(({ path, text }) => [path, text] as const))(
    '%s says what is declared (npm run docs writes it)',
    (path, text) => {
      expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
    },
  );
});

/** The kinds of problems of these chapters whose two examples can be run. */
function examplesOf(
  room: string,
  runs: (code: string) => boolean,
): readonly (readonly [string, string, string])[] {
  return chapters
    .filter((chapter) => chapter.room === room)
    .flatMap(({ problems }) => Object.entries(problems))
    .filter(([code]) => runs(code))
    .map(([code, { avoid, prefer }]) => [code, avoid, prefer]);
}

const codesOf = (problems: readonly Problem[]): readonly string[] => problems.map(({ code }) => code);

// Those of expressions are run in `language`.

describe('an example of a file', () => {
  /** Their examples are described in words, or hold a character that a page cannot show. */
  const inWords = ['yaml-alias-size', 'control-character', 'unicode-line-break', 'yaml-unreadable'];
  const isYaml = (code: string): boolean =>
    /yaml|duplicate|control|unicode/.test(code) && !inWords.includes(code.slice('text/'.length));

  it.each(examplesOf('text', isYaml))('shows %s, and how to avoid it', (code, avoid, prefer) => {
    expect(codesOf(readYaml('example', avoid).problems)).toContain(code);
    expect(codesOf(readYaml('example', prefer).problems)).toEqual([]);
  });

  it.each(examplesOf('text', (code) => code === 'text/json-syntax'))('shows %s', (code, avoid, prefer) => {
    expect(codesOf(readJson('example', avoid).problems)).toContain(code);
    expect(codesOf(readJson('example', prefer).problems)).toEqual([]);
  });

  it.each(examplesOf('text', (code) => code === 'text/hcl-syntax'))(
    'shows %s',
    async (code, avoid, prefer) => {
      const parser = await startHclParser();
      expect(codesOf(readHcl(parser, 'example', avoid).problems)).toEqual([code]);
      expect(codesOf(readHcl(parser, 'example', prefer).problems)).toEqual([]);
    },
  );
});

describe('an example of an event', () => {
  /** Lines of other formats are shown by the tests of those. */
  const isLine = (code: string): boolean =>
    !/too-long|cut|unreadable|utf-16|format|platform/.test(code) &&
    !formats.some(({ id }) => code.startsWith(`events/${id}`));

  it.each(examplesOf('events', isLine))('shows %s, and how to avoid it', async (code, avoid, prefer) => {
    expect(await problemsOf(avoid)).toEqual([code]);
    expect(await problemsOf(prefer)).toEqual([]);
  });

  /** Behind a line that says what kind of recording this is. */
  async function problemsOf(line: string): Promise<readonly string[]> {
    const codes: string[] = [];
    const recording = openRecording(inOnePortion(`{"Type": "exec", "Values": {}}\n${line}\n`), {
      document: 'events.jsonl',
      catalogue: catalogue('linux'),
      onProblem: (problem) => codes.push(problem.code),
    });
    for await (const batch of recording) while (batch.next() !== undefined) {}
    return codes;
  }

  async function* inOnePortion(text: string): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
});

describe('an example of secl.yaml', () => {
  it.each(examplesOf('workspace', () => true))(
    'shows %s, and how to avoid it',
    async (code, avoid, prefer) => {
      const said = (config: string): Promise<string> =>
        inFolder(
          {
            'secl.yaml': config,
            'policies/a.policy': 'rules:\n  - {id: a, expression: exec.file.name == "a"}\n',
          },
          async (here) => {
            const reader = code.includes('lint') ? 'secl lint' : 'secl load';
            const { output, aside } = await runLine(reader, { folder: here });
            return output + aside;
          },
        );
      expect(await said(avoid)).toContain(code);
      expect(await said(prefer)).not.toContain('workspace/');
    },
  );
});
