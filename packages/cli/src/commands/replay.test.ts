import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/replay.schema.json' with { type: 'json' };
import matchSchema from '../../schema/replay-match.schema.json' with { type: 'json' };
import { runInMemory, type Situation } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/replay.md')));

const policy = `
rules:
  - id: shell
    expression: exec.file.name == "sh"
    tags: {severity: medium, technique: T1059}
    actions:
      - set: {name: shells, field: process.pid, append: true}
      - kill: {signal: SIGTERM, scope: process}
        filter: process.file.name == "bash"
  - id: child_of_shell
    expression: process.ppid in \${shells} && exec.file.name != "sh"
  - id: by_ancestor
    expression: exec.file.name == "id" && process.ancestors[A].file.name == "sshd" && process.ancestors[A].uid == 0
  - id: in_container
    expression: exec.file.name == "sh" && process.container.id != ""
  - id: misspelled
    expression: exec.file.pth == "/"
`;

interface Fields {
  readonly [name: string]: unknown;
}
const exec = (time: string, values: Fields, rest: Fields = {}): string =>
  `${JSON.stringify({ Type: 'exec', Time: `2026-03-01T10:00:${time}Z`, Values: values, ...rest })}\n`;
const shell = exec('01', { 'exec.file.name': 'sh', 'process.pid': 7 }, { Unknown: ['process.container.*'] });
const child = exec('02', { 'exec.file.name': 'id', 'process.pid': 8, 'process.ppid': 7 });

type Files = Readonly<Record<string, string | Uint8Array>>;

/** `secl replay` with the policy above over these recordings. */
function replay(files: Files, args: readonly string[] = [], situation: Situation = {}) {
  const named = args.some((arg) => arg === '-' || arg in files || arg.endsWith('/'))
    ? []
    : Object.keys(files);
  const fs = testFiles({ 'rules/a.policy': policy, ...files });
  return runInMemory(['replay', '--policies', 'rules', ...named, ...args], { fs, ...situation });
}

async function reportOf(files: Files, args: readonly string[] = []): Promise<Report> {
  const { stdout } = await replay(files, [...args, '--format', 'json']);
  const parsed = parseJson(stdout);
  if (!parsed.ok) throw new Error(stdout);
  return parsed.value as Report;
}

/** What the tests below look at. */
interface Report {
  readonly order: string;
  readonly hosts: readonly string[];
  readonly events: number;
  readonly recordings: readonly {
    readonly name: string;
    readonly events: number;
    readonly skipped: number;
  }[];
  readonly triggered: readonly { readonly id: string; readonly matches: number }[];
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly line: number }[];
}

const idsOf = ({ triggered }: Report): readonly string[] => triggered.map(({ id }) => id);

describe('the JSON report', () => {
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  const isReport = ajv.compile(schema);
  const broken = 'not JSON\n';
  const reports: Readonly<Record<string, readonly [Files, readonly string[]]>> = {
    'with matches, undecided and rejected rules': [{ 'a.jsonl': shell + child }, []],
    'with --why of every rule': [
      { 'a.jsonl': shell + child },
      ['shell', 'child_of_shell', 'by_ancestor', 'in_container', 'misspelled'].flatMap((id) => ['--why', id]),
    ],
    'with nothing that triggers': [{ 'a.jsonl': exec('01', { 'exec.file.name': 'ls' }) }, []],
    'with several recordings and lines that are skipped': [
      { 'a.jsonl': shell + broken, 'b.jsonl': child },
      [],
    ],
    'with --compare': [
      {
        'a.jsonl': shell + child,
        'old/b.policy': policy.replace('"sh"', '"id"').replace('in_cont', 'in_a_cont'),
      },
      ['--compare', 'old', 'a.jsonl'],
    ],
    'without times': [{ 'a.jsonl': '{"Type": "exec", "Values": {"exec.file.name": "sh"}}' }, []],
    'of a recording that cannot be read': [{ 'a.jsonl': 'GIF89a' }, []],
    'of a part': [{ 'a.jsonl': shell + child }, ['--rule', 'shell', '--since', '2026-03-01T10:00:01.5Z']],
  };

  it.each(Object.entries(reports))('%s is as its schema says', async (_, [files, args]) => {
    const report = await reportOf(files, args);
    expect(isReport(report), ajv.errorsText(isReport.errors)).toBe(true);
  });

  it('is the same for the same input, byte for byte', async () => {
    const once = await replay({ 'a.jsonl': shell + child }, ['--format', 'json']);
    const again = await replay({ 'a.jsonl': shell + child }, ['--format', 'json']);
    expect(again.stdout).toBe(once.stdout);
  });

  it('has nothing that a schema of it would not know', async () => {
    const report = { ...(await reportOf({ 'a.jsonl': shell })), surprise: 1 };
    expect(isReport(report)).toBe(false);
  });

  it('has lines of matches with a schema of their own', async () => {
    const isMatch = ajv.compile(matchSchema);
    const { stdout } = await replay({ 'a.jsonl': shell + child }, ['--format', 'jsonl']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const parsed = parseJson(line);
      expect(parsed.ok && isMatch(parsed.value), ajv.errorsText(isMatch.errors)).toBe(true);
    }
  });
});

describe('recordings', () => {
  it('are files, gzip or not, and all files of a directory', async () => {
    const files = {
      'd/1.jsonl.gz': gzipSync(shell),
      'd/2.jsonl': child,
      'd/.hidden': 'x',
      'd/sub/3.jsonl': 'x',
    };
    const report = await reportOf(files, ['d/']);
    expect(report.recordings.map(({ name }) => name)).toEqual(['d/1.jsonl.gz', 'd/2.jsonl']);
  });

  it('are read once where they are named twice', async () => {
    const report = await reportOf({ 'd/a.jsonl': shell }, ['d/', 'd/a.jsonl']);
    expect(report.events).toBe(1);
  });

  it('come from standard input for -, also where two rule sets are compared', async () => {
    const args = ['-', '--compare', 'rules', '--format', 'json'];
    const { stdout, code } = await replay({}, args, { stdin: shell });
    expect(code).toBe(0);
    expect(stdout).toContain('"name": "<stdin>"');
    expect(stdout).toContain('"unchanged": 5');
  });

  it('are those of secl.yaml where none are named', async () => {
    const fs = testFiles({
      'secl.yaml': 'rule_sets: {all: {policies: rules}}\nrecordings: {attack: rec/a.jsonl}\n',
      'rules/a.policy': policy,
      'rec/a.jsonl': shell,
    });
    const { stdout, code } = await runInMemory(['replay', '--format', 'jsonl'], { fs });
    expect(code).toBe(0);
    expect(stdout).toContain('"rule":"shell"');
  });

  it('of several hosts are merged by time, and their state never mixes', async () => {
    const [web, db] = [{ Host: 'web' }, { Host: 'db' }];
    const set = exec('01', { 'exec.file.name': 'sh', 'process.pid': 7 }, web);
    const elsewhere = exec('02', { 'exec.file.name': 'id', 'process.ppid': 7 }, db);
    const here = exec('03', { 'exec.file.name': 'ls', 'process.ppid': 7 }, web);
    const report = await reportOf({ 'z.jsonl': elsewhere + here, 'a.jsonl': set }, ['z.jsonl', 'a.jsonl']);
    expect(report).toMatchObject({ order: 'time', hosts: ['db', 'web'] });
    expect(report.triggered).toMatchObject([
      { id: 'shell', matches: 1 },
      { id: 'child_of_shell', matches: 1, first: { recording: 'z.jsonl', line: 2 } },
    ]);
  });

  it('that name no hosts are taken for different ones', async () => {
    expect(idsOf(await reportOf({ 'a.jsonl': shell + child }))).toEqual(['shell', 'child_of_shell']);
    const apart = await reportOf({ 'a.jsonl': shell, 'b.jsonl': child });
    expect(idsOf(apart)).toEqual(['shell']);
    expect(apart.hosts).toEqual(['a.jsonl', 'b.jsonl']);
  });

  it('without times follow one another as they were named, and the report says so', async () => {
    const untimed = '{"Type": "exec", "Host": "web", "Values": {"exec.file.name": "sh", "process.pid": 7}}\n';
    const later = exec('01', { 'exec.file.name': 'id', 'process.ppid': 7 }, { Host: 'web' });
    const { stdout } = await replay({ 'z.jsonl': untimed, 'a.jsonl': later });
    expect(stdout).toContain(
      '2 recordings, one after the other, as they were named: not all have usable times',
    );
    expect(stdout).toContain('2 of 4 rules triggered');
  });

  it.each(['rule', 'process', 'host', 'severity', 'policy', 'technique'])(
    'are grouped by %s',
    async (kind) => {
      const inGroups = (text: string): readonly string[] => text.match(/^── .* ──$/gm) ?? [];
      const both = { 'a.jsonl': shell + child + exec('03', { 'exec.file.name': 'sh', 'process.pid': 9 }) };
      const { stdout } = await replay(both, ['--group-by', kind]);
      const expected: Readonly<Record<string, readonly string[]>> = {
        rule: [],
        process: ['── sh (7) ──', '── sh (9) ──', '── id (8) ──'],
        host: ['── unnamed host ──'],
        severity: ['── medium ──', '── no severity ──'],
        policy: ['── rules/a.policy ──'],
        technique: ['── T1059 ──', '── no technique ──'],
      };
      expect(inGroups(stdout)).toEqual(expected[kind]);
    },
  );
});

describe('--why', () => {
  it('names the element that an iterator variable came nearest with', async () => {
    const Ancestors = [
      { 'file.name': 'sh', uid: 0 },
      { 'file.name': 'sshd', uid: 33 },
    ];
    const event =
      exec('01', { 'exec.file.name': 'ls' }, { Ancestors: [] }) +
      exec('02', { 'exec.file.name': 'id' }, { Ancestors });
    const { stdout } = await replay({ 'a.jsonl': event }, ['--why', 'by_ancestor']);
    expect(stdout).toContain('2 exec events: 0 matches, 2 false, 1 without any element for its iterator');
    expect(stdout).toContain('with element 1 of 2 of process.ancestors');
  });

  it('asks for another format than jsonl', async () => {
    const { code, stderr } = await replay({ 'a.jsonl': shell }, ['--why', 'shell', '--format', 'jsonl']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'secl: --format jsonl prints matches only: ask for --why and --compare in another format\n',
    });
  });

  it('says which rules there are when it does not know one', async () => {
    const { code, stderr } = await replay({ 'a.jsonl': shell }, ['--why', 'child']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'secl: no rule has the id child: there are child_of_shell\n',
    });
  });
});

describe('--fail-on', () => {
  const quiet = exec('01', { 'exec.file.name': 'ls' });
  const good = policy.replace(/ {2}- id: misspelled[\s\S]*/, '');
  it.each([
    ['match', shell, 1],
    ['match', quiet, 0],
    ['info', shell, 1],
    ['low', shell, 1],
    ['medium', shell, 1],
    ['high', shell, 0],
    ['critical', shell, 0],
    ['undecided', shell, 1],
    ['undecided', quiet, 0],
    ['rejected', quiet, 0],
    ['rejected,medium', shell, 1],
  ])('%s', async (words, recording, code) => {
    const outcome = await replay({ 'a.jsonl': recording, 'rules/a.policy': good }, [
      'a.jsonl',
      '--fail-on',
      words,
    ]);
    expect(outcome.code).toBe(code);
  });

  it('rejected, with a rejected rule', async () => {
    expect((await replay({ 'a.jsonl': quiet }, ['--fail-on', 'rejected'])).code).toBe(1);
  });

  it('lists the words it knows', async () => {
    const { code, stderr } = await replay({ 'a.jsonl': shell }, ['--fail-on', 'severe']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'secl: --fail-on severe: there are match, rejected, undecided, info, low, medium, high, critical\n',
    );
  });
});

describe('input of every kind has an exit code and says what is the matter', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['an empty file', '', 'secl: nothing could be read from a.jsonl (it is empty)\n'],
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
      'secl: --recording-format stracer: there are canonical, strace: did you mean `strace`?\n',
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
