import { join } from 'node:path';
import { parseJsonExact } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/test-coverage.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () =>
  testDocument(join(import.meta.dirname, '../../../../docs/guides/test-coverage.md')));

const documents = ['test-coverage.examples.md', 'action-conditions.examples.md', 'generate.examples.md'];
describe.each(documents)('%s', (name) => testDocument(join(import.meta.dirname, name)));

const policy = `
rules:
  - id: shell
    expression: exec.file.name in ["sh", "bash"] && process.uid == 0
`;
const tests = `
cases:
  - { name: a shell, events: [{ exec: sh, process.uid: 0 }], expect: shell }
`;
const files = { 'a.policy': policy, 'a_test.yaml': tests };
const testOf = (contents: Readonly<Record<string, string>>, ...flags: readonly string[]) =>
  runInMemory(['test', ...flags], { fs: testFiles(contents) });

describe('JSON', () => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

  const acting = `${policy}    actions:
      - filter: process.container.id == ""
        kill: { signal: SIGKILL, scope: process }
`;

  it.each([[[]], [['--mutate']]])('fits its schema (%j)', async (flags) => {
    const { stdout } = await testOf({ ...files, 'a.policy': acting }, '--coverage-format', 'json', ...flags);
    expect(stdout).toContain('"role": "filter"');
    const parsed = parseJsonExact(stdout);
    expect(validate(parsed.ok ? parsed.value : undefined) ? [] : validate.errors).toEqual([]);
  });
});

describe('what is measured keeps out of the reports that programs read', () => {
  it.each(['json', 'junit', 'tap', 'github'])('%s', async (format) => {
    const plain = await testOf(files, '--format', format);
    const measured = await testOf(files, '--format', format, '--coverage', '--mutate');
    expect(measured.stdout).toBe(plain.stdout);
    expect(measured.stderr).toContain('condition coverage');
    expect(measured.stderr).toContain('mutation');
  });
});

describe('rules of which no test says anything', () => {
  const others = Array.from(
    { length: 25 },
    (_, index) => `  - id: other_${index}
    expression: exec.file.name == "x${index}"
`,
  );
  const pack = { 'a.policy': policy.trimStart() + others.join(''), 'a_test.yaml': `about: [shell]${tests}` };

  it('are named where they are many, and counted beyond twenty', async () => {
    const { stdout } = await testOf(pack, '--coverage');
    expect(stdout).toContain('shell  2 of 4  1 event, 1 match');
    expect(stdout).toContain('\nrules that no test looks at\n  other_0\n  other_1\n');
    expect(stdout).toContain('  other_19\n  … 5 more\n\ncondition coverage');
    expect(stdout).not.toContain('exec.file.name == "x0"');
  });

  it('are not covered by events that meet them: no case would fail were they otherwise', async () => {
    const event = 'events: [{ exec: x0 }, { exec: sh, process.uid: 0 }]';
    const meeting = { ...pack, 'a_test.yaml': pack['a_test.yaml'].replace(/events: \[.*\]/, event) };
    const { stdout } = await testOf(meeting, '--coverage');
    expect(stdout).toContain('shell  3 of 4  2 events, 1 match');
    expect(stdout).toContain('rules that no test looks at\n  other_0\n');
  });
});

describe('hostile texts', () => {
  const hostile = {
    'a.policy': `rules:\n  - id: shell\n    expression: "exec.comm == \\"<script>\\e[31m&\\" && process.uid == 0"\n`,
    'a_test.yaml': tests,
  };

  it('are escaped on the page', async () => {
    const { stdout } = await testOf(hostile, '--coverage-format', 'html');
    expect(stdout).toContain('&lt;script&gt;\\x1b[31m&amp;');
    expect(stdout.match(/<script>/g)).toHaveLength(1);
    expect(stdout).not.toContain('\u001B');
  });

  it.each([['--coverage'], ['--mutate']])('are escaped for terminals (%s)', async (flag) => {
    const { stdout } = await testOf(hostile, flag);
    expect(stdout).not.toContain('\u001B');
  });
});

describe('the page', () => {
  it('asks nothing of the network', async () => {
    const { stdout } = await testOf(files, '--coverage-format', 'html');
    expect(stdout).not.toMatch(/(?:src|href)=|https?:|@import|url\(/);
  });

  it('is the same bytes each time', async () => {
    const [one, other] = [
      await testOf(files, '--coverage-format', 'html'),
      await testOf(files, '--coverage-format', 'html'),
    ];
    expect(one.stdout).toBe(other.stdout);
  });
});

it('a file that nobody may write is misuse', async () => {
  const forbidden = testFiles(files, ['cov.info']);
  const { code, stderr } = await runInMemory(
    ['test', '--coverage-format', 'lcov', '--coverage-output', 'cov.info'],
    { fs: forbidden },
  );
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'secl: cov.info: permission denied\n' });
});

it('a proposed file is a test file that passes and covers its rule', async () => {
  const { stdout } = await testOf(files, '--generate', 'shell');
  const again = await testOf({ 'a.policy': policy, 'shell_test.yaml': stdout }, '--threshold', '100');
  expect({ code: again.code, stdout: again.stdout.split('\n').at(-2) }).toEqual({
    code: 0,
    stdout: 'condition coverage 100 % · 4 of 4 outcomes seen deciding · 1 of 1 rule whole',
  });
});
