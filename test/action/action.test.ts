import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { action } from './action-file.ts';
import { type FakeGitHub, fakeGitHub, token } from './fake-github.ts';
import { after, before } from './pack.ts';
import { type Files, type Repository, repository } from './repository.ts';
import { runAction, type StepEnded } from './run-action.ts';

const golden = join(import.meta.dirname, 'comment.md');
/** `SECL_UPDATE=1 vitest run test/action` writes the comment anew, for a person to read in the diff. */
const updating = 'SECL_UPDATE' in process.env;

let github: FakeGitHub;
beforeAll(async () => {
  github = await fakeGitHub();
});
afterAll(() => github.close());

const opened: Repository[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.remove();
  github.comments.clear();
  github.refusal = undefined;
  github.calls.length = 0;
});

interface Change {
  readonly checkout: Repository;
  readonly base: string;
  readonly head: string;
}

/** A repository with two commits, of which the second is checked out. */
function changed(from: Files, to: Files): Change {
  const checkout = repository();
  opened.push(checkout);
  return { checkout, base: checkout.commit(from), head: checkout.commit(to) };
}

type Payload = (change: Change) => { readonly event: string; readonly payload: object };

const pullRequestFrom =
  (headRepository: string | undefined, event = 'pull_request'): Payload =>
  ({ base, head }) => ({
    event,
    payload: {
      action: 'synchronize',
      number: 7,
      pull_request: {
        number: 7,
        base: { sha: base, ref: 'main', repo: { full_name: 'acme/rules' } },
        head: {
          sha: head,
          ref: 'patch',
          repo: headRepository === undefined ? null : { full_name: headRepository },
        },
      },
    },
  });
const pullRequest = pullRequestFrom('acme/rules');
const push: Payload = ({ base, head }) => ({ event: 'push', payload: { before: base, after: head } });

async function run(change: Change, what: Payload = pullRequest, inputs: Files = {}): Promise<StepEnded> {
  const workspace = change.checkout.folder;
  const ended = await runAction({ ...what(change), workspace, with: inputs, api: github.address });
  expect(ended.stderr).toBe('');
  for (const said of [ended.stdout, ended.summary, ended.sarif]) expect(said).not.toContain(token);
  return ended;
}

const commentsOn = (number: number): readonly string[] =>
  (github.comments.get(number) ?? []).map(({ body }) => body);
const linesWith = (text: string, start: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(start));

/** `rule_1` … with a field that does not exist. */
const manyMistakes = (number: number): string =>
  `rules:\n${Array.from(
    { length: number },
    (_, index) =>
      `  - id: rule_${index + 1}\n    description: A file is opened.\n    expression: open.file.pth == "/etc/x${index}"\n`,
  ).join('')}`;

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
    github.comments.set(7, [...talk, ...(github.comments.get(7) ?? [])]);
    await run(change);
    expect(commentsOn(7)).toHaveLength(251);
    const page = 'GET /repos/acme/rules/issues/7/comments';
    expect(github.calls.slice(-4)).toEqual([page, page, page, expect.stringMatching(/^PATCH /)]);
  });

  it('leaves a comment alone that a person wrote, whatever it begins with', async () => {
    const body = '<!-- secl-toolkit: . -->\nMine';
    github.comments.set(7, [{ id: 1, body, user: { login: 'mallory', type: 'User' } }]);
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

describe('on a pull request from a fork', () => {
  it.each([['mallory/rules'], [undefined]])(
    'of %s it asks GitHub nothing, and says all else',
    async (fork) => {
      const { code, stdout, summary } = await run(changed(before, after), pullRequestFrom(fork));
      expect(github.calls).toEqual([]);
      expect(code).toBe(1);
      expect(linesWith(stdout, '::error ')).toHaveLength(1);
      expect(linesWith(stdout, '::notice ')[0]).toContain('The branch is of a fork');
      expect(summary).toContain('> The branch is of a fork');
      expect(summary).toContain('#### What this change does');
    },
  );

  it('does not take `pull_request_target` for a way around that', async () => {
    const target = pullRequestFrom('mallory/rules', 'pull_request_target');
    const { stdout } = await run(changed(before, after), target);
    expect(github.calls).toEqual([]);
    expect(linesWith(stdout, '::warning ')[0]).toContain('use `pull_request`');
  });
});

describe('on a push', () => {
  it('lints, and neither compares nor comments', async () => {
    const { code, stdout, summary, outputs } = await run(changed(before, after), push);
    expect(github.calls).toEqual([]);
    expect(code).toBe(1);
    expect(linesWith(stdout, '::error ')).toHaveLength(1);
    expect(summary).not.toContain('What this change does');
    expect(outputs).toMatchObject({ errors: '1', changes: '', comment: '' });
  });

  it('compares where a base is named', async () => {
    const change = changed(before, after);
    const { stdout } = await run(change, push, { base: change.base });
    expect(stdout).toContain('secl diff: added, wider, problem\n');
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

describe('in a shallow clone', () => {
  it('says how to have the change compared, and lints', async () => {
    const change = changed(before, after);
    const checkout = change.checkout.shallow();
    opened.push(checkout);
    const { code, stdout, summary } = await run({ ...change, checkout });
    const said = `the base commit ${change.base.slice(0, 7)} is not in this clone, which is shallow: give actions/checkout \`fetch-depth: 0\`. So the change is not compared with it.`;
    expect(linesWith(stdout, '::warning ')[0]).toBe(`::warning title=secl::${said}`);
    expect(summary).toContain('`fetch-depth: 0`');
    expect(linesWith(stdout, '::error ')).toHaveLength(1);
    expect(code).toBe(1);
  });
});

describe('where the comment is refused', () => {
  it('says which permission is missing, and ends as it would have', async () => {
    github.refusal = { status: 403, message: 'Resource not accessible by integration' };
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

describe('its inputs', () => {
  it('working-directory: names stay those of the repository', async () => {
    const moved = (files: Files): Files =>
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`security/${name}`, text]));
    const change = changed(moved(before), moved(after));
    const { stdout, sarif, outputs } = await run(change, pullRequest, { 'working-directory': './security/' });
    expect(stdout).toContain('::error file=security/policies/tools.policy,line=10');
    expect(sarif).toContain('"uri": "security/policies/tools.policy"');
    expect(outputs.sarif).toMatch(/\/secl-security\.sarif$/);
    expect(outputs.changes).toBe('added,wider,problem');
    expect(commentsOn(7)[0]).toContain('<!-- secl-toolkit: security -->');
    expect(commentsOn(7)[0]).toContain('- expression: open.file.pth');
  });

  it('paths: are never flags', async () => {
    const change = changed(before, after);
    const { stdout } = await run(change, pullRequest, { paths: 'policies/tools.policy\n--fix\n' });
    expect(linesWith(stdout, '::error ')[0]).toContain('--fix: no such file');
    expect(change.checkout.git('status', '--porcelain')).toBe('');
  });

  it('paths: are what is looked at', async () => {
    const { outputs } = await run(changed(before, after), pullRequest, { paths: 'policies/tools.policy' });
    expect(outputs).toMatchObject({ errors: '1', warnings: '0' });
  });

  it('changed-only: leaves out what the change does not touch', async () => {
    const old = { ...before, 'policies/old.policy': manyMistakes(3) };
    const change = changed(old, { ...old, 'policies/tools.policy': after['policies/tools.policy'] ?? '' });
    const { outputs } = await run(change, pullRequest, { 'changed-only': 'true' });
    expect(outputs.errors).toBe('1');
    expect(commentsOn(7)[0]).toContain('3 on rules that did not change');
  });

  it('fail-on and fail-on-change: decide how the step ends', async () => {
    const change = changed(before, after);
    expect((await run(change, pullRequest, { 'fail-on': 'never' })).code).toBe(0);
    expect((await run(change, pullRequest, { 'fail-on': 'never', 'fail-on-change': 'wider' })).code).toBe(1);
    expect((await run(change, pullRequest, { 'fail-on': 'never', 'fail-on-change': 'removed' })).code).toBe(
      0,
    );
  });

  it('comment and diff: can be turned off', async () => {
    const { summary } = await run(changed(before, after), pullRequest, { comment: 'false', diff: 'false' });
    expect(github.calls).toEqual([]);
    expect(summary).not.toContain('What this change does');
  });

  it('that are wrong end the step with what is right', async () => {
    const change = changed(before, after);
    expect(await run(change, pullRequest, { comment: 'maybe' })).toMatchObject({
      code: 2,
      stdout: '::error title=secl::input comment is true or false, and not "maybe"\n',
    });
    const preset = await run(change, pullRequest, { preset: 'loud' });
    expect(preset.code).toBe(2);
    expect(preset.stdout).toContain('there are recommended, strict, datadog-default');
    expect(preset.summary).toContain('### SECL: the rules could not be checked');
  });

  it('are those of action.yml', () => {
    const source = readFileSync(join(import.meta.dirname, '../../packages/action/src/inputs.ts'), 'utf8');
    const read = [...source.matchAll(/(?:text|truth)\('([\w-]+)'/g)].map(([, name]) => name);
    expect(new Set(read)).toEqual(new Set(action.inputs));
  });
});

describe('its outputs', () => {
  it('are those of action.yml', async () => {
    const { outputs } = await run(changed(before, before), push);
    expect(Object.keys(outputs)).toEqual(action.outputs);
  });
});
