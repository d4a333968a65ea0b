import { parseJson } from '@secl/text';
import { numberAt, textAt } from './json-at.ts';
import type { World } from './world.ts';

/** What made the workflow run. */
export type Event = PullRequest | { readonly kind: 'other' } | { readonly kind: 'privileged' };

/** `privileged` is `pull_request_target`, which has a token that writes and may have a stranger's files. */
export interface PullRequest {
  readonly kind: 'pull-request';
  readonly number: number;
  /** The commit of the branch that it shall be merged into. */
  readonly base: string;
  /** Its branch is in another repository: the token of the run cannot write. */
  readonly fork: boolean;
}

export async function readEvent({ env, read }: World): Promise<Event> {
  const name = env.GITHUB_EVENT_NAME ?? '';
  if (name === 'pull_request_target') return { kind: 'privileged' };
  const text = await read(env.GITHUB_EVENT_PATH ?? '');
  const parsed = parseJson(text ?? '');
  if (!name.startsWith('pull_request') || !parsed.ok) return { kind: 'other' };
  const payload = parsed.value;
  const number = numberAt(payload, 'pull_request', 'number');
  const base = textAt(payload, 'pull_request', 'base', 'sha');
  if (number === undefined || base === undefined || !/^[0-9a-f]{40,64}$/.test(base)) return { kind: 'other' };
  const home = textAt(payload, 'pull_request', 'base', 'repo', 'full_name');
  // A fork that has been deleted has no name, and is not this repository.
  const from = textAt(payload, 'pull_request', 'head', 'repo', 'full_name');
  return { kind: 'pull-request', number, base, fork: from === undefined || from !== home };
}
