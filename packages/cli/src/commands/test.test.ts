import { join } from 'node:path';
import { parseJsonExact } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/test.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/test.md')));

describe.each([
  'test.examples.md',
  'test-rule-files.examples.md',
  'test-mistakes.examples.md',
  'test-failures.examples.md',
  'test-formats.examples.md',
  'test-unheard.examples.md',
])('%s', (name) => testDocument(join(import.meta.dirname, name)));

const policy = `
rules:
  - id: shell
    expression: exec.file.name == "sh" && process.uid == 0
`;
const tests = `
cases:
  - { name: passes, events: [{ exec: sh }], expect: shell }
  - { name: fails, events: [{ exec: sh, process.uid: 33 }], expect: shell }
  - { name: undecided, events: [{ exec: sh, unknown: [process.uid] }], expect: shell }
  - { name: broken, events: [{ exec: sh, process.uid: nobody }], expect: shell }
`;

const testOf = (files: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
  runInMemory(['test', ...flags], { fs: testFiles(files) });

describe('JSON', () => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
  const files = { 'a.policy': policy, 'a_test.yaml': tests };

  it.each([[[]], [['--require-tests']], [['--run', 'passes']]])('fits its schema (%j)', async (flags) => {
    const { stdout } = await testOf(files, '--format', 'json', ...flags);
    const parsed = parseJsonExact(stdout);
    expect(validate(parsed.ok ? parsed.value : undefined) ? [] : validate.errors).toEqual([]);
  });

  it('is the same bytes each time', async () => {
    const [one, other] = [await testOf(files, '--format', 'json'), await testOf(files, '--format', 'json')];
    expect(one.stdout).toBe(other.stdout);
  });
});

describe('the exit code', () => {
  const only = (name: string) => testOf({ 'a.policy': policy, 'a_test.yaml': tests }, '--run', name);

  it.each([
    ['passes', 0],
    ['fails', 1],
    ['undecided', 1],
    ['broken', 2],
  ] as const)('of a case that %s is %i', async (name, code) => {
    expect((await only(name)).code).toBe(code);
  });
});

describe('hostile texts', () => {
  const hostile = `
cases:
  - name: "\\e[31mred\\r\\n::error::x"
    events: [{ exec: "sh '\\e]0;x\\a'", process.uid: 33 }]
    expect: shell
`;

  it.each(['pretty', 'tap', 'github', 'junit'])('are escaped in %s', async (format) => {
    const { stdout } = await testOf({ 'a.policy': policy, 'a_test.yaml': hostile }, '--format', format);
    expect(stdout).not.toMatch(/[\x07\x1b\r]/);
    expect(stdout.split('\n').filter((line) => line.startsWith('::error::x'))).toEqual([]);
  });
});

describe('--update', () => {
  it('leaves a file alone that nobody may write', async () => {
    const files = testFiles({ 'a.policy': policy, 'a_test.yaml': tests });
    const forbidden = {
      ...files,
      replace: async (path: string) => ({
        ok: false as const,
        trouble: { path, reason: 'permission denied', code: 'EACCES' },
      }),
    };
    const { code, stderr } = await runInMemory(['test', '--update', '--run', 'fails'], { fs: forbidden });
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'secl: a_test.yaml: permission denied\n' });
  });

  it('comes to rest', async () => {
    const files = testFiles({ 'a.policy': policy, 'a_test.yaml': tests });
    await runInMemory(['test', '--update', '--run', 'fails'], { fs: files });
    const once = files.textOf('a_test.yaml');
    const { code } = await runInMemory(['test', '--update', '--run', 'fails'], { fs: files });
    expect({ code, same: files.textOf('a_test.yaml') === once }).toEqual({ code: 0, same: true });
  });
});

it('--watch is for terminals', async () => {
  const { code, stderr } = await testOf({ 'a.policy': policy, 'a_test.yaml': tests }, '--watch');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'secl: --watch is for terminals: run `secl test` where nobody looks on\n',
  });
});

it('ctrl-C ends the run with what came, and a recording that it cuts short fails no case', async () => {
  const controller = new AbortController();
  const files = testFiles({
    'a.policy': policy,
    'a_test.yaml':
      'cases:\n  - { name: before, events: [{ exec: sh }], expect: shell }\n  - { name: cut, recording: a.jsonl, expect: none }\n  - { name: behind, events: [{ exec: ls }], expect: none }\n',
    'a.jsonl': '',
  });
  const stream: typeof files.stream = (path) => {
    controller.abort();
    return files.stream(path);
  };
  const outcome = await runInMemory(['test'], { fs: { ...files, stream }, signal: controller.signal });
  expect(outcome).toEqual({
    code: 130,
    stdout: '1 case in 1 file: 1 passed\n',
    stderr: 'secl: interrupted: what follows is no more than was run\n',
  });
});
