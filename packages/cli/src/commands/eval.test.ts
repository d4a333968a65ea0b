import { join } from 'node:path';
import { parseJsonExact } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/eval.schema.json' with { type: 'json' };
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/eval.md')));

const policy = `
macros:
  - id: created
    expression: open.flags & O_CREAT > 0
rules:
  - id: created_once
    expression: created && \${process.seen} != true
    actions:
      - set: { name: seen, value: true, scope: process }
  - id: typo
    expression: open.flagz == 0
`;

/** A run over one file of events. */
const evalOf = (expression: string, events: string, ...flags: readonly string[]) =>
  runInMemory(['eval', expression, 'events.json', ...flags], {
    fs: testFiles({ 'events.json': events, 'a.policy': policy }),
  });

const open = (values: object, more: object = {}): string =>
  JSON.stringify({ Type: 'open', Values: values, ...more });

describe('events', () => {
  const two = [open({ 'open.flags': 1 }), open({ 'open.flags': 1 })];

  it.each<[shape: string, text: string]>([
    ['one a line', two.join('\n')],
    ['an array', `[${two.join(', ')}]`],
    ['an array in lines', `[\n  ${two.join(',\n  ')}\n]\n`],
    ['Windows line ends', `${two.join('\r\n')}\r\n`],
    ['a byte order mark', `\uFEFF${two.join('\n')}`],
  ])('may be %s', async (_, text) => {
    const { stdout, code } = await evalOf('open.flags == 1', text);
    expect(stdout).toContain('2 of 2 events match.');
    expect(code).toBe(0);
  });

  it('may be one object over several lines', async () => {
    const { stdout, code } = await evalOf(
      'open.flags == 1',
      JSON.stringify({ Type: 'open', Values: { 'open.flags': 1 } }, null, 2),
    );
    expect(stdout).toBe(
      'match        open  events.json:1\n  ✓ open.flags == 1    open.flags is 1 (O_WRONLY)\n',
    );
    expect(code).toBe(0);
  });

  it('may come from standard input', async () => {
    const { code } = await runInMemory(['eval', 'open.flags == 1', '-'], { stdin: two.join('\n') });
    expect(code).toBe(0);
  });

  it('bring variables that an expression can name', async () => {
    const event = open({}, { Variables: { 'process.seen': true, count: 3 } });
    expect((await evalOf('open.flags == 0 && ${process.seen} == true && ${count} > 2', event)).code).toBe(0);
    expect((await evalOf('open.flags == 0 && ${other} == 1', event)).stderr).toContain(
      'no `set` action sets the variable `other`',
    );
  });

  it('are judged by rules on several event types', async () => {
    const events = [
      open({ 'open.file.path': '/etc/passwd', 'open.flags': 1 }),
      '{"Type": "chmod", "Values": {"chmod.file.path": "/etc/passwd"}}',
      '{"Type": "exec", "Values": {}}',
    ];
    const { stdout } = await runInMemory(
      ['eval', '--policies', 'a.policy', '--rule', 'written', 'events.json', '--agent', '7.68'],
      {
        fs: testFiles({
          'events.json': events.join('\n'),
          'a.policy': 'rules:\n  - id: written\n    expression: fim.write.file.path == "/etc/passwd"\n',
        }),
      },
    );
    expect(stdout.split('\n').map((line) => line.slice(0, 8))).toEqual([
      'match   ',
      'match   ',
      'no match',
      '',
      '2 of 3 e',
      '',
    ]);
  });
});

describe('a trace', () => {
  it('is shown for one event, for several with --trace, and never with --no-trace', async () => {
    const [one, two] = [open({}), `${open({})}\n${open({})}`];
    const marks = async (events: string, ...flags: readonly string[]) =>
      (await evalOf('open.flags == 0', events, ...flags)).stdout.split('✓').length - 1;
    expect(await marks(one)).toBe(1);
    expect(await marks(two)).toBe(0);
    expect(await marks(two, '--trace')).toBe(2);
    expect(await marks(one, '--no-trace')).toBe(0);
  });

  it('goes into macros', async () => {
    const { stdout } = await runInMemory(
      ['eval', '--policies', 'a.policy', '--rule', 'created_once', 'e.json'],
      {
        fs: testFiles({ 'e.json': open({ 'open.flags': 65 }), 'a.policy': policy }),
      },
    );
    expect(stdout).toContain(
      [
        '  ✓ all of',
        '    ✓ created (macro)',
        '      ✓ open.flags & O_CREAT > 0    open.flags is 65 (O_WRONLY|O_CREAT), open.flags & O_CREAT is 64',
        '    ✓ ${process.seen} != true    ${process.seen} is false',
      ].join('\n'),
    );
  });

  it('shows long lists by their beginning, and says what is not wholly known', async () => {
    const argv = Array.from({ length: 30 }, (_, index) => `a${index}`);
    const event = JSON.stringify({
      Type: 'exec',
      Values: { 'process.argv': argv },
      Ancestors: [{ comm: 'sh' }],
      Unknown: ['process.ancestors.*'],
    });
    const { stdout, code } = await evalOf('exec.argv == "a3" && process.ancestors.comm == "php"', event);
    expect(stdout).toContain('"a11", … 18 more');
    expect(stdout).toContain(
      '? process.ancestors.comm == "php"    process.ancestors.comm: "sh", the rest unknown',
    );
    expect(code).toBe(1);
  });

  it('is as wide as the terminal', async () => {
    const event = open({ 'open.file.path': `/${'a'.repeat(30)}` });
    const expression =
      'open.file.path =~ "/etc/*" || open.flags & (O_CREAT | O_TRUNC | O_EXCL) > 0 || process.ancestors.file.name in [ "a", "b" ]';
    const { stdout } = await runInMemory(['eval', expression, 'e.json'], {
      columns: 80,
      fs: testFiles({ 'e.json': event }),
    });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('JSON', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true });
  const validate = ajv.compile(schema);
  const validateLine = ajv.compile({ $ref: `${schema.$id}#/$defs/event` });
  const events = [
    open({ 'open.flags': 64 }, { Time: '2026-03-01T10:00:00Z', Unknown: ['open.retval'] }),
    open({ nope: 1 }),
    '{"Type": "exec", "Values": {}}',
  ].join('\n');

  it.each<readonly string[]>([[], ['--trace'], ['--no-trace']])(
    'keeps to its schema %s',
    async (...flags) => {
      const { stdout } = await evalOf(
        'open.flags == 64 && !(open.retval == 1) || process.ancestors[A].uid == 1',
        events,
        '--format',
        'json',
        ...flags,
      );
      const parsed = parseJsonExact(stdout);
      validate(parsed.ok ? parsed.value : undefined);
      expect(validate.errors ?? []).toEqual([]);
    },
  );

  it('comes in lines, too', async () => {
    const { stdout } = await evalOf('open.flags == 64', events, '--format', 'jsonl', '--trace');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => parseJsonExact(line));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line.ok && validateLine(line.value)).toBe(true);
  });

  it('keeps all digits of long integers', async () => {
    const { stdout } = await evalOf(
      'process.created_at > 0 && open.flags == 0',
      '{"Type":"open","Values":{"process.created_at":9223372036854775807}}',
      '--format',
      'json',
    );
    expect(stdout).toContain('9223372036854775807');
  });
});

describe('input of every kind has an exit code', () => {
  it.each<[name: string, expression: string, events: string, code: number, says: string]>([
    ['no event', 'open.flags == 0', '', 2, 'there is no event in it'],
    ['blank lines', 'open.flags == 0', '\n\n', 2, 'there is no event in it'],
    ['text', 'open.flags == 0', 'hello\n', 2, 'none of the formats that can be read'],
    ['half an event', 'open.flags == 0', '{"Type": "open", "Values": {"open.fl', 2, 'events.json:1'],
    ['an unknown event type', 'open.flags == 0', '{"Type": "opne", "Values": {}}', 2, 'opne'],
    ['a value of another type', 'open.flags == 0', open({ 'open.flags': 'x' }), 2, 'open.flags'],
    [
      'an integer beyond 64 bits',
      'open.flags == 0',
      '{"Type": "open", "Values": {"open.flags": 9223372036854775808}}',
      2,
      '9223372036854775808',
    ],
    [
      'an integer beyond 64 bits in the expression',
      'open.flags == 9223372036854775808',
      open({}),
      2,
      'it does not fit in 64 bits',
    ],
    ['an expression with mistakes', 'open.flags = 0', open({}), 2, 'use `==`'],
    ['no expression', '', open({}), 2, 'the expression has mistakes'],
    ['no time for an age', 'open.flags == 0 && process.created_at < 5s', open({}), 1, 'needs event time'],
    [
      'a file name with escapes',
      'open.file.name == "\u001B[2J"',
      open({ 'open.file.name': '\u001B[2J' }),
      0,
      'open.file.name is "\\x1b[2J"',
    ],
    [
      'a newline in a value',
      'open.file.name == "a"',
      open({ 'open.file.name': 'a\n  ✓ faked' }),
      1,
      'is "a\\n  ✓ faked"',
    ],
  ])('%s', async (_, expression, events, code, says) => {
    const outcome = await evalOf(expression, events);
    expect(outcome.stdout + outcome.stderr).toContain(says);
    expect(outcome.stdout + outcome.stderr).not.toContain('\u001B');
    expect(outcome.code).toBe(code);
  });

  it.each<[args: readonly string[], says: string]>([
    [[], 'give an expression and a file of events'],
    [['open.flags == 0'], 'give an expression and a file of events'],
    [['open.flags == 0', 'none.json'], 'none.json: no such file or directory'],
    [['--rule', 'x', '--policies', 'a.policy', 'e.json'], 'no rule `x`'],
    [['--rule', 'typo', '--policies', 'a.policy', 'e.json'], 'the rule `typo` has mistakes'],
    [['--rule', 'typo', '--policies', '-', '-'], 'cannot both come from standard input'],
  ])('%j', async (args, says) => {
    const outcome = await runInMemory(['eval', ...args], {
      fs: testFiles({ 'e.json': open({}), 'a.policy': policy }),
    });
    expect(outcome.stderr).toContain(says);
    expect(outcome.code).toBe(2);
  });

  it('counts a line that has several mistakes once', async () => {
    const { stdout } = await evalOf(
      'open.flags == 1',
      `${open({ 'open.flags': 1 })}\n${open({ 'open.flagz': 1, 'open.fil.path': 'x' })}\n`,
    );
    expect(stdout).toContain('1 of 1 event matches, 1 line could not be read.');
  });

  it('an interruption ends it with 130, after what was read', async () => {
    const controller = new AbortController();
    controller.abort();
    const { code } = await runInMemory(['eval', 'open.flags == 0', '-'], {
      stdin: open({}),
      signal: controller.signal,
    });
    expect(code).toBe(130);
  });
});
