import { gzipSync } from 'node:zlib';
import { formats } from '@secl/events';
import { describe, expect, it } from 'vitest';
import { child, exec, idsOf, policy, replay, reportOf, shell } from '../replay/test-replay.ts';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

describe('input of every kind has an exit code and says what is the matter', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'secl: nothing could be read from a.jsonl (it is empty)\n'],
    ['an empty file, compressed', gzipSync(''), 'secl: nothing could be read from a.jsonl (it is empty)\n'],
    [
      'a compressed file that is cut before anything is in it',
      gzipSync('').subarray(0, 12),
      'a.jsonl:1: the recording cannot be read: the compressed data has no end\nsecl: nothing could be read from a.jsonl\n',
    ],
    [
      'a binary file',
      Uint8Array.from({ length: 5000 }, (_, index) => (index * 197) % 256),
      'nothing could be read',
    ],
    ['text of no kind', 'Dear Sir,\nplease find\n', 'this is none of the formats that can be read'],
  ])('%s', async (_, content, message) => {
    const { code, stderr } = await replay({ 'a.jsonl': content });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('a recording that was cut in the middle of a line: what came before counts', async () => {
    const { code, stdout, stderr } = await replay({ 'a.jsonl': shell + child.slice(0, 40) });
    expect(code).toBe(0);
    expect(stdout).toContain('shell');
    expect(stderr).toMatch(/^warning a\.jsonl:2: the recording ends in the middle: its last line has no end/);
  });

  it('a gzip file without its end: what came before counts', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => exec('01', { 'process.pid': index * 7919 })).join(
      '',
    );
    const whole = gzipSync(shell + many);
    const report = await reportOf({ 'a.jsonl.gz': whole.subarray(0, whole.length - 2000) });
    expect(idsOf(report)).toEqual(['shell']);
    expect(report.warnings.map(({ code }) => code)).toContain('events/cut');
  });

  it('a JSON array: its objects are counted, not its lines', async () => {
    const array = `[${shell.trimEnd()},\n\n${child.trimEnd()},\n{"Type":"exec","Values":{"exec.nothing":1}}]`;
    const { stdout, stderr } = await replay({ 'a.json': array });
    expect(stdout).toContain('a.json  canonical, 3 objects, 2 events, ');
    expect(stdout).toContain('1 object skipped');
    expect(stderr).toMatch(/^warning a\.json:4: no agent has a field `exec\.nothing`/);
    const { recordings } = await reportOf({ 'a.json': array });
    expect(recordings).toMatchObject([{ unit: 'object', lines: 3, skipped: 1 }]);
  });

  it('a file without rights', async () => {
    const fs = testFiles({ 'a.policy': policy, 'a.jsonl': shell }, ['a.jsonl']);
    const { code, stderr } = await runInMemory(['replay', '--policies', 'a.policy', 'a.jsonl'], { fs });
    expect(code).toBe(2);
    expect(stderr).toContain('secl: nothing could be read from a.jsonl (permission denied)\n');
  });

  it('beside others that can be read: those are replayed, and the code says that one was not', async () => {
    const { code, stdout } = await replay({ 'a.jsonl': shell, 'b.jsonl': '' });
    expect(code).toBe(2);
    expect(stdout).toContain('1 of 4 rules triggered');
    expect(stdout).toContain('b.jsonl  not read');
  });

  it.each([
    ['a file that is not there', ['b.jsonl'], 'secl: b.jsonl: no such file or directory\n'],
    ['a directory without recordings', ['rules/sub/'], 'secl: rules/sub/: no recordings in this directory\n'],
    [
      'a format that is not there',
      ['a.jsonl', '--recording-format', 'stracer'],
      `secl: --recording-format stracer: there are ${formats.map(({ id }) => id).join(', ')}: did you mean \`strace\`?\n`,
    ],
    [
      'a time that ends before it begins',
      ['a.jsonl', '--since', '2027-01-01', '--until', '2026-01-01'],
      'secl: --since 2027-01-01 --until 2026-01-01: this ends before it begins\n',
    ],
    [
      'a time that is none',
      ['a.jsonl', '--since', 'yesterday'],
      'secl: --since yesterday: write a time as 2026-03-01T10:00:00Z, or a day as 2026-03-01\n',
    ],
  ])('%s', async (_, args, message) => {
    const files = { 'a.jsonl': shell, 'rules/sub/deeper/x': '' };
    const fs = testFiles({ 'rules/a.policy': policy, ...files });
    const { code, stderr } = await runInMemory(['replay', '--policies', 'rules/a.policy', ...args], { fs });
    expect({ code, stderr }).toEqual({ code: 2, stderr: message });
  });

  it.each([
    ['binary', Uint8Array.from([0, 1, 2, 0xff])],
    ['not YAML', 'rules:\n  - id: b\n    expres'],
    ['empty', ''],
  ])(
    'a policy that is %s: the others are replayed, and the code says that one was not read',
    async (_, content) => {
      const { code, stdout, stderr } = await replay(
        { 'a.jsonl': shell },
        ['--policies', 'b.policy', 'a.jsonl'],
        {
          fs: testFiles({ 'rules/a.policy': policy, 'b.policy': content, 'a.jsonl': shell }),
        },
      );
      expect(code).toBe(2);
      expect(stdout).toContain('1 of 4 rules triggered');
      expect(stderr).toMatch(/^secl: b\.policy:\d+:\d+: .+\n$/);
    },
  );

  it('policies that are none: nothing silent is made of nothing', async () => {
    const fs = testFiles({ 'web.yaml': 'kind: Service\n', 'a.jsonl': shell });
    const { code, stderr } = await runInMemory(['replay', '--policies', 'web.yaml', 'a.jsonl'], { fs });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^secl: web\.yaml:1:1: no policy is in here: /);
  });

  it('policies and a recording from one standard input', async () => {
    const fs = testFiles({});
    expect(await runInMemory(['replay', '--policies', '-', '-'], { fs, stdin: policy })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'secl: the recording and the policies cannot both come from standard input\n',
    });
  });

  it('events with unknown fields, and numbers beyond 64 bits, are left out with a word on why', async () => {
    const wide = '{"Type": "exec", "Values": {"exec.file.name": "sh", "process.pid": 9223372036854775808}}\n';
    const odd = '{"Type": "exec", "Values": {"exec.file.nam": "sh"}}\n';
    const report = await reportOf({ 'a.jsonl': wide + odd + shell });
    expect(report.recordings).toMatchObject([{ events: 1, skipped: 2 }]);
    expect(report.warnings.map(({ code, line }) => `${line} ${code}`)).toEqual([
      '1 events/integer-range',
      '2 events/unknown-field',
    ]);
  });

  it('tells the first of many bad lines, and how many more there are', async () => {
    const { stderr } = await replay({ 'a.jsonl': `${shell}${'nonsense\n'.repeat(2500)}` });
    expect(stderr.split('\n')).toHaveLength(12);
    expect(stderr).toContain('warning and 2490 more\n');
    expect(await reportOf({ 'a.jsonl': `${shell}${'nonsense\n'.repeat(2500)}` })).toMatchObject({
      warnings: { length: 1000 },
      warningsLeftOut: 1500,
    });
  });
});

describe('hostile texts', () => {
  const text = '\u001B]0;owned\u0007\u001B[2J\r\n| `x` <b>\u202E';
  const values = { 'exec.file.name': 'sh', 'process.argv': [text], 'process.file.path': text };
  const hostile = `${exec('01', values, { Host: text })}{"Type": "exec", "Values": {"${'\\u001b'}[2J": 1}}\n`;

  it.each(['pretty', 'json', 'jsonl', 'markdown'])('reach no terminal in %s', async (format) => {
    const { stdout, stderr } = await replay({ 'a.jsonl': hostile }, ['--format', format]);
    expect(stdout).toContain(
      format === 'pretty' || format === 'markdown' ? '\\x1b]0;owned' : '\\u001b]0;owned',
    );
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
    if (format !== 'json' && format !== 'jsonl') expect(stdout).not.toContain('\u202E');
  });

  it('cannot end a table of Markdown', async () => {
    const { stdout } = await replay({ 'a.jsonl': hostile }, ['--format', 'markdown', '--group-by', 'host']);
    const rows = stdout.split('\n').filter((line) => line.startsWith('|') && line.includes('owned'));
    expect(rows).not.toEqual([]);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)?.length).toBe(8);
    const outsideCode = stdout.replace(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    expect(outsideCode).not.toContain('<b>');
  });
});

describe('on a terminal', () => {
  const long = exec('01', {
    'exec.file.name': 'sh',
    'process.file.path': `/opt/${'deep/'.repeat(40)}sh`,
    'process.argv': ['-c', 'x'.repeat(500)],
  });

  it.each([60, 80, 120])('nothing about matches is wider than %i columns', async (columns) => {
    const { stdout } = await replay({ 'a.jsonl': long + child }, ['--rule', 'shell,child_of_shell'], {
      columns,
    });
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(columns);
  });

  it('colours severities, and leaves the text as it is without', async () => {
    const coloured = await replay({ 'a.jsonl': shell }, [], { colour: true });
    const plain = await replay({ 'a.jsonl': shell });
    expect(coloured.stdout).toContain('\u001B[33mmedium\u001B[39m');
    expect(coloured.stdout.replace(/\u001B\[\d+m/g, '')).toBe(plain.stdout);
  });

  it('shows progress there and nowhere else', async () => {
    const many = { 'a.jsonl': exec('01', { 'exec.file.name': 'ls' }).repeat(25_000) };
    expect((await replay(many, [], { columns: 80 })).stderr).toContain('events');
    expect((await replay(many)).stderr).toBe('');
  });
});
