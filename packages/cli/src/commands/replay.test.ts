import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseJson } from '@secl/text';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../schema/replay.schema.json' with { type: 'json' };
import matchSchema from '../../schema/replay-match.schema.json' with { type: 'json' };
import { child, exec, type Files, idsOf, policy, replay, reportOf, shell } from '../replay/test-replay.ts';
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/replay.md')));

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
      stderr: 'secl: no rule has the id child: did you mean `child_of_shell`?\n',
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
