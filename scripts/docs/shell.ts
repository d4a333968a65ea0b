import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contextOf } from '../../packages/cli/src/context.ts';
import { nodeGit } from '../../packages/cli/src/git.ts';
import { nodeFileSystem } from '../../packages/cli/src/node-file-system.ts';
import type { Output } from '../../packages/cli/src/output.ts';
import { run } from '../../packages/cli/src/run.ts';

export interface ShellResult {
  readonly output: string;
  /** What was said on standard error. */
  readonly aside: string;
  readonly code: number;
}

export interface ShellOptions {
  readonly folder: string;
  /** A terminal of this width, with colours; else a pipe. */
  readonly columns?: number;
}

/**
 * Runs a line of a page in a folder: `secl` in this process, and the few other commands that pages use (`cat`, `cp`, `mkdir`, `sed -i`, `echo … |`, `> file`). Anything else
 * is a mistake of the page.
 */
export async function runLine(line: string, options: ShellOptions): Promise<ShellResult> {
  const { words, input, target } = readLine(line);
  const stdin = input === undefined ? '' : runTool(input, options.folder);
  const [name = '', ...args] = words;
  const { output, aside, code } =
    name === 'secl'
      ? await runSecl(args, stdin, options)
      : { output: runTool(words, options.folder), aside: '', code: 0 };
  if (target === undefined) return { output, aside, code };
  writePageFile(options.folder, target, output);
  return { output: '', aside, code };
}

interface Line {
  readonly words: readonly string[];
  /** The command before `|`. */
  readonly input?: readonly string[];
  /** The file after `>`. */
  readonly target?: string;
}

function readLine(line: string): Line {
  const all = wordsOf(line.replaceAll('\\\n', ' '));
  const pipe = all.findIndex(({ operator }) => operator === '|');
  const redirection = all.findIndex(({ operator }) => operator === '>');
  const texts = (from: number, to: number): readonly string[] => all.slice(from, to).map(({ text }) => text);
  const end = redirection < 0 ? all.length : redirection;
  return {
    words: texts(pipe + 1, end),
    ...(pipe < 0 ? {} : { input: texts(0, pipe) }),
    ...(redirection < 0 ? {} : { target: texts(redirection + 1, redirection + 2).join('') }),
  };
}

interface Word {
  readonly text: string;
  readonly operator?: '|' | '>';
}

/** Words with single and double quotes, as a shell splits them; a comment ends the line. Nothing is expanded. */
function wordsOf(line: string): readonly Word[] {
  const words: Word[] = [];
  const word = /\s*(?:(#.*$)|([|>])|((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"|>\\])+))/y;
  for (let match = word.exec(line); match !== null; match = word.exec(line)) {
    const [, comment, operator, text = ''] = match;
    if (comment !== undefined) break;
    if (operator === '|' || operator === '>') words.push({ text: operator, operator });
    else words.push({ text: unquoted(text) });
  }
  return words;
}

function unquoted(text: string): string {
  return text.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/g,
    (_, single?: string, double?: string, escaped?: string) =>
      single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
}

function runTool([name = '', ...args]: readonly string[], folder: string): string {
  const paths = args.filter((arg) => !arg.startsWith('-')).map((path) => join(folder, path));
  const [from = '', to = ''] = paths;
  switch (name) {
    case 'cat':
      return paths.map((path) => readFileSync(path, 'utf8')).join('');
    case 'echo':
      return `${args.join(' ')}\n`;
    case 'cp':
      cpSync(from, to, { recursive: true });
      return '';
    case 'mkdir':
      for (const path of paths) mkdirSync(path, { recursive: true });
      return '';
    case 'sed':
      substitute(args, folder);
      return '';
    default:
      throw new Error(
        `a page runs \`${name}\`, which is not among what pages may run (see scripts/docs/shell.ts)`,
      );
  }
}

/** `sed -i s/A/B/ FILE` for a text A, which must be there: an example that changes nothing shows nothing. */
function substitute([flag, script = '', path = '']: readonly string[], folder: string): void {
  const [, from = '', to = ''] = /^s\/([^/]+)\/([^/]*)\/$/.exec(script) ?? [];
  // Only what sed takes for plain text too, so that the line does the same in a real shell.
  if (/[[\]*.^$\\]/.test(from)) throw new Error(`sed ${script}: a pattern, not a plain text`);
  const file = join(folder, path);
  const text = readFileSync(file, 'utf8');
  if (flag !== '-i' || from === '' || !text.includes(from))
    throw new Error(`sed ${script}: nothing to change in ${path}`);
  writeFileSync(file, text.replace(from, to));
}

async function runSecl(
  args: readonly string[],
  stdin: string,
  { folder, columns }: ShellOptions,
): Promise<ShellResult> {
  const texts = { output: '', aside: '' };
  const outputTo = (name: keyof typeof texts): Output => ({
    write: (text) => {
      texts[name] += text;
    },
    writeBytes: async (bytes) => {
      texts[name] += new TextDecoder().decode(bytes);
    },
    file: undefined,
    drained: () => Promise.resolve(),
    colour: columns !== undefined,
    terminal: false,
    columns,
  });
  const { signal } = new AbortController();
  const code = await run(
    args,
    contextOf({
      stdout: outputTo('output'),
      stderr: outputTo('aside'),
      stdin: portionsOf(stdin),
      fs: nodeFileSystem(folder, signal),
      signal,
      cwd: folder,
      // What expires on a page does not expire while it lies there.
      today: () => '2026-11-21',
      git: nodeGit(folder),
      env: {},
    }),
  );
  const here = (text: string): string => text.replaceAll(`${folder}/`, '');
  return { output: here(texts.output), aside: here(texts.aside), code };
}

async function* portionsOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield new TextEncoder().encode(text);
}

/** Writes a file that a page tells its reader to write. */
export function writePageFile(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
