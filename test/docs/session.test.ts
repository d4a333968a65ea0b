import { describe, expect, it } from 'vitest';
import { anchorsOf, fencesOf, linksOf, replaceFences } from '../../scripts/docs/markdown.ts';
import { commandsOf, refreshed, showsOutput } from '../../scripts/docs/session.ts';
import { runLine } from '../../scripts/docs/shell.ts';
import { terminalPicture } from '../../scripts/docs/terminal-picture.ts';
import { inFolder } from './folder.ts';

const lines = (text: string): readonly string[] => text.split(' ');

describe('a session in a page', () => {
  it('has a command after each `$ `, and what it printed below', () => {
    expect(commandsOf('$ secl load\na\nb\n$ secl fmt\n')).toEqual([
      { text: 'secl load', shown: ['a', 'b'] },
      { text: 'secl fmt', shown: [] },
    ]);
  });

  it('has commands that go on behind a backslash', () => {
    expect(commandsOf('$ secl load \\\n    policies\na\n')).toEqual([
      { text: 'secl load \\\n    policies', shown: ['a'] },
    ]);
  });

  it.each([
    ['a b c', 'a b c', true],
    ['a b', 'a b c', false],
    ['a …', 'a b c', true],
    ['… c', 'a b c', true],
    ['a … c', 'a c', true],
    ['a … b … d', 'a x b y d', true],
    ['a … b … d', 'a x y d', false],
    ['a b … b c', 'a b c', false],
    ['…', '', true],
  ])('that shows `%s` is right about `%s`: %s', (shown, output, right) => {
    expect(showsOutput(lines(shown), lines(output))).toBe(right);
  });

  it.each([
    ['a b', 'c d e', 'c d e'],
    ['a …', 'b c', 'b …'],
    ['a … z', 'b c d', 'b … d'],
    ['a … m … z', 'b m n d', 'b … m … d'],
    ['a … z', 'b', 'b'],
  ])('that shows `%s` of `%s` is written anew as `%s`', (shown, output, anew) => {
    expect(refreshed(lines(shown), lines(output))).toEqual(lines(anew));
  });

  it('is left to a person where lines between two elisions are gone', () => {
    expect(refreshed(lines('a … m … z'), lines('a b c z'))).toBeUndefined();
  });
});

describe('the shell of pages', () => {
  const run = (line: string): Promise<string> =>
    inFolder({ 'a.txt': 'text\n' }, async (folder) => (await runLine(line, { folder })).output);

  it('knows quotes, pipes and files', async () => {
    expect(await run(`echo 'a  "b"' "c 'd'" # not this`)).toBe(`a  "b" c 'd'\n`);
    expect(await run('cat a.txt')).toBe('text\n');
    expect(await run(`echo '{"Type": "exec", "Values": {}}' | secl eval 'exec.file.name == ""' -`)).toMatch(
      /^match/,
    );
  });

  it('writes what a command prints to a file', async () => {
    await inFolder({}, async (folder) => {
      expect(await runLine('secl --version > version.txt', { folder })).toEqual({
        output: '',
        aside: '',
        code: 0,
      });
      expect((await runLine('cat version.txt', { folder })).output).toMatch(/^\d+\.\d+\.\d+\n$/);
    });
  });

  it('runs nothing else', async () => {
    await expect(run('rm a.txt')).rejects.toThrow('`rm`');
  });
});

describe('a page', () => {
  const page = [
    '# A b: `c`!',
    '```yaml x/y.policy',
    'a',
    '```',
    '- [l](t.md#a)',
    '  ```console',
    '  $ b',
    '  ```',
    '',
  ];

  it('has fences, also within lists, with what follows the language', () => {
    expect(fencesOf(page.join('\n'))).toEqual([
      { language: 'yaml', info: 'x/y.policy', content: 'a\n', line: 2 },
      { language: 'console', info: '', content: '$ b\n', line: 6 },
    ]);
  });

  it('keeps everything but the content of a fence that is replaced', () => {
    const replaced = replaceFences(page.join('\n'), ({ content }) =>
      content === '$ b\n' ? '$ c\n\nd\n' : undefined,
    );
    expect(replaced).toBe(page.join('\n').replace('  $ b', '  $ c\n\n  d'));
  });

  it('has links and anchors', () => {
    expect(linksOf(page.join('\n'))).toEqual(['t.md#a']);
    expect(anchorsOf(page.join('\n'))).toEqual(['a-b-c']);
  });
});

describe('a picture of a terminal', () => {
  const picture = terminalPicture({
    command: 'x',
    output: 'a \u001B[1m\u001B[31m<b>\u001B[39m\u001B[22m   c\n',
    columns: 10,
  });

  it('has the text without its escape sequences, harmless', () => {
    expect(picture).toContain('>&lt;b&gt;</text>');
    expect(picture).not.toContain('\u001B');
  });

  it('pins each stretch to its column', () => {
    const texts = [...picture.matchAll(/<text x="([\d.]+)" y="98".*?>(.*?)<\/text>/g)].map(([, x, text]) => [
      x,
      text,
    ]);
    expect(texts).toEqual([
      ['22', 'a'],
      ['38.8', '&lt;b&gt;'],
      ['89.2', 'c'],
    ]);
  });

  it('has colours and weight', () => {
    expect(picture).toMatch(/fill="#ff7b72" font-weight="bold">&lt;b/);
  });
});
