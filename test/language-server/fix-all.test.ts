/** Fixing all in an editor and `secl lint --fix` make the same of a file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLanguageService } from '@secl/language-service';
import { applyEdits } from '@secl/text';
import { memoryFiles } from '@secl/workspace';
import { expect, it } from 'vitest';
import { offsetsOf } from './cases.ts';
import { folder, uriOf } from './editors.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');

const policies: Readonly<Record<string, string>> = {
  'one fix makes room for the next': `rules:
  - id: a
    expression: exec.file.name = 'sh' && process.uid == 0 || process.gid == 0
  - id: b
    expression: exec.filename =~ "/bin/sh" and process.uid not in [ 1, 2 ]
`,
  'in a text with escapes': `rules:
  - id: a
    expression: "exec.file.name = 'sh' && exec.file.path =~ \\"/bin/sh\\""
`,
  'in lines that end as on Windows': `rules:\r
  - id: a\r
    expression: exec.file.name = 'sh'\r
`,
  'nothing to do': `rules:
  - id: a
    description: Something
    expression: exec.file.name == "sh"
`,
};

it.each(Object.entries(policies))('%s', async (name, text) => {
  const directory = mkdtempSync(join(tmpdir(), 'secl-fix-all-'));
  try {
    const file = join(directory, 'a.policy');
    writeFileSync(file, text);
    spawnSync(process.execPath, [command, 'lint', '--fix', '--no-cache', file], { cwd: directory });
    const wanted = readFileSync(file, 'utf8');
    expect(wanted !== text).toBe(name !== 'nothing to do');
    const service = createLanguageService();
    service.addFolder(folder, memoryFiles({}));
    service.open(uriOf('a.policy'), 1, text);
    await service.find();
    const [action] = await service.sourceActions(uriOf('a.policy'), ['source.fixAll']);
    const edits = action?.edit?.changes?.[uriOf('a.policy')] ?? [];
    const fixed = applyEdits(
      text,
      edits.map((edit) => ({ range: offsetsOf(text, edit.range), text: edit.newText })),
    );
    expect(fixed).toBe(wanted);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
