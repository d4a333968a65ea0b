import { forTerminal } from '@secl/text';
import { joinPath, policyFilesAt } from '@secl/workspace';
import { misuse, type Run } from '../command.ts';
import type { CliContext } from '../context.ts';
import { exit } from '../exit.ts';
import { paintFor } from '../report/paint.ts';
import { workspaceFiles } from '../workspace-files.ts';
import { configFor, firstPolicy, policyPath } from './init-texts.ts';

export const init: Run<Record<never, never>, [directory?: string]> = async (context, _, directory = '.') => {
  const present = await policyFilesAt(workspaceFiles(context.fs), directory);
  const directories = present.ok ? directoriesOf(present.value, directory) : [];
  const files = new Map([['secl.yaml', configFor(directories)]]);
  if (directories.length === 0) files.set(policyPath, firstPolicy);
  for (const name of files.keys()) {
    const path = joinPath(directory, name);
    if ((await context.fs.kind(path)) !== 'missing')
      return misuse(context, `${path} is there already; nothing was written`);
  }
  for (const [name, text] of files) {
    const path = joinPath(directory, name);
    const written = await context.fs.replace(path, text);
    if (!written.ok) return misuse(context, `${path}: ${written.trouble.reason}`);
    context.stdout.write(`wrote ${forTerminal(path)}\n`);
  }
  writeNextSteps(context, directory);
  return exit.fine;
};

/** Directories that hold policies, seen from where secl.yaml will lie. */
function directoriesOf(paths: readonly string[], start: string): readonly string[] {
  const prefix = joinPath(start, '.') === '.' ? '' : `${joinPath(start, '.')}/`;
  const found = paths.map((path) => {
    const inside = path.slice(prefix.length);
    return inside.includes('/') ? inside.slice(0, inside.lastIndexOf('/')) : '.';
  });
  return [...new Set(found)];
}

function writeNextSteps({ stdout }: CliContext, directory: string): void {
  const paint = paintFor(stdout);
  const steps = [
    ...(directory === '.' ? [] : [[`cd ${forTerminal(directory)}`, '']]),
    ['secl load', 'which rules an agent would load, and why the others not'],
    ['secl fmt', 'write expressions the one way'],
    ['secl fields exec', 'what rules can ask about a started process'],
    ['secl replay RECORDING', 'which rules a recording of events would trigger'],
  ] as const;
  stdout.write('\nNext:\n');
  for (const [command = '', what = ''] of steps) {
    stdout.write(
      `  ${paint.strong(command)}${what === '' ? '' : `${' '.repeat(24 - command.length)}${paint.faint(what)}`}\n`,
    );
  }
}
