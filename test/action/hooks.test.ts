import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { nodes } from '../cli/nodes.ts';
import { root } from '../house/rooms.ts';
import { after, before } from './pack.ts';
import { type Files, type Repository, repository } from './repository.ts';
import { below, textBelow, yamlFile } from './yaml-file.ts';

const hooks = yamlFile('.pre-commit-hooks.yaml');
const names = [0, 1].map((index) => textBelow(hooks, index, 'id'));

let checkout: Repository | undefined;
afterEach(() => checkout?.remove());

/**
 * Runs a hook as pre-commit does with `language: script`: the entry lies in the clone of the hooks' repository, behind it
 * come the arguments and the staged files that `files` matches; no such file, no run.
 */
function hook(id: string, files: Files) {
  checkout = repository();
  checkout.commit(files);
  const index = names.indexOf(id);
  const pattern = new RegExp(textBelow(hooks, index, 'files'));
  const staged = Object.keys(files).filter((name) => pattern.test(name));
  if (staged.length === 0) return undefined;
  const [entry = '', ...words] = textBelow(hooks, index, 'entry').split(' ');
  const definition = below(hooks, index) as Readonly<Record<string, unknown>>;
  const args = Array.isArray(definition.args) ? definition.args.map(String) : [];
  const given = definition.pass_filenames === 'false' ? [] : staged;
  // Node is found by the first line of the file, on the PATH.
  const env = { PATH: `${join(nodes[0].path, '..')}:${process.env.PATH}`, HOME: checkout.folder };
  const options = { cwd: checkout.folder, env, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(join(root, entry), [...words, ...args, ...given], options);
  return { status, stdout, stderr, changed: checkout.git('status', '--porcelain') };
}

describe('the hooks of pre-commit', () => {
  it('are two, whose entries pre-commit can run where they are cloned', () => {
    expect(names).toEqual(['secl-lint', 'secl-fmt']);
    for (const index of names.keys()) {
      expect(textBelow(hooks, index, 'language')).toBe('script');
      const [entry = ''] = textBelow(hooks, index, 'entry').split(' ');
      const path = join(root, entry);
      expect(statSync(path).mode & 0o111).not.toBe(0);
      expect(readFileSync(path, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
  });

  it('secl-lint: stops a commit with an error, and knows macros of other files', () => {
    const used = {
      'policies/a.policy':
        'rules:\n  - id: a\n    description: A shell.\n    expression: exec.file.name in shells\n',
    };
    expect(hook('secl-lint', { ...before, ...used })).toMatchObject({ status: 0 });
    const ended = hook('secl-lint', after);
    expect(ended?.status).toBe(1);
    expect(ended?.stdout).toContain('[name/unknown-field]');
  });

  it('secl-lint: does not run for other files', () => {
    expect(hook('secl-lint', { 'README.md': '# Rules\n' })).toBeUndefined();
  });

  it('secl-fmt: formats what is staged, which stops the commit', () => {
    const sloppy = { 'a.policy': 'rules:\n  - id: a\n    expression: exec.file.name  in ["sh","bash"]\n' };
    const ended = hook('secl-fmt', sloppy);
    expect(ended?.status).toBe(0);
    expect(ended?.changed).toBe('M a.policy');
    expect(hook('secl-fmt', before)?.changed).toBe('');
  });
});
