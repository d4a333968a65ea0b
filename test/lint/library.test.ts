/** The shipped library is what good policies look like: lint at its strictest has nothing to mend in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultConfig, lint } from '@secl/lint';
import { catalogue } from '@secl/model';
import { inLoadOrder, nothingExternal, readPolicy, type Target } from '@secl/policy';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../rules-library/policies');
const texts = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.policy'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const newest: Target = {
  platform: 'linux',
  agentVersion: { major: 7, minor: catalogue('linux').lastMinor, patch: 0, prerelease: '', build: '' },
  origin: 'ebpf',
  host: new Map([
    ['os', 'linux'],
    ['origin', 'ebpf'],
  ]),
};

it('has no error and no warning, also under `strict`', () => {
  const files = inLoadOrder([...texts].map(([name, text]) => readPolicy(name, text)));
  const { findings } = lint(
    {
      name: 'library',
      files: files.map((file) => ({ file, text: texts.get(file.name) ?? '', carrier: 'policy' as const })),
      external: nothingExternal,
      targets: [{ name: 'newest', target: newest }],
    },
    { ...defaultConfig, preset: 'strict' },
  );
  expect(files.length).toBeGreaterThan(5);
  const loud = findings.filter(({ severity }) => severity !== 'info');
  expect(loud.map(({ subject, code, message }) => `${subject}: ${code} ${message}`)).toEqual([]);
});
