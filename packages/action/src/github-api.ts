import { parseJson } from '@secl/text';
import { textAt } from './json-at.ts';
import type { World } from './world.ts';

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: number; readonly message: string };

/** One request to the API of the GitHub that runs this. */
export type Call = (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => Promise<Answer>;

const patience = 30_000;

export function githubApi({ env, fetch }: World, token: string): Call {
  const home = (env.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  return async (method, path, body) => {
    try {
      const response = await fetch(`${home}${path}`, {
        method,
        headers: {
          accept: 'application/vnd.github+json',
          authorization: `Bearer ${token}`,
          'user-agent': 'secl-toolkit',
          'x-github-api-version': '2022-11-28',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(patience),
      });
      const parsed = parseJson(await response.text());
      const value = parsed.ok ? parsed.value : undefined;
      if (response.ok && parsed.ok) return { ok: true, value };
      const said = textAt(value, 'message') ?? 'no reason given';
      return { ok: false, status: response.status, message: `${response.status}: ${said}` };
    } catch (error) {
      // The cause names the host; neither holds what was sent.
      const { message, cause } =
        error instanceof Error ? error : { message: String(error), cause: undefined };
      const why = cause instanceof Error ? `${message} (${cause.message})` : message;
      return { ok: false, status: 0, message: why };
    }
  };
}
