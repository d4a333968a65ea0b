/** A real editor speaks with the packed command: Neovim's own client, without a window. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseJson } from '@secl/text';
import { describe, expect, it } from 'vitest';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const missing = spawnSync('nvim', ['--version']).status !== 0;

const policy = `macros:
  - id: shells
    expression: '[ "sh", "bash" ]'
rules:
  - {id: one, expression: exec.file.name in shells}
  - id: two
    expression: exec.file.
`;

interface Result {
  readonly diagnostics: readonly { readonly line: number; readonly code: string }[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly signature: string;
  readonly actions: readonly string[];
  readonly renamed: readonly string[];
  readonly formatted: readonly string[];
  readonly errorsAfterwards: number;
}

function inNeovim(): Result {
  const folder = mkdtempSync(join(tmpdir(), 'secl-neovim-'));
  try {
    const file = join(folder, 'a.policy');
    const out = join(folder, 'result.json');
    const script = join(folder, 'run.lua');
    writeFileSync(file, policy);
    const list = [process.execPath, command, 'lsp', '--stdio'].map((each) => JSON.stringify(each)).join(', ');
    const globals = `COMMAND = { ${list} }\nROOT = ${JSON.stringify(folder)}\nFILE = ${JSON.stringify(file)}\nOUT = ${JSON.stringify(out)}\n`;
    writeFileSync(script, globals + readFileSync(join(import.meta.dirname, 'neovim.lua'), 'utf8'));
    const { stderr } = spawnSync(
      'nvim',
      ['--headless', '--clean', '-c', `luafile ${script}`, '-c', 'qall!'],
      {
        encoding: 'utf8',
        timeout: 50_000,
        env: { ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder },
      },
    );
    const read = parseJson(readFileSync(out, 'utf8'));
    if (!read.ok) throw new Error(`Neovim wrote no result: ${stderr}`);
    return read.value as Result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(missing)(`Neovim${missing ? ' (skipped: it is not installed)' : ''}`, () => {
  it('shows problems, hovers, completes, renames and formats', () => {
    const result = inNeovim();
    expect(result.diagnostics).toContainEqual({ line: 7, code: 'name/unknown-field' });
    expect(result.hover).toContain('`exec.file.name`');
    expect(result.completion).toContain('exec.file.path');
    // Neovim 0.7 says that it cannot fill in places, so it is offered none.
    expect(result.completion).not.toContain('"…"');
    expect(result.signature).toContain('~"pattern"');
    expect(result.actions).toContain('negate the condition');
    // It cannot make files, so none is offered.
    expect(result.actions.filter((title) => title.includes('in a new file'))).toEqual([]);
    expect(result.renamed.slice(1, 5)).toEqual([
      '  - id: interpreters',
      `    expression: '[ "sh", "bash" ]'`,
      'rules:',
      '  - {id: one, expression: exec.file.name in interpreters}',
    ]);
    expect(result.formatted.at(-1)).toBe('    expression: exec.file.name == "a"');
    expect(result.errorsAfterwards).toBe(0);
  });
});
