import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodes } from '../cli/nodes.ts';
import { action } from './action-file.ts';

export interface Step {
  /** What stands under `with`. */
  readonly with?: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly event: string;
  readonly payload: object;
  readonly api: string;
}

export interface StepEnded {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The text of the file that the output `sarif` names. */
  readonly sarif: string;
}

/** Runs the action as a runner of GitHub does: the files and variables that it makes, and nothing else. */
export async function runAction(step: Step): Promise<StepEnded> {
  const temp = mkdtempSync(join(tmpdir(), 'secl-runner-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(temp, name), text);
    return join(temp, name);
  };
  const given = { ...action.defaults, ...step.with };
  const inputs = Object.entries(given).map(([name, value]) => [
    `INPUT_${name.toUpperCase().replaceAll(' ', '_')}`,
    value,
  ]);
  const env = {
    PATH: process.env.PATH,
    HOME: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_REPOSITORY: 'acme/secl-toolkit',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_API_URL: step.api,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'acme/rules',
    GITHUB_RUN_ID: '42',
    GITHUB_WORKSPACE: step.workspace,
    GITHUB_EVENT_NAME: step.event,
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(step.payload)),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary.md'),
    RUNNER_TEMP: temp,
    ...Object.fromEntries(inputs),
  };
  try {
    const ended = await run(env, step.workspace);
    const outputs = outputsIn(readFileSync(env.GITHUB_OUTPUT, 'utf8'));
    const { sarif = '' } = outputs;
    return {
      ...ended,
      summary: readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8'),
      outputs,
      sarif: existsSync(sarif) ? readFileSync(sarif, 'utf8') : '',
    };
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

function run(env: NodeJS.ProcessEnv, cwd: string): Promise<Pick<StepEnded, 'code' | 'stdout' | 'stderr'>> {
  const [node] = nodes;
  const child = spawn(node.path, [action.main], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    ended.stdout += text;
  });
  child.stderr.on('data', (text) => {
    ended.stderr += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...ended })));
}

function outputsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
