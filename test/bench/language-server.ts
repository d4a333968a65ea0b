import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Position,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { Figure } from './measure.ts';
import { pack } from './pack.ts';
import { policyPath } from './rule-set.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const rounds = 200;
const starts = 15;

interface Session {
  readonly server: ChildProcess;
  readonly connection: ProtocolConnection;
  /** Resolves with the next diagnostics of a version. */
  diagnosticsOf(version: number): Promise<void>;
}

/** A server as an editor starts it. Linting waits, so that what is measured is one request. */
async function session(rootUri: string | null): Promise<Session> {
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
    rootUri,
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

/** A document in which one character of an expression comes and goes. */
interface Edited extends Session {
  readonly textDocument: { readonly uri: string };
  /** On the name of a field beside the edit. */
  readonly named: Position;
  /** Milliseconds from the start of the server to its first diagnostics. */
  readonly started: number;
  readonly opened: string;
  /** Types, and does what is measured; what the edit sets going beside it is over before the next one. */
  timed(ask: (typed: Promise<void>) => Promise<unknown>): Promise<readonly number[]>;
  end(): Promise<void>;
}

async function opened(rootUri: string | null, uri: string, text: string): Promise<Edited> {
  const textDocument = { uri };
  const start = performance.now();
  const { server, connection, diagnosticsOf } = await session(rootUri);
  const first = diagnosticsOf(1);
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  await first;
  const started = performance.now() - start;
  const lines = text.split('\n');
  const isEdited = /(?:expression: .*|file\.name == )"[\w-]+"/;
  const line = lines.findIndex((each, index) => index > lines.length / 2 && isEdited.test(each));
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
  return {
    server,
    connection,
    diagnosticsOf,
    textDocument,
    named: { line, character: (lines[line] ?? '').search(/\w+\.\w+/) + 2 },
    started,
    opened: residentMegabytes(server),
    async timed(ask) {
      const times: number[] = [];
      for (let round = -20; round < rounds; round++) {
        const over = diagnosticsOf(version + 1);
        const from = performance.now();
        void type();
        await ask(over);
        if (round >= 0) times.push(performance.now() - from);
        await over;
      }
      return times.sort((a, b) => a - b);
    },
    async end() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

/** Over standard streams: a request sent right after an edit of one character in an expression. */
export async function measureLanguageServer(): Promise<readonly Figure[]> {
  return [...(await onDefaultPolicy()), ...(await amongManyFiles())];
}

async function onDefaultPolicy(): Promise<readonly Figure[]> {
  const text = readFileSync(policyPath, 'utf8');
  const open = (): Promise<Edited> => opened(null, 'file:///secl-bench/default.policy', text);
  const editor = await open();
  const { connection, server, textDocument, named: position } = editor;
  const afterEdit = (method: string, params: object): Promise<readonly number[]> =>
    editor.timed(() => connection.sendRequest(method, params));
  const diagnostics = await editor.timed((over) => over);
  const hover = await afterEdit('textDocument/hover', { textDocument, position });
  const completion = await afterEdit('textDocument/completion', { textDocument, position });
  const symbols = await afterEdit('textDocument/documentSymbol', { textDocument });
  const tokens = await afterEdit('textDocument/semanticTokens/full', { textDocument });
  let { resultId: previousResultId } = await connection.sendRequest<{ resultId: string }>(
    'textDocument/semanticTokens/full',
    { textDocument },
  );
  const delta = await editor.timed(async () => {
    ({ resultId: previousResultId } = await connection.sendRequest<{ resultId: string }>(
      'textDocument/semanticTokens/full/delta',
      { textDocument, previousResultId },
    ));
  });
  const after = residentMegabytes(server);
  await editor.end();
  const started: number[] = [];
  while (started.length < starts) {
    const another = await open();
    started.push(another.started);
    await another.end();
  }
  return [
    row('edit → diagnostics of loading', diagnostics, 'at most 5 / 10 ms'),
    row('hover after an edit', hover, 'at most 2 / 5 ms'),
    row('completion after an edit', completion, 'at most 3 / 6 ms'),
    row('document symbols after an edit', symbols, 'at most 8 / 15 ms'),
    row('semantic tokens, whole file', tokens, 'at most 15 ms'),
    row('semantic tokens, delta', delta, 'at most 5 ms'),
    row(
      'start → first diagnostics',
      started.sort((a, b) => a - b),
      'at most 200 / 250 ms',
    ),
    {
      what: 'memory after open · after all requests',
      cost: `${editor.opened} · ${after} MB`,
      goal: 'at most 110 · 180 MB',
    },
  ];
}

/** One rule set of 5,000 rules in 100 files, and what the same edit takes where one of them lies alone. */
async function amongManyFiles(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'secl-bench-'));
  try {
    const [macros, ...parts] = pack(5000, 100);
    const part = parts[50];
    if (macros === undefined || part === undefined) throw new Error('no pack');
    for (const [name, files] of Object.entries({ one: [macros, part], many: [macros, ...parts] })) {
      mkdirSync(join(folder, name));
      for (const file of files) writeFileSync(join(folder, name, file.name), file.text);
    }
    const measured = async (name: string) => {
      const root = pathToFileURL(join(folder, name)).href;
      const editor = await opened(root, `${root}/${part.name}`, part.text);
      const times = await editor.timed((over) => over);
      await editor.end();
      return { times, started: editor.started };
    };
    const one = await measured('one');
    const many = await measured('many');
    const alone = `${percentile(one.times, 0.5).toFixed(1)} / ${percentile(one.times, 0.95).toFixed(1)} ms`;
    return [
      {
        what: '5,000 rules in 100 files: start → first diagnostics',
        cost: `${many.started.toFixed(0)} ms`,
        goal: 'at most 2,000 ms',
      },
      row('edit → diagnostics in them', many.times, `in one of the files alone ${alone}`),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function row(what: string, times: readonly number[], goal: string): Figure {
  return {
    what,
    cost: `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms`,
    goal,
  };
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
