import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredComment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: 'Bot' | 'User' };
}

/** The part of GitHub's API that comments are written with, on loopback, for as long as a test runs. */
export interface FakeGitHub {
  readonly address: string;
  /** Of every pull request, by number. */
  readonly comments: Map<number, StoredComment[]>;
  /** `GET /user`, in the order in which they came. */
  readonly calls: string[];
  /** What every call is answered with, where it is set: a status, and the reason. */
  refusal: { readonly status: number; readonly message: string } | undefined;
  readonly close: () => Promise<void>;
}

export const token = 'ghs_the_token_of_the_run';
const bot = { login: 'github-actions[bot]', type: 'Bot' } as const;

export async function fakeGitHub(): Promise<FakeGitHub> {
  const comments = new Map<number, StoredComment[]>();
  const calls: string[] = [];
  let ids = 1000;
  const answers: readonly [
    RegExp,
    (match: RegExpExecArray, body: string, query: URLSearchParams) => unknown,
  ][] = [
    [
      /^GET \/repos\/acme\/rules\/issues\/(\d+)\/comments$/,
      ([, number], _, query) => {
        const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30)];
        return (comments.get(Number(number)) ?? []).slice((page - 1) * size, page * size);
      },
    ],
    [
      /^POST \/repos\/acme\/rules\/issues\/(\d+)\/comments$/,
      ([, number], body) => {
        const comment = { id: ids++, body, user: bot };
        comments.set(Number(number), [...(comments.get(Number(number)) ?? []), comment]);
        return shown(comment);
      },
    ],
    [
      /^PATCH \/repos\/acme\/rules\/issues\/comments\/(\d+)$/,
      ([, id], body) => {
        const comment = [...comments.values()].flat().find((each) => each.id === Number(id));
        if (comment === undefined) return undefined;
        comment.body = body;
        return shown(comment);
      },
    ],
  ];
  const fake: { refusal: FakeGitHub['refusal'] } = { refusal: undefined };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    const call = `${request.method} ${pathname}`;
    calls.push(call);
    const body = await bodyOf(request);
    const say = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    };
    if (fake.refusal !== undefined) return say(fake.refusal.status, { message: fake.refusal.message });
    if (request.headers.authorization !== `Bearer ${token}`) return say(401, { message: 'Bad credentials' });
    for (const [pattern, answer] of answers) {
      const match = pattern.exec(call);
      const value = match === null ? undefined : answer(match, body, searchParams);
      if (value !== undefined) return say(request.method === 'POST' ? 201 : 200, value);
    }
    // What the token of a run hears where it asks for its user.
    return say(403, { message: 'Resource not accessible by integration' });
  });
  await listening(server);
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    comments,
    calls,
    get refusal() {
      return fake.refusal;
    },
    set refusal(refusal) {
      fake.refusal = refusal;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const shown = ({ id, body }: StoredComment) => ({
  id,
  body,
  html_url: `https://github.example/acme/rules/pull/7#issuecomment-${id}`,
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  return text === '' ? '' : (JSON.parse(text) as { readonly body: string }).body;
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
}
