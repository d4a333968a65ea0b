import { execFile } from 'node:child_process';
import type { Ended } from './world.ts';

/** More than any report is. */
const mostCharacters = 256 * 1024 * 1024;

/** Runs a program to its end. One that does not start has ended with 127, as shells say. */
export function runProgram(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  const options = { cwd, env: harmless(process.env), maxBuffer: mostCharacters, windowsHide: true };
  return new Promise((resolve) => {
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else resolve({ code: 127, stdout, stderr: stderr || error.message });
    });
    child.stdin?.end();
  });
}

/**
 * The environment without what the runner told this step: inputs with the token, the files that it reads commands from,
 * its own addresses and their passwords. A program that reads hostile texts has no use for them.
 */
function harmless(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(INPUT_|GITHUB_|ACTIONS_|NODE_OPTIONS$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    LC_ALL: 'C',
    NO_COLOR: '1',
    // Windows looks into the working directory first otherwise, where a repository could put a git of its own.
    NoDefaultCurrentDirectoryInExePath: '1',
  };
}
