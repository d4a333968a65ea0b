import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { askingForModules } from '../../packages/cli/scripts/modules-of-node.ts';
import { command, nodes } from './nodes.ts';

describe('an import of a module that starts others', () => {
  it('becomes a question, without the types', () => {
    expect(askingForModules(`import { type Dirent, readFileSync, statSync as stat } from 'node:fs';`)).toBe(
      'const { readFileSync, statSync: stat } = process.getBuiltinModule("node:fs");',
    );
  });

  it('may stand on several lines', () => {
    expect(askingForModules(`import {\n  a,\n  b,\n} from 'node:fs';\nrest`)).toBe(
      'const { a, b } = process.getBuiltinModule("node:fs");\nrest',
    );
  });

  it('is asked with the first call where most runs make none', () => {
    expect(askingForModules(`import { rm, constants } from 'node:fs/promises';`)).toBe(
      'const rm = (...given) => process.getBuiltinModule("node:fs/promises").rm(...given); ' +
        'const constants = process.getBuiltinModule("node:fs/promises").constants;',
    );
  });

  it('stays an import for types, whole modules and modules that start nothing', () => {
    for (const line of [
      `import type { Dirent } from 'node:fs';`,
      `import * as fs from 'node:fs';`,
      `import { join } from 'node:path';`,
    ]) {
      expect(askingForModules(line)).toBe(line);
    }
  });
});

describe.each(nodes)('linting a policy on $name', ({ path }) => {
  it('starts no threads, no line editor of terminals and no promises of files', () => {
    const told = `process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')))`;
    const { status, stderr } = spawnSync(
      path,
      ['--import', `data:text/javascript,${encodeURIComponent(told)}`, command, 'lint', '--no-cache', '-'],
      { input: 'rules:\n  - id: a\n    expression: exec.file.name == "sh"\n', encoding: 'utf8' },
    );
    expect(status).toBe(0);
    const modules = stderr.split('\n').map((line) => line.replace(/^NativeModule (?:internal\/)?/, ''));
    expect(modules).toContain('v8');
    for (const module of ['worker', 'readline/interface', 'fs/promises', 'child_process', 'crypto']) {
      expect(modules).not.toContain(module);
    }
  });
});
