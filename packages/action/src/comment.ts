import type { Answer, Call } from './github-api.ts';
import { numberAt, textAt } from './json-at.ts';

/** A pull request in a repository, and which of our comments on it. */
export interface Thread {
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  /** Comments of steps on other directories are other comments. */
  readonly key: string;
}

export type Told =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly message: string };

const perPage = 100;

/**
 * Writes the comment, or the one of an earlier run anew. `worthwhile`: whether there is something to say to people who have
 * heard nothing yet; without it only an earlier comment is brought up to date.
 */
export async function tell(
  call: Call,
  thread: Thread,
  text: string,
  worthwhile: boolean,
): Promise<Told | undefined> {
  const issue = `/repos/${thread.repository}/issues/${thread.number}/comments`;
  const body = `${marker(thread)}\n${text}`;
  const found = await earlier(call, issue, thread);
  if (!found.ok) return refused(found);
  const id = numberAt(found.value, 'id');
  if (id === undefined && !worthwhile) return undefined;
  const answer =
    id === undefined
      ? await call('POST', issue, { body })
      : await call('PATCH', `/repos/${thread.repository}/issues/comments/${id}`, { body });
  return answer.ok ? { ok: true, address: textAt(answer.value, 'html_url') ?? '' } : refused(answer);
}

/** Nobody sees it. It begins a comment: who quotes one begins with `>`. */
const marker = ({ key }: Thread): string => `<!-- secl-toolkit: ${key.replace(/[^\w./]+/g, '-')} -->`;

/** The comment of an earlier run, or undefined. */
async function earlier(call: Call, issue: string, thread: Thread): Promise<Answer> {
  const begin = marker(thread);
  let own: string | undefined;
  for (let page = 1; ; page += 1) {
    const answer = await call('GET', `${issue}?per_page=${perPage}&page=${page}`);
    if (!answer.ok) return answer;
    const comments: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [];
    for (const comment of comments) {
      if (textAt(comment, 'body')?.startsWith(begin) !== true) continue;
      // A person may have copied it; what people wrote stays theirs.
      if (textAt(comment, 'user', 'type') === 'Bot') return { ok: true, value: comment };
      own ??= await ownName(call);
      if (textAt(comment, 'user', 'login') === own) return { ok: true, value: comment };
    }
    if (comments.length < perPage) return { ok: true, value: undefined };
  }
}

/** Whose token it is, where it is a person's; the token of a run is nobody's and may not ask. */
async function ownName(call: Call): Promise<string> {
  const answer = await call('GET', '/user');
  return answer.ok ? (textAt(answer.value, 'login') ?? '') : '';
}

function refused(answer: Answer & { readonly ok: false }): Told {
  const hint =
    answer.status === 401 || answer.status === 403 || answer.status === 404
      ? '; it needs `permissions: pull-requests: write`'
      : '';
  return { ok: false, message: `GitHub does not take the comment (${answer.message})${hint}` };
}
