import type { World } from './world.ts';

/** What a workflow says under `with`; action.yml explains each. */
export interface Inputs {
  /** Empty: the rule sets of secl.yaml, or what is found. */
  readonly paths: readonly string[];
  /** Relative to the root of the repository, without `./` and without `/` at its end; `.` for the root itself. */
  readonly workingDirectory: string;
  /** Passed on to `secl`, in its own words, where they are given. */
  readonly agent: string;
  readonly preset: string;
  readonly failOn: string;
  readonly changedOnly: boolean;
  /** A commit, branch or tag; empty: the base of the pull request. */
  readonly base: string;
  readonly diff: boolean;
  /** Run the tests of rules. */
  readonly test: boolean;
  readonly recordings: readonly string[];
  readonly failOnChange: string;
  readonly comment: boolean;
  readonly token: string;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export function readInputs(env: World['env']): Read<Inputs> {
  // The runner hands them over in upper case, blanks as `_`, and leaves hyphens as they are.
  const text = (name: string): string => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
  const wrong: string[] = [];
  const truth = (name: string, otherwise: boolean): boolean => {
    const said = text(name).toLowerCase();
    if (said !== '' && said !== 'true' && said !== 'false')
      wrong.push(`input ${name} is true or false, and not "${text(name)}"`);
    return said === '' ? otherwise : said === 'true';
  };
  const directory = normal(text('working-directory'));
  if (directory === undefined)
    wrong.push('input working-directory is a directory of the repository, without `..`');
  const inputs: Inputs = {
    paths: lines(text('paths')),
    workingDirectory: directory ?? '.',
    agent: text('agent'),
    preset: text('preset'),
    failOn: text('fail-on'),
    changedOnly: truth('changed-only', false),
    base: text('base'),
    diff: truth('diff', true),
    test: truth('test', true),
    recordings: lines(text('recordings')),
    failOnChange: text('fail-on-change'),
    comment: truth('comment', true),
    token: text('token'),
  };
  return wrong.length === 0 ? { ok: true, value: inputs } : { ok: false, message: wrong.join('; ') };
}

const lines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

function normal(path: string): string | undefined {
  const segments = path.split(/[\\/]/).filter((segment) => segment !== '' && segment !== '.');
  if (segments.includes('..') || /^([\\/]|[A-Za-z]:)/.test(path)) return undefined;
  return segments.join('/') || '.';
}
