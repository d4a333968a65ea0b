import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the examples', () => testDocument(join(import.meta.dirname, 'init.examples.md')));

it('a policy of the same name is not overwritten', async () => {
  const fs = testFiles({ 'policies/first.policy/readme.txt': 'mine' });
  const outcome = await runInMemory(['init'], { fs });
  expect(outcome).toEqual({
    code: 2,
    stdout: '',
    stderr: 'secl: policies/first.policy is there already; nothing was written\n',
  });
  expect(fs.names()).toEqual(['policies/first.policy/readme.txt']);
});

it('a directory without rights is said', async () => {
  const outcome = await runInMemory(['init'], { fs: testFiles({}, ['secl.yaml']) });
  expect({ code: outcome.code, stderr: outcome.stderr }).toEqual({
    code: 2,
    stderr: 'secl: secl.yaml: permission denied\n',
  });
});
