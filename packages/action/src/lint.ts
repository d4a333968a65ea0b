import type { Base } from './base.ts';
import type { Inputs } from './inputs.ts';
import { fromRoot, type LintReport, readLintReport } from './lint-report.ts';
import { sarifFromRoot } from './sarif.ts';
import type { World } from './world.ts';

/** What a command of `secl` gave: its report, or why there is none. */
export type Outcome<Report> =
  | { readonly kind: 'report'; readonly report: Report; readonly code: number }
  | { readonly kind: 'failed'; readonly message: string; readonly code: number };

export function lint(world: World, inputs: Inputs, base: Base, cwd: string): Promise<Outcome<LintReport>> {
  return outcome(world, lintArguments(inputs, base, 'json'), cwd, (stdout) => {
    const report = readLintReport(stdout);
    return report === undefined ? undefined : fromRoot(report, inputs.workingDirectory);
  });
}

/** Writes the same findings as SARIF; says where. */
export async function writeSarif(
  world: World,
  inputs: Inputs,
  base: Base,
  cwd: string,
): Promise<string | undefined> {
  const folder = world.env.RUNNER_TEMP ?? '';
  if (folder === '') return undefined;
  const { stdout } = await world.secl(lintArguments(inputs, base, 'sarif'), cwd);
  const text = sarifFromRoot(stdout, inputs.workingDirectory);
  if (text === undefined) return undefined;
  // One for each directory: two steps of a job may lint two of them.
  const name =
    inputs.workingDirectory === '.' ? 'secl' : `secl-${inputs.workingDirectory.replace(/[^\w.-]+/g, '-')}`;
  const path = `${folder}/${name}.sarif`;
  await world.write(path, text);
  return path;
}

function lintArguments(inputs: Inputs, base: Base, format: string): readonly string[] {
  return [
    'lint',
    '--no-cache',
    `--format=${format}`,
    ...targets(inputs),
    ...(inputs.preset === '' ? [] : [`--preset=${inputs.preset}`]),
    ...(inputs.failOn === '' ? [] : [`--fail-on=${inputs.failOn}`]),
    ...(inputs.changedOnly && base.kind === 'commit' ? [`--changed-since=${base.id}`] : []),
    // Names of files may look like flags, and come from whoever opened the pull request.
    '--',
    ...inputs.paths,
  ];
}

export const targets = ({ agent }: Inputs): readonly string[] => (agent === '' ? [] : [`--agent=${agent}`]);

/** Runs the command. What it says beside its report is shown only where there is no report. */
export async function outcome<Report>(
  world: World,
  args: readonly string[],
  cwd: string,
  read: (stdout: string) => Report | undefined,
): Promise<Outcome<Report>> {
  const { code, stdout, stderr } = await world.secl(args, cwd);
  const report = read(stdout);
  if (report !== undefined) return { kind: 'report', report, code };
  const said = stderr.trim() || `secl ${args[0] ?? ''} ended with ${code} and said nothing`;
  return { kind: 'failed', message: said, code: code === 0 ? 3 : code };
}
