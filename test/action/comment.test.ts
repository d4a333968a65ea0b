/** What the action writes where people read it: the comment, annotations, the summary. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { acme, linesWith, manyMistakes, pullRequest } from './acme.ts';
import { after, before } from './pack.ts';
import { runAction } from './run-action.ts';

const { changed, commentsOn, github, run } = acme();

const golden = join(import.meta.dirname, 'comment.md');
/** `SECL_UPDATE=1 vitest run test/action` writes the comment anew, for a person to read in the diff. */
const updating = 'SECL_UPDATE' in process.env;

describe('on a pull request with two mistakes in three policies', () => {
  it('writes a comment that is worth reading', async () => {
    const { code, outputs } = await run(changed(before, after));
    const [comment = ''] = commentsOn(7);
    if (updating) writeFileSync(golden, comment);
    expect(comment).toBe(readFileSync(golden, 'utf8'));
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ errors: '1', warnings: '1', notes: '0', changes: 'added,wider,problem' });
    expect(outputs.comment).toBe('https://github.example/acme/rules/pull/7#issuecomment-1000');
  });

  it('annotates the lines', async () => {
    const { stdout } = await run(changed(before, after));
    expect(linesWith(stdout, '::error ')).toEqual([
      '::error file=policies/tools.policy,line=10,endLine=10,col=17,endColumn=30,title=name/unknown-field::`open.file.pth` is not a field, constant or macro: did you mean `open.file.path`?',
    ]);
    expect(linesWith(stdout, '::warning ')).toHaveLength(1);
    expect(linesWith(stdout, 'secl ')).toEqual([
      'secl lint: 1 error, 1 warning, 0 notes in 4 rules of 3 files',
      'secl diff: added, wider, problem',
    ]);
  });

  it('writes the summary of the job', async () => {
    const { summary } = await run(changed(before, after));
    expect(summary).toMatch(/^### SECL: 1 error, 1 warning\n/);
    expect(summary).toContain('#### What this change does');
  });

  it('writes SARIF for code scanning', async () => {
    const { sarif } = await run(changed(before, after));
    const uris = [...sarif.matchAll(/"uri": "([^"]+)"/g)].map(([, uri]) => uri);
    expect(new Set(uris)).toEqual(new Set(['policies/shells.policy', 'policies/tools.policy']));
  });

  it('brings its comment up to date instead of writing another', async () => {
    const change = changed(before, after);
    await run(change);
    change.checkout.commit(before);
    const { code } = await run(change);
    expect(code).toBe(0);
    expect(commentsOn(7)).toHaveLength(1);
    expect(commentsOn(7)[0]).toContain('### SECL: no problems\n');
    expect(commentsOn(7)[0]).toContain('Rules do what they did before.');
  });

  it('finds its comment behind hundreds of others', async () => {
    const person = { login: 'bob', type: 'User' } as const;
    const talk = Array.from({ length: 250 }, (_, id) => ({ id, body: `Comment ${id}`, user: person }));
    const change = changed(before, after);
    await run(change);
    github().comments.set(7, [...talk, ...(github().comments.get(7) ?? [])]);
    await run(change);
    expect(commentsOn(7)).toHaveLength(251);
    const page = 'GET /repos/acme/rules/issues/7/comments';
    expect(github().calls.slice(-4)).toEqual([page, page, page, expect.stringMatching(/^PATCH /)]);
  });

  it('leaves a comment alone that a person wrote, whatever it begins with', async () => {
    const body = '<!-- secl-toolkit: . -->\nMine';
    github().comments.set(7, [{ id: 1, body, user: { login: 'mallory', type: 'User' } }]);
    await run(changed(before, after));
    expect(commentsOn(7)).toHaveLength(2);
    expect(commentsOn(7)[0]).toBe(body);
  });
});

describe('on a pull request with nothing to say', () => {
  it('writes no comment', async () => {
    const { code, stdout } = await run(changed(before, { ...before, 'README.md': '# Rules\n' }));
    expect(code).toBe(0);
    expect(stdout).toContain('secl diff: rules do what they did before\n');
    expect(commentsOn(7)).toEqual([]);
  });
});

describe('where there are more findings than GitHub annotates', () => {
  it('annotates ten of a level, and has all in the summary', async () => {
    const { stdout, summary } = await run(changed(before, { 'policies/many.policy': manyMistakes(40) }));
    expect(linesWith(stdout, '::error ')).toHaveLength(10);
    expect(stdout).toContain('30 of them have no annotation');
    for (let rule = 1; rule <= 40; rule += 1) expect(summary).toContain(`\`rule_${rule}\``);
    expect(commentsOn(7)[0]).toContain('<details><summary>32 more</summary>');
  });

  it('writes a comment that GitHub takes, however many there are', async () => {
    const { summary } = await run(changed(before, { 'policies/many.policy': manyMistakes(700) }));
    const [comment = ''] = commentsOn(7);
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain(
      'and more than fits here: [the run](https://github.example/acme/rules/actions/runs/42)',
    );
    expect(comment).toContain('#### What this change does');
    expect(summary).toContain('`rule_700`');
  });
});

describe('where the comment is refused', () => {
  it('says which permission is missing, and ends as it would have', async () => {
    github().refusal = { status: 403, message: 'Resource not accessible by integration' };
    const { code, stdout, summary } = await run(changed(before, after));
    expect(code).toBe(1);
    expect(linesWith(stdout, '::notice ')).toEqual([
      '::notice title=secl::GitHub does not take the comment (403: Resource not accessible by integration); it needs `permissions: pull-requests: write`',
    ]);
    expect(summary).toContain('`permissions: pull-requests: write`');
  });

  it('ends as it would have where GitHub is not there', async () => {
    const change = changed(before, before);
    const ended = await runAction({
      ...pullRequest(change),
      workspace: change.checkout.folder,
      api: 'http://127.0.0.1:9',
    });
    expect(ended.code).toBe(0);
    expect(linesWith(ended.stdout, '::notice ')[0]).toContain(
      'GitHub does not take the comment (fetch failed',
    );
  });
});

describe('with rules whose texts are hostile', () => {
  const hostile = {
    'policies/a,b::x.policy': [
      'rules:',
      '  - id: evil',
      '    description: A file is opened.',
      '    expression: "open.file.pth == \\"`</details><img src=x> @acme/all\\n::error::pwned\\n```\\n# pwned\\""',
      '',
    ].join('\n'),
  };

  it('runs no command of theirs, notifies nobody, and leaves no fence', async () => {
    const { stdout, summary } = await run(changed(before, hostile));
    const [comment = ''] = commentsOn(7);
    expect(
      linesWith(stdout, '::').every((line) => /^::(error|warning|notice) (file|title)=/.test(line)),
    ).toBe(true);
    expect(stdout).toContain('file=policies/a%2Cb%3A%3Ax.policy,');
    for (const page of [comment, summary]) {
      const outsideOfCode = page
        .replace(/^(`{3,})\w*\n[\s\S]*?^\1$/gm, '')
        .replace(/(`+)(?!`)[^\n]*?[^`]\1(?!`)/g, '');
      expect(outsideOfCode).not.toMatch(/<img|@acme|^# pwned|^::error/m);
    }
  });
});
