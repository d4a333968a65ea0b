/** A real editor speaks with the packed command: Helix, in a terminal, with the settings of the guide. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

const root = join(import.meta.dirname, '../../..');
const command = join(root, 'packages/cli/bin/secl.mjs');

/** Debian calls the program `hx`, others `helix`; `install.sh` puts it into a folder of its own. */
const fetched =
  process.env.SECL_HELIX ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'secl-helix');
const helix = ['hx', 'helix', join(fetched, 'hx')].find(
  (each) => spawnSync(each, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('helix') === true,
);
const missing = [
  ...(helix === undefined ? ['it is not installed'] : []),
  ...(spawnSync('script', ['--version']).status === 0 ? [] : ['there is no `script` to give it a terminal']),
].join(', ');

const policy = `macros:
  - id: shells
    expression: '[ "sh", "bash" ]'
rules:
  - {id: one, expression: exec.file.name in shells}
  - id: two
    expression: exec.file.
`;

/** The settings that the guide tells, with the command of this checkout in the place of an installed one. */
function languages(): string {
  const guide = readFileSync(join(root, 'docs/guides/editors.md'), 'utf8');
  const [, settings = ''] = /^## Helix\n[\s\S]*?^```toml\n([\s\S]*?)^```/m.exec(guide) ?? [];
  const ours = `command = ${JSON.stringify(process.execPath)}\nargs = [${JSON.stringify(command)}, `;
  return settings.replace('command = "secl"\nargs = [', ours);
}

const leave = '\x1b';
const killLine = '\x15';

describe.skipIf(missing !== '')(`Helix${missing === '' ? '' : ` (skipped: ${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'secl-helix-'));
  const file = join(folder, 'a.policy');
  let terminal: Terminal;
  beforeAll(() => {
    writeFileSync(file, policy);
    mkdirSync(join(folder, 'config/helix'), { recursive: true });
    writeFileSync(join(folder, 'config/helix/languages.toml'), languages());
    const env = { XDG_CONFIG_HOME: join(folder, 'config'), XDG_CACHE_HOME: join(folder, 'cache') };
    terminal = Terminal.start({ command: [helix ?? 'hx', 'a.policy'], cwd: folder, env });
  });
  afterAll(() => {
    terminal?.stop();
    if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
  });
  const line = (number: number): string => terminal.lines()[number - 1] ?? '';

  it('marks a problem, and says it to whom goes there', async () => {
    await terminal.until('to mark the problem', () => line(7).startsWith('●'));
    terminal.type(']d');
    await terminal.shows('(name/unknown-field)');
  });

  it('explains what the cursor is on', async () => {
    terminal.type('5gg/file.name\r');
    await terminal.shows(/1 sel {2}5:4\d/);
    terminal.type(' k');
    await terminal.shows('exec.file.name · string');
    terminal.type(leave);
    await terminal.until('to close the explanation', () => !terminal.text().includes('· string'));
  });

  it('renames a macro wherever it stands', async () => {
    terminal.type('5gg/shells\r');
    await terminal.shows(/1 sel {2}5:5\d/);
    terminal.type(' r');
    await terminal.shows('rename-to:');
    terminal.type(`${killLine}interpreters\r`);
    await terminal.shows('exec.file.name in interpreters}');
    expect(line(2)).toContain('- id: interpreters');
  });

  it('completes a field', async () => {
    terminal.type('7ggA');
    await terminal.shows(/^ INS/m);
    // Helix 25.01 sends what is typed at once in another order than it was typed.
    await terminal.typeSlowly('pat');
    await terminal.shows(/exec\.file\.path +\S/);
    terminal.type('\x0e\r');
    await terminal.until('to take it', () => /expression: exec\.file\.path\s*$/.test(line(7)));
    await terminal.typeSlowly(' =="/bin/a"');
    terminal.type(leave);
    await terminal.shows(/^ NOR/m);
  });

  it('formats and saves, and no problem is left', async () => {
    terminal.type(':format\r');
    await terminal.shows('exec.file.path == "/bin/a"');
    terminal.type(':w\r');
    await terminal.until('to have no problem left', () => !terminal.text().includes('●'));
    await expect
      .poll(() => readFileSync(file, 'utf8'))
      .toBe(`macros:
  - id: interpreters
    expression: '["sh", "bash"]'
rules:
  - {id: one, expression: exec.file.name in interpreters}
  - id: two
    expression: exec.file.path == "/bin/a"
`);
  });
});
