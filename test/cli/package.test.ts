import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../packages/cli/package.json' with { type: 'json' };
import { commandFolder, nodes } from './nodes.ts';

const call = promisify(execFile);
let folder = '';
let tarball = '';

// Packs as a release does, installs as a user does: in an empty folder, without a network.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secl-package-'));
  const packed = await call('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: commandFolder,
  });
  tarball = join(folder, packed.stdout.trim().split('\n').at(-1) ?? '');
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  await call('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const installed = (...path: string[]): string => join(folder, 'node_modules/secl', ...path);

describe('the packed command', () => {
  it('brings everything with it: nothing else is installed', async () => {
    const names = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));
    expect(names).toEqual(['secl']);
    expect(manifest).not.toHaveProperty('dependencies');
  });

  it('contains the loader, the bundle, its licences, the schemas of what it prints and no sources', async () => {
    expect((await readdir(installed())).sort()).toEqual(
      ['LICENSE', 'NOTICE', 'README.md', 'bin', 'dist', 'package.json', 'schema'].sort(),
    );
    expect((await readdir(installed('dist'))).sort()).toEqual([
      'THIRD-PARTY-LICENSES.txt',
      'chunks',
      'import-thread.mjs',
      'page',
      'replay-thread.mjs',
      'secl.mjs',
      'test-thread.mjs',
    ]);
    expect(await readFile(installed('dist/THIRD-PARTY-LICENSES.txt'), 'utf8')).toContain('@stricli/core');
  });

  describe.each(nodes)('under $name', ({ name, path }) => {
    const secl = (...args: string[]) => call(path, [installed('bin/secl.mjs'), ...args], { cwd: folder });

    it('is run by that Node', async () => {
      const { stdout } = await call(path, ['--version']);
      expect(stdout).toMatch(new RegExp(`^v${name.replace('Node ', '')}\\.`));
    });

    it('prints its version', async () => {
      expect((await secl('--version')).stdout).toBe(`${manifest.version}\n`);
    });

    it('prints its help', async () => {
      expect((await secl('--help')).stdout).toContain('USAGE');
    });

    it('reads Terraform: the WebAssembly that this takes is in it', async () => {
      const rule =
        'name = "shadow"\n  expression = <<-EOT\n    open.file.path == "/etc/shadow"\n  EOT\n  enabled = true';
      const block = `resource "datadog_csm_threats_agent_rule" "shadow" {\n  ${rule}\n}\n`;
      await writeFile(join(folder, 'main.tf'), block);
      expect((await secl('load', 'main.tf')).stdout).toContain('1 rule: 1 loaded');
    });

    it('refuses what it does not know with exit code 2', async () => {
      await expect(secl('no-such-command')).rejects.toMatchObject({ code: 2 });
    });
  });
});
