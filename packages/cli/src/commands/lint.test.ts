import { join } from 'node:path';
import { applyEdits, createLineIndex, parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/lint.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/lint.md')));

describe.each([
  'lint.examples.md',
  'lint-paths.examples.md',
  'lint-ignore.examples.md',
  'lint-ignore-terraform.examples.md',
  'lint-fix.examples.md',
  'lint-settings.examples.md',
  'lint-formats.examples.md',
  'lint-sarif.examples.md',
])('%s', (name) => testDocument(join(import.meta.dirname, name)));

const mixed = (id: string): string =>
  `  - { id: ${id}, description: "漢🚀", expression: 'exec.comm == "${id}" && exec.user == "a" || exec.user == "b"' }\n`;
const unknown = (id: string, name = 'nope'): string => `  - { id: ${id}, expression: 'exec.${name} == 1' }\n`;

/** A run over one file, `a.policy`. */
async function lintOf(rules: string, ...args: readonly string[]) {
  return runInMemory(['lint', 'a.policy', '--no-cache', ...args], {
    fs: testFiles({ 'a.policy': `rules:\n${rules}` }),
  });
}

async function reportOf<Report>(rules: string, format: string): Promise<Report> {
  const { stdout } = await lintOf(rules, '--format', format);
  const parsed = parseJson(stdout);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value as Report;
}

const several = mixed('first') + unknown('second', 'file.nam') + mixed('first') + unknown('third');

describe('what is asked about', () => {
  const unread = unknown('a', 'fil.name');

  it('is what lies in an archive that is named, without fixes that nobody can write', async () => {
    const fs = testFiles({ 'a.policy': `rules:\n${unread}${mixed('b')}` });
    await runInMemory(['convert', 'a.policy', '--to', 'archive', '-o', 'pack.zip'], { fs });
    const { stdout, code } = await runInMemory(['lint', 'pack.zip', '--no-cache'], { fs });
    expect(code).toBe(1);
    expect(stdout).toContain('at pack.zip/a.policy:2:27');
    expect(stdout).toMatch(/\n2 problems \(1 error, 1 warning\) in 1 file with 2 rules\n$/);
  });

  it('is a plan, without fixes: it is written by another program', async () => {
    const values = { name: 'a', expression: 'exec.fil.name == "a"' };
    const resource = { type: 'datadog_csm_threats_agent_rule', address: 'a', mode: 'managed', values };
    const plan = { format_version: '1.2', planned_values: { root_module: { resources: [resource] } } };
    const fs = testFiles({ 'plan.json': JSON.stringify(plan) });
    const { stdout } = await runInMemory(['lint', 'plan.json', '--no-cache'], { fs });
    expect(stdout).toMatch(
      /did you mean `exec\.file\.name`[\s\S]*\n1 problem \(1 error\) in 1 file with 1 rule\n$/,
    );
  });
});

describe('standard input', () => {
  const fs = testFiles({
    'd/a.policy': 'rules: []\n',
    'd/m.policy': 'macros:\n  - {id: shells, values: [sh]}\n',
  });
  const stdin = "rules:\n  - { id: a, expression: 'exec.fil.name in shells' }\n";

  it('is judged among the files beside its name, and needs no `-`', async () => {
    for (const dash of [[], ['-']]) {
      const { stdout } = await runInMemory(['lint', ...dash, '--stdin-filename', 'd/a.policy'], {
        fs,
        stdin,
      });
      expect(stdout).toContain('at d/a.policy:2:27');
      expect(stdout).toMatch(/\n1 problem \(1 error\) in 1 file with 1 rule\n/);
    }
  });

  it('is not read for a name alone where other files are to be linted', async () => {
    const { code, stderr } = await runInMemory(['lint', 'd', '--stdin-filename', 'd/a.policy'], {
      fs,
      stdin,
    });
    expect([code, stderr]).toEqual([
      2,
      'secl: --stdin-filename is the name of `-`, which is not among the paths\n',
    ]);
  });
});

describe('a report for programs', () => {
  it('is as its schema says', async () => {
    const validate = new Ajv2020({ strictTypes: false, strictRequired: false }).compile(schema);
    for (const rules of [several, '', '  - a\n  - {id: b c}\n']) {
      validate(await reportOf(rules, 'json'));
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it('has fixes in SARIF that are those of the file', async () => {
    const log = await reportOf<Log>(several, 'sarif');
    const text = `rules:\n${several}`;
    const lines = createLineIndex(text);
    const [result] = log.runs[0]?.results?.filter(({ fixes }) => fixes !== undefined) ?? [];
    const edits = (result?.fixes?.[0]?.artifactChanges[0]?.replacements ?? []).map(
      ({
        deletedRegion: { startLine = 1, startColumn = 1, endLine = 1, endColumn = 1 },
        insertedContent,
      }) => ({
        range: {
          start: lines.offsetAt(startLine, startColumn),
          end: lines.offsetAt(endLine, endColumn),
        },
        text: insertedContent?.text ?? '',
      }),
    );
    expect(applyEdits(text, edits)).toContain(
      `exec.comm == "first" && (exec.user == "a" || exec.user == "b")'`,
    );
  });

  it('has a page for every rule in SARIF', async () => {
    const log = await reportOf<Log>(several, 'sarif');
    for (const { help } of log.runs[0]?.tool.driver.rules ?? [])
      expect(help?.markdown).toMatch(/## (Why|Prefer)/);
  });

  it('tells findings apart by more than their lines', async () => {
    type Row = {
      readonly fingerprint: string;
      readonly location: { readonly lines: { readonly begin: number } };
    };
    const before = await reportOf<readonly Row[]>(several, 'gitlab');
    const after = await reportOf<readonly Row[]>(`  # moved\n\n${several}`, 'gitlab');
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
    expect(after.map(({ location }) => location.lines.begin)).not.toEqual(
      before.map(({ location }) => location.lines.begin),
    );
    expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(before.length);
  });
});

describe('secl lint --explain', () => {
  it('prints the page of a lint rule, of a problem, of what is wrong with comments', async () => {
    for (const id of ['pitfall/mixed-operators', 'name/unknown-field', 'ignore/unused']) {
      const { code, stdout } = await runInMemory(['lint', '--explain', id]);
      expect({ code, id: stdout.split('\n')[2] }).toEqual({ code: 0, id });
      expect(stdout).toContain('\n## Prefer\n');
    }
  });

  it('says what was probably meant', async () => {
    const { code, stderr } = await runInMemory(['lint', '--explain', 'policy/never-fire']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'secl: --explain policy/never-fire: this is no lint rule or problem code: did you mean `policy/never-fires`?\n',
    });
  });
});

describe('annotations of GitHub', () => {
  const many = Array.from({ length: 14 }, (_, index) => unknown(`r${index}`, `nope${index}`)).join('');

  it('are ten of a level; the rest is in the log and in the summary of the job', async () => {
    const fs = testFiles({ 'a.policy': `rules:\n${many}`, summary: 'before\n' });
    const { stdout } = await runInMemory(['lint', 'a.policy', '--format', 'github'], {
      fs,
      env: { GITHUB_STEP_SUMMARY: 'summary' },
    });
    expect(stdout.match(/^::error /gm)).toHaveLength(10);
    expect(stdout.match(/^error a\.policy:/gm)).toHaveLength(4);
    expect(fs.textOf('summary')).toMatch(/^before\n### secl lint\n/);
    for (let index = 0; index < 14; index++) expect(fs.textOf('summary')).toContain(`\`exec.nope${index}\``);
  });

  it('say so where the summary cannot be written', async () => {
    const fs = testFiles({ 'a.policy': `rules:\n${mixed('a')}` }, ['summary']);
    const { code, stderr } = await runInMemory(['lint', 'a.policy', '--format', 'github'], {
      fs,
      env: { GITHUB_STEP_SUMMARY: 'summary' },
    });
    expect(stderr).toContain('the job summary summary cannot be written: permission denied');
    expect(code).toBe(0);
  });

  it('are commands of ours only', async () => {
    const { stdout } = await lintOf(
      '  - { id: "a\\n::error::b", expression: "exec.x\\r\\n::set-env::1" }\n',
      '--format',
      'github',
    );
    for (const line of stdout.split('\n').slice(0, -2))
      expect(line).toMatch(/^::(error|warning|notice) file=a\.policy,/);
  });
});

describe('a comment in Markdown', () => {
  it('shows the loudest first, folds the rest, and fits into a comment', async () => {
    const rules = Array.from({ length: 700 }, (_, index) => unknown(`rule_${index}`, `nope${index}`)).join(
      '',
    );
    const { stdout } = await lintOf(mixed('quiet') + rules, '--format', 'markdown');
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toContain('<details>');
    expect(stdout).toMatch(/… and \d+ findings that would not fit here/);
    expect(stdout.indexOf('`rule_0`')).toBeGreaterThan(0);
  });
});

describe('a file that cannot be written', () => {
  it('is said, and ends the command with 2', async () => {
    const files = testFiles({ 'a.policy': `rules:\n${mixed('a')}` });
    const trouble = { path: 'a.policy', reason: 'permission denied', code: 'EACCES' };
    const fs = { ...files, replace: async () => ({ ok: false as const, trouble }) };
    const { code, stderr } = await runInMemory(['lint', 'a.policy', '--fix', '--no-cache'], { fs });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'secl: a.policy: permission denied\n' });
  });

  it('is one that is not UTF-8: it stays as it is', async () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFFrules:\n${mixed('a')}`, 'utf16le'));
    const fs = testFiles({ 'a.policy': bytes });
    const { stdout } = await runInMemory(['lint', 'a.policy', '--fix', '--no-cache'], { fs });
    expect(stdout).toContain('pitfall/mixed-operators');
    expect(await fs.read('a.policy')).toEqual({ ok: true, value: bytes });
  });
});
