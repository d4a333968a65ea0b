import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fence, fencesOf, replaceFences } from './markdown.ts';
import { commandsOf, refreshed, showsOutput } from './session.ts';
import { runLine, type ShellResult, writePageFile } from './shell.ts';

const root = join(import.meta.dirname, '../..');

/** A command of a page that shows something else than what comes out. */
export interface Difference {
  readonly line: number;
  readonly command: string;
  readonly shown: string;
  readonly output: string;
}

export interface PageRun {
  /** The page with the outputs of now. */
  readonly text: string;
  readonly differences: readonly Difference[];
  /** How many commands were run. */
  readonly commands: number;
}

/**
 * Does what a page tells its reader, from the top: writes the files of its blocks (```` ```yaml policies/web.policy ````)
 * and runs the commands of its `console` blocks. A command that does not end with 0 shows `exit 1` as its last line.
 * The folder is a new one that holds the rules library, or nothing where the page begins
 * `<!-- in an empty folder -->`.
 */
export async function runPage(path: string): Promise<PageRun> {
  const markdown = readFileSync(join(root, path), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'secl-page-'));
  try {
    if (!markdown.startsWith('<!-- in an empty folder -->')) {
      cpSync(join(root, 'rules-library'), join(folder, 'rules-library'), { recursive: true });
    }
    return await runFences(markdown, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runFences(markdown: string, folder: string): Promise<PageRun> {
  const differences: Difference[] = [];
  const contents = new Map<number, string>();
  let commands = 0;
  for (const fence of fencesOf(markdown)) {
    if (fence.language !== 'console') {
      if (fence.info !== '') writePageFile(folder, fence.info, fence.content);
      continue;
    }
    let content = '';
    for (const { text, shown } of commandsOf(fence.content)) {
      const result = await runLine(text, { folder });
      commands += 1;
      const output = linesOf(result);
      content += [`$ ${text}`, ...(refreshed(shown, output) ?? shown)].map((line) => `${line}\n`).join('');
      if (!showsOutput(shown, output)) {
        differences.push({
          line: fence.line,
          command: text,
          shown: shown.join('\n'),
          output: output.join('\n'),
        });
      }
    }
    contents.set(fence.line, content);
  }
  const text = replaceFences(markdown, (fence: Fence) => contents.get(fence.line));
  return { text, differences, commands };
}

/** Blank lines at the ends are left to the page. */
function linesOf({ output, aside, code }: ShellResult): readonly string[] {
  const lines = (output + aside).split('\n').map((line) => line.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return code === 0 ? lines : [...lines, `exit ${code}`];
}
