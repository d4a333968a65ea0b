import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runInMemory } from './test-context.ts';
import { type TestFiles, testFiles } from './test-files.ts';

/** `SECL_UPDATE=1 vitest run …` writes what is printed now into the documents. */
const updating = 'SECL_UPDATE' in process.env;

/*
 * Tests as documents: Markdown that people read, with commands that are run. Under each heading
 *
 *     ```yaml policies/base.policy      a file that is there
 *     ```console                        `$ secl …`, what it prints, and `exit 1` where it does not end with 0
 *
 * A block may be fenced by more backticks than what it shows. A console block may hold several commands; `$ cat FILE` shows a file afterwards. A heading inherits the files of the
 * headings above it that are less deep. With SECL_UPDATE=1 the outputs are written anew, for a person to read in the
 * diff.
 */

interface Block {
  readonly info: string;
  readonly text: string;
  /** Where the text stands in the document. */
  readonly start: number;
}

interface Section {
  readonly title: string;
  readonly depth: number;
  readonly blocks: readonly Block[];
}

/** Declares one test for each section of the document that runs commands. */
export function testDocument(path: string): void {
  const text = readFileSync(path, 'utf8');
  const updates: { readonly block: Block; readonly output: string }[] = [];
  const open: Section[] = [];
  for (const section of sectionsOf(text)) {
    while ((open.at(-1)?.depth ?? 0) >= section.depth) open.pop();
    open.push(section);
    const blocks = open.flatMap((each) => each.blocks);
    const consoles = section.blocks.filter(({ info }) => info === 'console');
    if (consoles.length === 0) continue;
    it(open.map(({ title }) => title).join(' › '), async () => {
      const files = testFiles(filesOf(blocks));
      for (const block of consoles) {
        const output = await session(block.text, files);
        updates.push({ block, output });
        if (!updating) expect(output).toBe(block.text);
      }
      if (updating) writeFileSync(path, updated(text, updates));
    });
  }
}

function sectionsOf(text: string): readonly Section[] {
  const sections: (Section & { readonly blocks: Block[] })[] = [{ title: '', depth: 0, blocks: [] }];
  const pattern = /^(#+) (.+)$|^(`{3,})(\S.*)?\n([\s\S]*?)^\3$/gm;
  for (const match of text.matchAll(pattern)) {
    const [whole, marks, title, , info = '', content = ''] = match;
    if (marks !== undefined) sections.push({ title: title ?? '', depth: marks.length, blocks: [] });
    else sections.at(-1)?.blocks.push({ info, text: content, start: match.index + whole.indexOf('\n') + 1 });
  }
  return sections.filter(({ title }, index) => index > 0 || title !== '');
}

function filesOf(blocks: readonly Block[]): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { info, text } of blocks) {
    const [, path] = /^\S+ (\S+)$/.exec(info) ?? [];
    if (path !== undefined) files[path] = text;
  }
  return files;
}

/** Runs the commands of a console block, and gives the block as it should read. */
async function session(text: string, files: TestFiles): Promise<string> {
  const commands = text.split('\n').filter((line) => line.startsWith('$ '));
  const printed: string[] = [];
  for (const command of commands) printed.push(`${command}\n${await outputOf(command.slice(2), files)}`);
  return printed.join('');
}

async function outputOf(command: string, files: TestFiles): Promise<string> {
  const [, input, rest = command] = /^cat (\S+) \| (.+)$/.exec(command) ?? [];
  const [program = '', ...args] = words(rest);
  if (program === 'cat')
    return args.map((path) => files.textOf(path) ?? `cat: ${path}: no such file\n`).join('');
  if (program !== 'secl') throw new Error(`a document runs secl and cat, not ${program}`);
  const stdin = input === undefined ? '' : (files.textOf(input) ?? '');
  const { code, stdout, stderr } = await runInMemory(args, { fs: files, stdin });
  return `${stdout}${stderr}${code === 0 ? '' : `exit ${code}\n`}`;
}

/** Words of a command line; single and double quotes keep blanks. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) =>
    word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'),
  );
}

function updated(
  text: string,
  updates: readonly { readonly block: Block; readonly output: string }[],
): string {
  let result = text;
  for (const { block, output } of [...updates].sort((a, b) => b.block.start - a.block.start)) {
    result = result.slice(0, block.start) + output + result.slice(block.start + block.text.length);
  }
  return result;
}
