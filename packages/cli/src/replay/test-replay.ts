/** For tests: `secl replay` in memory, with a policy and events to choose from. */
import { parseJson } from '@secl/text';
import { runInMemory, type Situation } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

export const policy = `
rules:
  - id: shell
    expression: exec.file.name == "sh"
    tags: {severity: medium, technique: T1059}
    actions:
      - set: {name: shells, field: process.pid, append: true}
      - kill: {signal: SIGTERM, scope: process}
        filter: process.file.name == "bash"
  - id: child_of_shell
    expression: process.ppid in \${shells} && exec.file.name != "sh"
  - id: by_ancestor
    expression: exec.file.name == "id" && process.ancestors[A].file.name == "sshd" && process.ancestors[A].uid == 0
  - id: in_container
    expression: exec.file.name == "sh" && process.container.id != ""
  - id: misspelled
    expression: exec.file.pth == "/"
`;

interface Fields {
  readonly [name: string]: unknown;
}
export const exec = (time: string, values: Fields, rest: Fields = {}): string =>
  `${JSON.stringify({ Type: 'exec', Time: `2026-03-01T10:00:${time}Z`, Values: values, ...rest })}\n`;
export const shell = exec(
  '01',
  { 'exec.file.name': 'sh', 'process.pid': 7 },
  { Unknown: ['process.container.*'] },
);
export const child = exec('02', { 'exec.file.name': 'id', 'process.pid': 8, 'process.ppid': 7 });

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** `secl replay` with the policy above over these recordings. */
export function replay(files: Files, args: readonly string[] = [], situation: Situation = {}) {
  const named = args.some((arg) => arg === '-' || arg in files || arg.endsWith('/'))
    ? []
    : Object.keys(files);
  const fs = testFiles({ 'rules/a.policy': policy, ...files });
  return runInMemory(['replay', '--policies', 'rules', ...named, ...args], { fs, ...situation });
}

export async function reportOf(files: Files, args: readonly string[] = []): Promise<Report> {
  const { stdout } = await replay(files, [...args, '--format', 'json']);
  const parsed = parseJson(stdout);
  if (!parsed.ok) throw new Error(stdout);
  return parsed.value as Report;
}

/** What the tests below look at. */
export interface Report {
  readonly order: string;
  readonly hosts: readonly string[];
  readonly events: number;
  readonly recordings: readonly {
    readonly name: string;
    readonly events: number;
    readonly skipped: number;
  }[];
  readonly triggered: readonly { readonly id: string; readonly matches: number }[];
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly line: number }[];
}

export const idsOf = ({ triggered }: Report): readonly string[] => triggered.map(({ id }) => id);
