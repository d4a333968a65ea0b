import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { Figure } from './measure.ts';
import { policyPath } from './rule-set.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const rounds = 200;
const uri = 'file:///secl-bench/default.policy';

interface Session {
  readonly server: ChildProcess;
  readonly connection: ProtocolConnection;
  /** Resolves with the next diagnostics of a version. */
  diagnosticsOf(version: number): Promise<void>;
}

/** A server as an editor starts it. Linting waits, so that what is measured is one request. */
async function session(): Promise<Session> {
  const server = spawn(process.execPath, [command, 'lsp', '--stdio']);
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = new Map<number, (() => void)[]>();
  connection.onNotification('textDocument/publishDiagnostics', ({ version }) => {
    for (const resolve of waiting.get(version) ?? []) resolve();
    waiting.delete(version);
  });
  connection.listen();
  const lintDelay = 60_000;
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    initializationOptions: { lintDelay },
  });
  await connection.sendNotification('initialized', {});
  return {
    server,
    connection,
    diagnosticsOf: (version) =>
      new Promise((resolve) => waiting.set(version, [...(waiting.get(version) ?? []), resolve])),
  };
}

const textDocument = { uri };

/** Over standard streams, on default policy 1.69.3: a request sent right after an edit of one character in an expression. */
export async function measureLanguageServer(): Promise<readonly Figure[]> {
  const text = readFileSync(policyPath, 'utf8');
  const start = performance.now();
  const { server, connection, diagnosticsOf } = await session();
  const first = diagnosticsOf(1);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  await first;
  const started = performance.now() - start;
  const opened = residentMegabytes(server);
  const lines = text.split('\n');
  const line = lines.findIndex((each, index) => index > lines.length / 2 && /expression: .*"\w+"/.test(each));
  const character = (lines[line] ?? '').lastIndexOf('"');
  const position = { line, character };
  let version = 1;
  const type = (): Promise<void> => {
    version++;
    const back = version % 2 === 1;
    const end = back ? { line, character: character + 1 } : position;
    return connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: position, end }, text: back ? '' : 'x' }],
    });
  };
  const timed = async (ask: () => Promise<unknown>): Promise<readonly number[]> => {
    const times: number[] = [];
    for (let round = -20; round < rounds; round++) {
      // What the edit sets going beside the request is over before the next one.
      const over = diagnosticsOf(version + 1);
      const from = performance.now();
      await ask();
      if (round >= 0) times.push(performance.now() - from);
      await over;
    }
    return times.sort((a, b) => a - b);
  };
  const afterEdit = (method: string, params: object): Promise<readonly number[]> =>
    timed(async () => {
      void type();
      await connection.sendRequest(method, params);
    });
  const named = { line, character: (lines[line] ?? '').search(/\w+\.\w+/) + 2 };
  const diagnostics = await timed(() => {
    const next = diagnosticsOf(version + 1);
    void type();
    return next;
  });
  const hover = await afterEdit('textDocument/hover', { textDocument, position: named });
  const completion = await afterEdit('textDocument/completion', { textDocument, position: named });
  const symbols = await afterEdit('textDocument/documentSymbol', { textDocument });
  const tokens = await afterEdit('textDocument/semanticTokens/full', { textDocument });
  let { resultId: previousResultId } = await connection.sendRequest<{ resultId: string }>(
    'textDocument/semanticTokens/full',
    { textDocument },
  );
  const delta = await timed(async () => {
    void type();
    ({ resultId: previousResultId } = await connection.sendRequest<{ resultId: string }>(
      'textDocument/semanticTokens/full/delta',
      { textDocument, previousResultId },
    ));
  });
  const after = residentMegabytes(server);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
  const row = (what: string, times: readonly number[], goal: string): Figure => ({
    what,
    cost: `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms`,
    goal,
  });
  return [
    row('edit → diagnostics of loading', diagnostics, 'at most 5 / 10 ms'),
    row('hover after an edit', hover, 'at most 2 / 5 ms'),
    row('completion after an edit', completion, 'at most 3 / 6 ms'),
    row('document symbols after an edit', symbols, 'at most 8 / 15 ms'),
    row('semantic tokens, whole file', tokens, 'at most 15 ms'),
    row('semantic tokens, delta', delta, 'at most 5 ms'),
    { what: 'start → first diagnostics', cost: `${started.toFixed(0)} ms`, goal: 'at most 200 ms' },
    {
      what: 'memory after open · after all requests',
      cost: `${opened} · ${after} MB`,
      goal: 'at most 110 · 180 MB',
    },
  ];
}

function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** What of a process is in memory, where the system tells it. */
function residentMegabytes({ pid }: ChildProcess): string {
  try {
    const [, kilobytes = ''] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return (Number(kilobytes) / 1024).toFixed(0);
  } catch {
    return '?';
  }
}
