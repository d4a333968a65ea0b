/** For tests: the action as it runs on a repository of acme, with a GitHub of our own. */
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type FakeGitHub, fakeGitHub, token } from './fake-github.ts';
import { type Files, type Repository, repository } from './repository.ts';
import { runAction, type StepEnded } from './run-action.ts';

export interface Change {
  readonly checkout: Repository;
  readonly base: string;
  readonly head: string;
}

export type Payload = (change: Change) => { readonly event: string; readonly payload: object };

export interface Acme {
  readonly github: () => FakeGitHub;
  /** A repository with two commits, of which the second is checked out. */
  readonly changed: (from: Files, to: Files) => Change;
  /** The same change in a clone that knows its last commit only. */
  readonly shallow: (change: Change) => Change;
  readonly run: (change: Change, what?: Payload, inputs?: Files) => Promise<StepEnded>;
  readonly commentsOn: (number: number) => readonly string[];
}

/** Once in a file of tests: GitHub is there for all of them, and each finds it empty. */
export function acme(): Acme {
  let started: FakeGitHub | undefined;
  const opened: Repository[] = [];
  const github = (): FakeGitHub => {
    if (started === undefined) throw new Error('GitHub is there in tests only');
    return started;
  };
  beforeAll(async () => {
    started = await fakeGitHub();
  });
  afterAll(() => started?.close());
  afterEach(() => {
    for (const each of opened.splice(0)) each.remove();
    github().comments.clear();
    github().refusal = undefined;
    github().calls.length = 0;
  });
  return {
    github,
    changed(from, to) {
      const checkout = repository();
      opened.push(checkout);
      return { checkout, base: checkout.commit(from), head: checkout.commit(to) };
    },
    shallow(change) {
      const checkout = change.checkout.shallow();
      opened.push(checkout);
      return { ...change, checkout };
    },
    async run(change, what = pullRequest, inputs = {}) {
      const workspace = change.checkout.folder;
      const ended = await runAction({ ...what(change), workspace, with: inputs, api: github().address });
      expect(ended.stderr).toBe('');
      for (const said of [ended.stdout, ended.summary, ended.sarif]) expect(said).not.toContain(token);
      return ended;
    },
    commentsOn: (number) => (github().comments.get(number) ?? []).map(({ body }) => body),
  };
}

export const pullRequestFrom =
  (headRepository: string | undefined, event = 'pull_request'): Payload =>
  ({ base, head }) => ({
    event,
    payload: {
      action: 'synchronize',
      number: 7,
      pull_request: {
        number: 7,
        base: { sha: base, ref: 'main', repo: { full_name: 'acme/rules' } },
        head: {
          sha: head,
          ref: 'patch',
          repo: headRepository === undefined ? null : { full_name: headRepository },
        },
      },
    },
  });
export const pullRequest = pullRequestFrom('acme/rules');
export const push: Payload = ({ base, head }) => ({ event: 'push', payload: { before: base, after: head } });

export const linesWith = (text: string, start: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(start));

/** `rule_1` … with a field that does not exist. */
export const manyMistakes = (number: number): string =>
  `rules:\n${Array.from(
    { length: number },
    (_, index) =>
      `  - id: rule_${index + 1}\n    description: A file is opened.\n    expression: open.file.pth == "/etc/x${index}"\n`,
  ).join('')}`;
