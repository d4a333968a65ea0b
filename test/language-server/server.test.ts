import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type CompletionList,
  type Diagnostic,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { connected, folder, uriOf } from './editors.ts';

const broken = 'rules:\n  - id: a\n    expression: exec.file.nam == "a"\n';
const unused = 'macros:\n  - id: m\n    expression: \'[ "a" ]\'\n';
const open = (uri: string, version: number, text: string) => ({
  textDocument: { uri, languageId: 'yaml', version, text },
});

async function started(params: object = {}) {
  const client = connected();
  await client.connection.sendRequest('initialize', {
    processId: null,
    rootUri: folder,
    capabilities: {},
    initializationOptions: { lintDelay: 30 },
    ...params,
  });
  await client.connection.sendNotification('initialized', {});
  return client;
}

const eventually = (said: () => unknown) => expect.poll(said);
const codes = (diagnostics: readonly Diagnostic[] | undefined): readonly unknown[] =>
  (diagnostics ?? []).map(({ code }) => code);

describe('diagnostics that are pushed', () => {
  it('never go back to an older text while somebody types', async () => {
    const { connection, pushed } = await started();
    const uri = uriOf('a.policy');
    await connection.sendNotification('textDocument/didOpen', open(uri, 1, broken));
    for (let version = 2; version <= 40; version++) {
      const position = { line: 2, character: 16 };
      const contentChanges = [{ range: { start: position, end: position }, text: 'x' }];
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges,
      });
      await new Promise((resolve) => setTimeout(resolve, version % 7));
    }
    await pushed.settled();
    expect(pushed.versions).toEqual([...pushed.versions].sort((a, b) => a - b));
    expect(pushed.versions.at(-1)).toBe(40);
  });

  it('of documents beside are renewed when the typing pauses, and only of those that it matters to', async () => {
    const { connection, pushed } = await started();
    const [macros, rules, others, tests] = ['m.policy', 'r.policy', 'o.policy', 'r_test.yaml'].map(uriOf) as [
      string,
      string,
      string,
      string,
    ];
    const using = 'rules:\n  - id: a\n    expression: exec.file.name in m\n';
    await connection.sendNotification('textDocument/didOpen', open(macros, 1, unused));
    await connection.sendNotification('textDocument/didOpen', open(rules, 1, using));
    await connection.sendNotification(
      'textDocument/didOpen',
      open(others, 1, broken.replace('id: a', 'id: b')),
    );
    await connection.sendNotification(
      'textDocument/didOpen',
      open(tests, 1, 'cases:\n  - name: runs\n    events: [{exec: a}]\n    expect: a\n'),
    );
    await pushed.settled();
    await eventually(() => [macros, rules, tests].map((uri) => codes(pushed.last.get(uri)))).toEqual([
      [],
      [],
      [],
    ]);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: macros, version: 2 },
      contentChanges: [{ text: unused.replace('id: m', 'id: n') }],
    });
    await eventually(() => codes(pushed.last.get(rules))).toEqual(['name/unknown-field']);
    const before = pushed.uris.length;
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: rules, version: 2 },
      contentChanges: [{ text: using.replace('id: a', 'id: c') }],
    });
    await eventually(() => codes(pushed.last.get(tests))).toEqual(['testing/unknown-rule']);
    expect(pushed.uris.slice(before)).not.toContain(others);
  });

  it('are taken back when the document is closed', async () => {
    const { connection, pushed } = await started();
    const uri = uriOf('a.policy');
    await connection.sendNotification('textDocument/didOpen', open(uri, 1, broken));
    await pushed.settled();
    expect(codes(pushed.last.get(uri))).toEqual(['name/unknown-field']);
    await connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await pushed.settled();
    expect(pushed.last.get(uri)).toEqual([]);
  });
});

describe('diagnostics that are asked for', () => {
  it('come with the answer, and a refresh says when linting has more', async () => {
    const client = connected();
    let refreshed = 0;
    client.connection.onRequest('workspace/diagnostic/refresh', () => {
      refreshed++;
      return null;
    });
    await client.connection.sendRequest('initialize', {
      processId: null,
      rootUri: folder,
      capabilities: {
        textDocument: { diagnostic: {} },
        workspace: { diagnostics: { refreshSupport: true } },
      },
      initializationOptions: { lintDelay: 10 },
    });
    await client.connection.sendNotification('initialized', {});
    const uri = uriOf('a.policy');
    const text = unused + broken;
    await client.connection.sendNotification('textDocument/didOpen', open(uri, 1, text));
    const ask = async (): Promise<readonly unknown[]> => {
      const report = await client.connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return codes(report.items);
    };
    expect(await ask()).toContain('name/unknown-field');
    await client.pushed.settled();
    expect(refreshed).toBeGreaterThan(0);
    expect(await ask()).toContain('policy/macro-unused');
    expect(client.pushed.versions).toEqual([]);
  });
});

describe('folders', () => {
  const root = mkdtempSync(join(tmpdir(), 'secl-server-'));
  afterAll(() => rmSync(root, { recursive: true }));
  const one = join(root, 'one');
  const two = join(root, 'two');
  for (const each of [one, two]) mkdirSync(each);
  const uri = (path: string): string => pathToFileURL(path).href;
  const uses = 'rules:\n  - id: a\n    expression: exec.file.name in m\n';

  it('are apart from each other, and their files on the disk count', async () => {
    writeFileSync(join(one, 'macros.policy'), unused);
    const { connection, pushed } = await started({
      rootUri: null,
      workspaceFolders: [
        { uri: uri(one), name: 'one' },
        { uri: uri(two), name: 'two' },
      ],
    });
    const [here, there] = [uri(join(one, 'a.policy')), uri(join(two, 'a.policy'))];
    await connection.sendNotification('textDocument/didOpen', open(here, 1, uses));
    await connection.sendNotification('textDocument/didOpen', open(there, 1, uses));
    await pushed.settled();
    expect(codes(pushed.last.get(here))).toEqual([]);
    expect(codes(pushed.last.get(there))).toEqual(['name/unknown-field']);
    // A file that comes beside it is seen when the client says so.
    const added = join(two, 'macros.policy');
    writeFileSync(added, unused);
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uri(added), type: 1 }],
    });
    await pushed.settled();
    expect(codes(pushed.last.get(there))).toEqual([]);
  });
});

describe('requests', () => {
  it('that are called off are answered with that', async () => {
    const { connection } = await started();
    const uri = uriOf('a.policy');
    await connection.sendNotification('textDocument/didOpen', open(uri, 1, broken));
    const params = { textDocument: { uri } };
    // These are still being worked on while the last one waits.
    const busy = Array.from({ length: 50 }, () =>
      connection.sendRequest('textDocument/semanticTokens/full', params),
    );
    const source = new CancellationTokenSource();
    const asked = connection.sendRequest('textDocument/documentSymbol', params, source.token);
    source.cancel();
    await expect(asked).rejects.toThrow('called off');
    await Promise.all(busy);
  });

  it('about documents that nobody opened are answered with nothing', async () => {
    const { connection } = await started();
    const textDocument = { uri: uriOf('other.policy') };
    const position = { line: 3, character: 3 };
    expect(await connection.sendRequest('textDocument/hover', { textDocument, position })).toBeNull();
    expect(await connection.sendRequest('textDocument/documentSymbol', { textDocument })).toEqual([]);
  });
});

describe('what a client can take', () => {
  const uri = uriOf('a.policy');
  const text = 'rules:\n  - id: a\n    expression: open.file.path == "/a" && \n';
  const position = { line: 2, character: 42 };

  it('is said once for all items of a completion, where it reads that', async () => {
    const completion = { completionList: { itemDefaults: ['editRange', 'data'] } };
    const { connection } = await started({ capabilities: { textDocument: { completion } } });
    await connection.sendNotification('textDocument/didOpen', open(uri, 1, text));
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    const list = await connection.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    expect(list.itemDefaults?.editRange).toEqual({ start: position, end: position });
    expect(list.items.length).toBeGreaterThan(5);
    expect(list.items.filter(({ textEdit }) => textEdit !== undefined)).toEqual([]);
    const field = list.items.find(({ label }) => label === 'process');
    expect(field?.textEditText).toBe('process');
  });

  it('are no addresses of pages where it cannot open them', async () => {
    const { connection } = await started();
    await connection.sendNotification('textDocument/didOpen', open(uri, 1, text));
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    const found = await connection.sendRequest('textDocument/typeDefinition', {
      textDocument: { uri },
      position: { line: 2, character: 20 },
    });
    expect(found).toEqual([]);
  });
});

describe('pages of problems', () => {
  it('are led to from diagnostics and from ignore comments, where the client says where they lie', async () => {
    const { connection } = await started({
      initializationOptions: { documentation: 'https://example.com/docs/' },
    });
    const uri = uriOf('a.policy');
    const text = `# secl-ignore-file pitfall/mixed-operators: meant\n${broken}`;
    await connection.sendNotification('textDocument/didOpen', open(uri, 1, text));
    const { items } = await connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    expect(items.map(({ codeDescription }) => codeDescription?.href)).toContain(
      'https://example.com/docs/problems/name/unknown-field.md',
    );
    const links = await connection.sendRequest<{ target: string }[]>('textDocument/documentLink', {
      textDocument: { uri },
    });
    expect(links.map(({ target }) => target)).toEqual([
      'https://example.com/docs/lint/pitfall/mixed-operators.md',
    ]);
  });
});

describe('problems of the whole workspace', () => {
  it('are said again only where they changed, and taken back where a file is gone', async () => {
    const { connection } = await started();
    const [one, two] = [uriOf('a.policy'), uriOf('b.policy')];
    await connection.sendNotification('textDocument/didOpen', open(one, 1, broken));
    await connection.sendNotification('textDocument/didOpen', open(two, 1, unused));
    const ask = async (previousResultIds: readonly { uri: string; value: string }[]) => {
      const report = await connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
        previousResultIds,
      });
      return report.items;
    };
    const ids = (items: WorkspaceDiagnosticReport['items']) =>
      items.map(({ uri, resultId = '' }) => ({ uri, value: resultId }));
    const first = await ask([]);
    expect(first.map(({ uri, kind }) => [uri, kind])).toEqual([
      [one, 'full'],
      [two, 'full'],
    ]);
    const second = await ask(ids(first));
    expect(second.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged']);
    const textDocument = { uri: one, version: 2 };
    const contentChanges = [{ text: broken.replace('nam', 'name') }];
    await connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    const third = await ask(ids(second));
    expect(third.map(({ uri, kind }) => [uri, kind])).toEqual([
      [one, 'full'],
      [two, 'unchanged'],
    ]);
    const gone = await ask([{ uri: uriOf('gone.policy'), value: '1' }]);
    expect(gone.find(({ uri }) => uri.endsWith('gone.policy'))).toMatchObject({ kind: 'full', items: [] });
  });
});

describe('the server in a worker', () => {
  const root = mkdtempSync(join(tmpdir(), 'secl-worker-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('bundles for a browser, without anything of Node, and answers over a port', async () => {
    const outfile = join(root, 'worker.mjs');
    const { errors, warnings } = await build({
      entryPoints: [join(import.meta.dirname, '../../packages/language-server/src/worker/index.ts')],
      bundle: true,
      outfile,
      platform: 'browser',
      format: 'esm',
      conditions: ['source'],
      external: ['module', 'fs/promises'],
      logLevel: 'silent',
    });
    expect([...errors, ...warnings].map(({ text }) => text)).toEqual([]);
    const { serveWorker } = await import(/* @vite-ignore */ pathToFileURL(outfile).href);
    const { port1, port2 } = new MessageChannel();
    void serveWorker(port1);
    const answer = new Promise((resolve) => port2.once('message', resolve));
    const params = { processId: null, rootUri: null, capabilities: {} };
    port2.postMessage({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    expect(await answer).toMatchObject({ id: 1, result: { capabilities: { hoverProvider: true } } });
    port2.close();
  });
});
