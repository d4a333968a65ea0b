import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'secl-vectors-'));
afterAll(() => rmSync(folder, { recursive: true }));

function conformance(...lines: readonly string[]) {
  const file = join(folder, 'cases.jsonl');
  writeFileSync(file, lines.join('\n'));
  const run = [join(import.meta.dirname, 'run.ts'), file];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=source', ...run], {
    encoding: 'utf8',
  });
  const plain = (text: string): readonly string[] =>
    text.replaceAll(file, 'cases.jsonl').trimEnd().split('\n');
  return { status, stdout: plain(stdout), stderr: plain(stderr) };
}

const expression = { id: 'shells', expression: 'exec.file.name == "sh"' };
const answer = { status: 'ok', eventType: 'exec', fields: ['exec.file.name'], verdicts: [] };
const constraint = { constraint: '>= 7.50', version: '7.68.0', accepted: true };
const policies = {
  id: 'one rule',
  files: [{ name: 'default.policy', content: 'rules: [{id: a, expression: exec.file.name == "sh"}]' }],
  agent: '7.68.0',
  host: {},
  events: [{ Type: 'exec', Values: { 'exec.file.name': 'sh' } }],
  expect: { loaded: ['a'], errors: [], matched: [['a']] },
};

describe('npm run conformance -- FILE', () => {
  it('recognises expressions, policies and agent versions by their shape', () => {
    const cases = [{ ...expression, expect: answer }, policies, constraint];
    expect(conformance(...cases.map((each) => JSON.stringify(each)))).toEqual({
      status: 0,
      stdout: ['3 passed, 0 failed'],
      stderr: [''],
    });
  });

  it('shows what differs, and ends with 1', () => {
    const wrong = { ...expression, expect: { ...answer, eventType: 'open' } };
    expect(conformance(JSON.stringify(wrong))).toEqual({
      status: 1,
      stdout: [
        'cases.jsonl:1: shells (plain engine): exec.file.name == "sh"',
        '    eventType: expected "open", found "exec"',
        '0 passed, 1 failed',
      ],
      stderr: [''],
    });
  });

  it('takes a place of a syntax error that is later than the agent’s, and none that is earlier', () => {
    const at = (offset: number) => {
      const error = { kind: 'syntax', offset };
      return JSON.stringify({
        expression: 'exec.file.name = "sh"',
        expect: { status: 'syntax_error', error },
      });
    };
    expect(conformance(at(0), at(15)).status).toBe(0);
    const { stdout } = conformance(at('exec.file.name = "sh"'.length));
    expect(stdout).toContainEqual(expect.stringMatching(/^ {4}place: expected "21 or later", found \d+$/));
  });

  it('names the line that it cannot read, and ends with 2', () => {
    const { status, stdout, stderr } = conformance(
      JSON.stringify(constraint),
      '{"constraint": ',
      '{"hello": 1}',
    );
    expect(status).toBe(2);
    expect(stdout).toEqual(['1 passed, 0 failed']);
    expect(stderr).toEqual([
      expect.stringMatching(/^cases\.jsonl:2:16: not valid JSON/),
      'cases.jsonl:3: no `expect`, and no `constraint` with a `version` either',
    ]);
  });

  it('ends with 2 where there is no such file', () => {
    const run = [join(import.meta.dirname, 'run.ts'), join(folder, 'none.jsonl')];
    expect(spawnSync(process.execPath, ['--conditions=source', ...run]).status).toBe(2);
  });
});
