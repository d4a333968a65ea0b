import { spawn } from 'node:child_process';
import { join } from 'node:path';
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
});
