import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { redactKinds } from '@secl/events';
import { redactable } from '@secl/workspace';
import { afterAll, describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

const cwd = mkdtempSync(join(tmpdir(), 'secl-redact-test-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const event = (path: string): string =>
  `${JSON.stringify({ Type: 'open', Values: { 'open.file.path': path, 'process.argv': ['--key=abc'] } })}\n`;
writeFileSync(join(cwd, 'in.jsonl'), event('/home/ann/notes.txt') + event('/srv/data/x'));
const policy = (expression: string): string => `rules:\n  - id: notes\n    expression: '${expression}'\n`;
writeFileSync(join(cwd, 'kept.policy'), policy('open.file.path == "/home/ann/notes.txt"'));
writeFileSync(join(cwd, 'lost.policy'), policy('open.file.path.length == 19'));

describe('secl redact', () => {
  it('writes canonical events', async () => {
    const { code, stdout, stderr } = await runInMemory(['redact', 'in.jsonl'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      '{"Type":"open","Values":{"open.file.path":"/home/user-1/name-1.txt","process.argv":["--key=arg-1"]}}\n' +
        '{"Type":"open","Values":{"open.file.path":"/srv/name-2/name-3","process.argv":["--key=arg-1"]}}\n',
    );
  });

  it('says that there was nothing to read', async () => {
    writeFileSync(join(cwd, 'empty.jsonl'), '');
    const { code, stdout, stderr } = await runInMemory(['redact', 'empty.jsonl'], { cwd });
    const says = 'secl: nothing could be read from empty.jsonl (it is empty)\n';
    expect([code, stdout, stderr]).toEqual([2, '', says]);
    const written = await runInMemory(['redact', 'empty.jsonl', '-o', 'out.jsonl'], { cwd });
    expect([written.code, written.stderr]).toEqual([2, says]);
    writeFileSync(join(cwd, 'empty.jsonl'), gzipSync('\n'));
    const compressed = await runInMemory(['redact', 'empty.jsonl'], { cwd });
    expect([compressed.code, compressed.stderr]).toEqual([2, says]);
  });

  it('says that nothing that was read is an event', async () => {
    writeFileSync(join(cwd, 'memory.strace'), '7 1772359200.000000 brk(NULL) = 0x5581\n');
    const { code, stdout, stderr } = await runInMemory(['redact', 'memory.strace'], { cwd });
    expect([code, stdout, stderr]).toEqual([0, '', 'secl: 0 events: nothing in memory.strace makes one\n']);
  });

  it('knows from a later event whose name stands in an earlier one', async () => {
    writeFileSync(join(cwd, 'two.jsonl'), event('/etc/sudoers.d/ann') + event('/home/ann/x'));
    const { stdout } = await runInMemory(['redact', 'two.jsonl'], { cwd });
    expect(stdout.split('\n')[0]).toContain('"/etc/sudoers.d/user-1"');
  });

  it('keeps what rules look for, and says that they decide as before', async () => {
    const { code, stderr } = await runInMemory(
      ['redact', 'in.jsonl', '-o', 'out.jsonl', '--keep-for', 'kept.policy'],
      { cwd },
    );
    expect(readFileSync(join(cwd, 'out.jsonl'), 'utf8')).toContain('"/home/ann/notes.txt"');
    expect([code, stderr]).toEqual([
      0,
      'secl: 2 events in out.jsonl\nsecl: every rule decides as before (1 rule)\n',
    ]);
  });

  it('tells the rules that decide otherwise', async () => {
    const { code, stderr } = await runInMemory(
      ['redact', 'in.jsonl', '-o', 'out.jsonl', '--keep-for', 'lost.policy'],
      { cwd },
    );
    expect(code).toBe(1);
    expect(stderr).toContain('secl: notes matched 1 event, and now 0\nsecl: 1 rule of 1 decides otherwise');
  });

  it('takes rules from a file', async () => {
    writeFileSync(
      join(cwd, 'redact.rules'),
      'keep arguments  # they are harmless here\nkeep word data\n\nremove process.argv0\n',
    );
    const { stdout } = await runInMemory(['redact', 'in.jsonl', '--rules', 'redact.rules'], { cwd });
    expect(stdout.split('\n')[1]).toBe(
      '{"Type":"open","Values":{"open.file.path":"/srv/data/name-2","process.argv":["--key=abc"]},"Unknown":["process.argv0"]}',
    );
  });

  it.each([
    [
      ['in.jsonl', '--keep', 'adresses'],
      '--keep: no kind adresses: did you mean `addresses`? There are arguments, environment, users, hosts, addresses, paths',
    ],
    [['in.jsonl', '--remove', 'proces.*'], 'no agent has a field proces.* that could be removed'],
    [
      ['in.jsonl', '--keep-for', 'kept.policy'],
      '--keep-for compares the recordings: write to a file with -o',
    ],
    [
      ['-', '-o', 'x', '--keep-for', 'kept.policy'],
      '--keep-for reads the recording twice: name a file instead of -',
    ],
    [[], 'no recordings: name files, or - for standard input'],
  ])('%j: wrong use', async (args, message) => {
    const { code, stderr } = await runInMemory(['redact', ...args], { cwd });
    expect([code, stderr]).toEqual([2, `secl: ${message}\n`]);
  });

  it('says which values stay since nobody knows what they are', async () => {
    const one =
      '{"Type":"exec","Values":{"process.fil.path":"/home/ann"},"Ancestors":[{"file.nam":"ann"}]}\n';
    const known =
      '{"Type":"exec","Values":{"process.file.path":"/home/ann"},"Ancestors":[{"file.name":"ann"}]}\n';
    const of = (text: string) => runInMemory(['redact', 'in.jsonl'], { fs: testFiles({ 'in.jsonl': text }) });
    expect((await of(known)).stderr).toBe('');
    const { code, stderr } = await of(one);
    expect([code, stderr]).toEqual([
      0,
      'secl: `process.fil.path`, `process.ancestors.file.nam` are no fields that are known here: their values stay as they are\n',
    ]);
  });

  describe('with a secl.yaml', () => {
    const redacted = async (section: string, ...flags: string[]) => {
      const fs = testFiles({
        'secl.yaml': section,
        'in.jsonl': event('/srv/data/x'),
        'redact.rules': 'keep users\n',
      });
      return await runInMemory(['redact', 'in.jsonl', ...flags], { fs });
    };
    const section = 'redact:\n  keep: [arguments]\n  keep_words: data\n  remove: [process.argv0, "*.envp"]\n';

    it('does what its section says', async () => {
      const { stdout, stderr } = await redacted(section);
      expect(stderr).toBe('');
      expect(stdout).toContain('"open.file.path":"/srv/data/name-1","process.argv":["--key=abc"]}');
      expect(stdout).toMatch(/"Unknown":\[.*"process\.argv0".*\]/);
    });

    it('does what flags say where both speak', async () => {
      const kept = '"process.argv":["--key=abc"]';
      const taken = '"process.argv":["--key=arg-1"]';
      expect((await redacted(section, '--keep', 'users')).stdout).toContain(taken);
      expect((await redacted(section, '--rules', 'redact.rules')).stdout).toContain(taken);
      expect((await redacted(section, '--keep-word', 'x')).stdout).toContain(kept);
      expect((await redacted(section, '--keep-word', 'x')).stdout).not.toContain('/data/');
    });

    it('stops at a mistake in it', async () => {
      const { code, stdout, stderr } = await redacted('redact:\n  keep: [adresses]\n');
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain('this is `adresses`: did you mean `addresses`?');
    });

    it('knows the kinds that the redactor knows', () => expect(redactable).toEqual(redactKinds));
  });

  it('a rule of the file that is none: where', async () => {
    writeFileSync(join(cwd, 'bad.rules'), 'keep users\ndrop all\n');
    const { code, stderr } = await runInMemory(['redact', 'in.jsonl', '--rules', 'bad.rules'], { cwd });
    expect([code, stderr]).toEqual([
      2,
      'secl: bad.rules:2: a rule is "keep KIND", "keep word TEXT" or "remove FIELD"\n',
    ]);
  });
});
