import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** One step of a task: what it checks, in words that fit behind "failed:", and the command that does it. */
export interface Step {
  readonly name: string;
  readonly command: readonly [tool: string, ...args: string[]];
}

/** Runs every step, also after one that failed, so that one run tells everything. Resolves to the exit code. */
export async function runSteps(steps: readonly Step[]): Promise<0 | 1> {
  const failed: string[] = [];
  for (const step of steps) {
    if ((await runTool(step.command)) !== 0) failed.push(step.name);
  }
  if (failed.length === 0) return 0;
  process.stderr.write(`\nfailed: ${failed.join(', ')}\n`);
  return 1;
}

/** Tools are found through the PATH, which begins with the workspace's own (see bootstrap.mjs). */
function runTool([tool, ...args]: Step['command']): Promise<number> {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32';
    const child = spawn(tool, args, { cwd: root, stdio: 'inherit', shell: windows });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
