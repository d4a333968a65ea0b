/** What the action makes of tests that lie beside rules. */
import { describe, expect, it } from 'vitest';
import { acme, linesWith, pullRequest } from './acme.ts';
import { before } from './pack.ts';
import type { Files } from './repository.ts';

const { changed, commentsOn, run } = acme();

describe('on a repository with tests of its rules', () => {
  const tests: Files = {
    'policies/credentials_test.yaml': `cases:
  - name: "cat reads | the hashes @team"
    events: [{ open: /etc/shadow, by: bash > cat }]
    expect: { silent: [shadow_file_read] }
  - name: sudo reads them
    events: [{ open: /etc/shadow, by: bash > sudo }]
    expect: { silent: [shadow_file_read] }
`,
  };

  it('tells what came otherwise, beside the line, in the comment and in the summary', async () => {
    const { code, stdout, summary, outputs } = await run(changed(before, { ...before, ...tests }));
    const message = '`shadow_file_read` matches and is expected to stay silent';
    expect(linesWith(stdout, '::error ')).toEqual([
      `::error file=policies/credentials_test.yaml,line=4,endLine=4,col=24,endColumn=40,title=secl test%3A cat reads | the hashes @team::${message}`,
    ]);
    expect(linesWith(stdout, 'secl test')).toEqual(['secl test: 1 passed, 1 failed']);
    const [comment = ''] = commentsOn(7);
    for (const page of [comment, summary]) {
      expect(page).toMatch(/^.*### SECL: 1 test failed$/m);
      expect(page).toContain('#### Tests of rules');
      expect(page).toContain('✓ open.file.path == "/etc/shadow"');
      expect(page).not.toContain(' @team');
    }
    expect({ code, failed: outputs['failed-tests'] }).toEqual({ code: 1, failed: '1' });
  });

  it('says where a test file has mistakes', async () => {
    const broken: Files = {
      'policies/x_test.yaml': 'cases:\n  - events: [{ opne: /x }]\n    expect: none\n',
    };
    const { code, stdout } = await run(changed(before, { ...before, ...broken }));
    expect(linesWith(stdout, '::error ')[0]).toContain('file=policies/x_test.yaml,line=2');
    expect(code).toBe(2);
  });

  it('can leave them out', async () => {
    const { code, stdout } = await run(changed(before, { ...before, ...tests }), pullRequest, {
      test: 'false',
    });
    expect({ code, told: linesWith(stdout, 'secl test') }).toEqual({ code: 0, told: [] });
  });
});
