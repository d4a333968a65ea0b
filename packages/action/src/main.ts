/** Where the action starts: `main` of action.yml, bundled. */
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runAction } from './action.ts';
import { runProgram } from './run-program.ts';

const command = join(import.meta.dirname, 'secl', 'secl.mjs');

process.exitCode = await runAction({
  env: process.env,
  print: (line) => process.stdout.write(`${line}\n`),
  read: (path) => readFile(path, 'utf8').catch(() => undefined),
  append: (path, text) => appendFile(path, text),
  write: async (path, text) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  },
  secl: (args, cwd) => runProgram(process.execPath, [command, ...args], cwd),
  // No program that a repository names: git would start its file monitor.
  git: (args, cwd) => runProgram('git', ['-c', 'core.fsmonitor=false', ...args], cwd),
  fetch,
});
