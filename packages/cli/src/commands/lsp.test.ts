import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const command = join(import.meta.dirname, '../../bin/secl.mjs');

const message = (content: object): string => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...content });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

/** What the command writes, and how it ends, when an editor says this. */
function said(
  ...contents: readonly object[]
): Promise<{ readonly code: number | null; readonly out: string }> {
  const server = spawn(process.execPath, [command, 'lsp', '--stdio']);
  let out = '';
  server.stdout.on('data', (bytes: Buffer) => {
    out += bytes.toString();
  });
  server.stdin.write(contents.map(message).join(''));
  return new Promise((resolve) => server.on('close', (code) => resolve({ code, out })));
}

const initialize = {
  id: 1,
  method: 'initialize',
  params: { processId: null, rootUri: null, capabilities: {} },
};

describe('secl lsp', () => {
  it('answers an editor over its streams, and ends with 0 after a goodbye', async () => {
    const { code, out } = await said(initialize, { id: 2, method: 'shutdown' }, { method: 'exit' });
    expect(out).toContain('"hoverProvider":true');
    expect(code).toBe(0);
  });

  it('ends with 1 where the editor leaves without one', async () => {
    const { code } = await said(initialize, { method: 'exit' });
    expect(code).toBe(1);
  });

  it('ends with 1, and no word of Node, where the editor is gone', async () => {
    const server = spawn(process.execPath, [command, 'lsp', '--stdio']);
    let errors = '';
    server.stderr.on('data', (bytes: Buffer) => {
      errors += bytes.toString();
    });
    server.stdin.end(message(initialize));
    const code = await new Promise((resolve) => server.on('close', resolve));
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
  });

  it('has nothing to say of a text to an editor that is gone', async () => {
    const server = spawn(process.execPath, [command, 'lsp', '--stdio']);
    let errors = '';
    server.stderr.on('data', (bytes: Buffer) => {
      errors += bytes.toString();
    });
    const text = 'rules:\n  - id: shell\n    expression: exec.file.name ==\n';
    const textDocument = { uri: 'file:///nowhere/a.policy', languageId: 'yaml', version: 1, text };
    const open = { method: 'textDocument/didOpen', params: { textDocument } };
    server.stdin.end([initialize, { method: 'initialized', params: {} }, open].map(message).join(''));
    const code = await new Promise((resolve) => server.on('close', resolve));
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
  });

  it('replays a recording in a thread that the bundle brings', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'secl-lsp-'));
    await writeFile(
      join(folder, 'a.policy'),
      'rules:\n  - id: shell\n    expression: exec.file.name == "sh"\n',
    );
    const event = { Type: 'exec', Values: { 'exec.file.name': 'sh' } };
    await writeFile(join(folder, 'r.jsonl'), `${JSON.stringify(event)}\n`);
    const rootUri = pathToFileURL(folder).href;
    const server = spawn(process.execPath, [command, 'lsp', '--stdio']);
    let out = '';
    server.stdout.on('data', (bytes: Buffer) => {
      out += bytes.toString();
    });
    const begin = { ...initialize, params: { ...initialize.params, rootUri } };
    const replay = { id: 2, method: 'secl/replay', params: { recording: `${rootUri}/r.jsonl` } };
    server.stdin.write([begin, { method: 'initialized', params: {} }, replay].map(message).join(''));
    await expect.poll(() => out).toContain('"outcome":"triggered","matches":1');
    server.stdin.end([{ id: 3, method: 'shutdown' }, { method: 'exit' }].map(message).join(''));
    expect(await new Promise((resolve) => server.on('close', resolve))).toBe(0);
    await rm(folder, { recursive: true });
  });
});
