/** A real editor speaks with the packed command: Emacs with Eglot, without a window. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseJson } from '@secl/text';
import { describe, expect, it } from 'vitest';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const needed = [
  '--batch',
  '-f',
  'package-initialize',
  '--eval',
  "(progn (require 'eglot) (require 'yaml-mode))",
];
const missing = spawnSync('emacs', needed).status !== 0;

const policy = `macros:
  - id: shells
    expression: '[ "sh", "bash" ]'
rules:
  - {id: one, expression: exec.file.name in shells}
  - id: two
    expression: exec.file.
`;

interface Result {
  readonly diagnostics: readonly number[];
  readonly hover: string;
  readonly completion: readonly string[];
  readonly text: string;
}

function inEmacs(): Result {
  const folder = mkdtempSync(join(tmpdir(), 'secl-emacs-'));
  try {
    const file = join(folder, 'a.policy');
    const out = join(folder, 'result.json');
    const script = join(folder, 'run.el');
    writeFileSync(file, policy);
    const list = [process.execPath, command, 'lsp', '--stdio'].map((each) => JSON.stringify(each)).join(' ');
    const values = `secl-command '(${list}) secl-file ${JSON.stringify(file)} secl-out ${JSON.stringify(out)}`;
    writeFileSync(script, `(setq ${values})\n${readFileSync(join(import.meta.dirname, 'emacs.el'), 'utf8')}`);
    const { stderr } = spawnSync('emacs', ['--batch', '-l', script], {
      encoding: 'utf8',
      timeout: 50_000,
      env: { ...process.env, HOME: folder },
    });
    const read = parseJson(readFileSync(out, 'utf8'));
    if (!read.ok) throw new Error(`Emacs wrote no result: ${stderr}`);
    return read.value as Result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(missing)(
  `Emacs${missing ? ' (skipped: it is not installed, with Eglot and yaml-mode)' : ''}`,
  () => {
    it('shows problems, hovers, completes, renames and formats', () => {
      const result = inEmacs();
      expect(result.diagnostics).toContain(7);
      expect(result.hover).toContain('`exec.file.name`');
      expect(result.completion).toContain('exec.file.path');
      expect(result.text).toBe(`macros:
  - id: interpreters
    expression: '["sh", "bash"]'
rules:
  - {id: one, expression: exec.file.name in interpreters}
  - id: two
    expression: exec.file.name == "a"
`);
    });
  },
);
