import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { runInMemory } from '../test-context.ts';
import { testDocument } from '../test-document.ts';
import { testFiles } from '../test-files.ts';

describe('the guide', () => testDocument(join(import.meta.dirname, '../../../../docs/guides/import.md')));

const recording = [
  '7 1772359200.000000 execve("/bin/ls", ["ls"], ["HOME=/"]) = 0',
  '7 1772359200.000100 openat(AT_FDCWD</>, "/etc/x", O_RDONLY) = 3</etc/x>',
  '',
].join('\n');

const importOf = (content: string | Uint8Array, ...flags: readonly string[]) =>
  runInMemory(['import', 'a.strace', ...flags], { fs: testFiles({ 'a.strace': content }) });

it('gives one canonical event a line, which it reads again to the same bytes', async () => {
  const first = await importOf(recording);
  expect(
    first.stdout
      .trimEnd()
      .split('\n')
      .map((line) => /"Type":"(\w+)"/.exec(line)?.[1]),
  ).toEqual(['exec', 'open']);
  expect(await importOf(first.stdout)).toEqual(first);
});

it('skips canonical events that nobody can read, and lets be what another agent may know', async () => {
  const event = (type: string, time: string, rest: string): string =>
    `{"Type":"${type}","Time":"${time}","Values":{${rest}}`;
  const time = '2026-01-01T00:00:00Z';
  const good = `${event('open', time, '"open.file.path":"/x"')}}`;
  const given = [
    good,
    `${event('open', 'yesterday', '')}}`,
    `${event('open', time, '"open.flags":1.5')}}`,
    `${event('open', time, '')},"Ancestors":{}}`,
    `${event('create', time, '"create.file.path":"c:\\\\x"')}}`,
    good.slice(0, -5),
  ];
  const { code, stdout, stderr } = await importOf(given.join('\n'));
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${good}\n${given[4]}\n` });
  const starts = ['`Time` takes', '`open.flags` takes', '`Ancestors` takes', 'the recording'];
  expect(stderr.split('\n').slice(0, 4)).toEqual(
    starts.map((start, at) => expect.stringContaining(`a.strace:${[2, 3, 4, 6][at]}: ${start}`)),
  );
});

it('reads gzip of several members, as those who append to it write it', async () => {
  const half = recording.indexOf('\n') + 1;
  const both = Buffer.concat([gzipSync(recording.slice(0, half)), gzipSync(recording.slice(half))]);
  expect(await importOf(both)).toEqual(await importOf(recording));
});

it('reads gzip, and standard input', async () => {
  const plain = await importOf(recording);
  expect(await importOf(gzipSync(recording))).toEqual(plain);
  expect(await runInMemory(['import', '-'], { stdin: recording })).toEqual(plain);
});

it('reads one recording after the other', async () => {
  const fs = testFiles({ a: recording, b: recording });
  const { stdout } = await runInMemory(['import', 'a', 'b'], { fs });
  expect(stdout.trimEnd().split('\n')).toHaveLength(4);
});

it('warns of each line that it skips, of many only the first, and counts them', async () => {
  const broken = Array.from({ length: 50 }, (_, index) => `7 177235920${index % 10}.000200 nonsense`).join(
    '\n',
  );
  const { code, stderr } = await importOf(`${recording}${broken}\n`, '--format', 'strace');
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[0]).toContain('a.strace:3: ');
  expect(lines[20]).toBe('secl: 2 events, 50 warnings, the first 20 of them above');
  expect(code).toBe(0);
});

it('shows progress on terminals, in the way of no warning', async () => {
  const broken = recording.replaceAll('\n', '\n7 nonsense\n').replace('7 nonsense\n', '');
  const content = `${recording.repeat(15_000)}${broken}`;
  const flags = ['a.strace', '-o', 'out.jsonl'];
  const fs = () => testFiles({ 'a.strace': content });
  const { stderr } = await runInMemory(['import', ...flags], { fs: fs(), columns: 80 });
  expect(stderr).toMatch(/\r\u001B\[K\d+ % {2}[\d,]+ events/);
  expect(stderr).toMatch(/(?:^|\u001B\[K|\n)secl: a\.strace:\d+: /);
  expect(stderr.replace(/\r\u001B\[K(?:\d+ % {2}[\d,]+ events(?:, [\d,]+ a second)?)?/g, '')).toBe(
    (await runInMemory(['import', ...flags], { fs: fs() })).stderr,
  );
  // On the terminal that the events go to, these say how far it is.
  expect((await runInMemory(['import', 'a.strace'], { fs: fs(), columns: 80 })).stderr).not.toContain('%');
});

it('says that a recording of its own was cut, as a replay does', async () => {
  const cut = '{"Type":"exec","Values":{"process.pid":1}}\n{"Type":"exec","Val';
  const { stderr } = await importOf(cut);
  expect(stderr).toContain('a.strace:2: the recording ends in the middle: its last line has no end');
});

it('escapes what a line of the recording brings into a warning', async () => {
  const { stderr } = await importOf(
    `${recording}7 1772359200.000200 \u001B[2J\u202E(\n`,
    '--format',
    'strace',
  );
  expect(stderr).not.toMatch(/[\u001B\u202E]/);
});

describe('input of every kind has an exit code', () => {
  it.each<[args: readonly string[], says: string]>([
    [[], 'no recordings: name files'],
    [['none'], 'none: no such file or directory'],
    [['a.strace', '--format', 'auditd2'], 'no format `auditd2`; there are'],
    [['text'], 'none of the formats that can be read'],
    [['binary'], 'none of the formats that can be read'],
    [['a.strace', '-o', 'locked/out'], 'locked/out: permission denied'],
  ])('%j', async (args, says) => {
    const fs = testFiles(
      {
        'a.strace': recording,
        text: 'just words\n',
        binary: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]),
      },
      ['locked/out'],
    );
    const { code, stderr, stdout } = await runInMemory(['import', ...args], { fs });
    expect(stderr).toContain(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n \r\n\n'],
    ['a byte order mark', '\ufeff'],
  ])('a recording with %s in it, as in a replay', async (_, content) => {
    expect(await importOf(content)).toEqual({
      code: 2,
      stdout: '',
      stderr: 'secl: nothing could be read from a.strace (it is empty)\n',
    });
    expect(await runInMemory(['import', '-'], { stdin: content })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'secl: nothing could be read from <stdin> (it is empty)\n',
    });
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n'],
  ])('a recording with %s in it, compressed', async (_, content) => {
    expect(await importOf(gzipSync(content))).toEqual(await importOf(content));
  });

  it('an empty recording beside another: that one is read', async () => {
    const fs = testFiles({ a: recording, b: '', c: '\n' });
    const { code, stdout, stderr } = await runInMemory(['import', 'a', 'b', 'c'], { fs });
    expect(stdout).toBe((await importOf(recording)).stdout);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'secl: nothing could be read from b (it is empty), c (it is empty)\n',
    });
  });

  it('a recording of which nothing makes an event is no mistake, and said', async () => {
    expect(await importOf('7 1772359200.000000 brk(NULL) = 0x5581\n')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'secl: 0 events: nothing in a.strace makes one\n',
    });
  });

  it('an interruption ends it with 130', async () => {
    const controller = new AbortController();
    controller.abort();
    const { code } = await runInMemory(['import', '-'], { stdin: recording, signal: controller.signal });
    expect(code).toBe(130);
  });
});

describe('several recordings', () => {
  const at = (second: string): string =>
    `{"Type":"exec","Time":"2026-03-01T10:00:${second}Z","Values":{"process.pid":${Number(second)}}}\n`;
  const pidsOf = (stdout: string): readonly unknown[] =>
    [...stdout.matchAll(/"process\.pid":(\d+)/g)].map(([, pid]) => Number(pid));

  it('of a directory are merged by time', async () => {
    const fs = testFiles({
      'log/new': at('09'),
      'log/old': at('01') + at('02') + at('07'),
      'log/z': at('05'),
    });
    const { stdout } = await runInMemory(['import', 'log'], { fs });
    expect(pidsOf(stdout)).toEqual([1, 2, 5, 7, 9]);
  });

  it('of which one has no times go as they are named', async () => {
    const fs = testFiles({ b: at('09'), a: at('01'), c: '{"Type":"exec","Values":{"process.pid":5}}\n' });
    const { stdout } = await runInMemory(['import', 'b', 'a', 'c'], { fs });
    expect(pidsOf(stdout)).toEqual([9, 1, 5]);
  });

  it('of one export share what they tell of processes', async () => {
    const process = (exec_id: string, pid: number, parent_exec_id: string): string =>
      JSON.stringify({
        process_exec: {
          process: { exec_id, parent_exec_id, pid, binary: `/bin/${exec_id}`, flags: 'execve' },
        },
        time: `2026-03-01T10:00:0${pid}Z`,
      });
    const fs = testFiles({
      'x/a': process('c', 4, 'b'),
      'x/b': process('b', 3, 'a'),
      'x/c': process('a', 2, ''),
    });
    const { stdout } = await runInMemory(['import', 'x'], { fs });
    const last = stdout.trimEnd().split('\n').at(-1) ?? '';
    expect([...last.matchAll(/"file\.path":"([^"]+)"/g)].map(([, path]) => path)).toEqual([
      '/bin/b',
      '/bin/a',
    ]);
  });
});

describe('--rebase', () => {
  const event =
    '{"Type":"exec","Time":"2077-09-22T16:45:57.030861661Z","Values":{"event.timestamp":3399554757030861661,"process.created_at":3399554757030861660,"process.file.change_time":5},"Ancestors":[{"created_at":3399554757030861659},{"created_at":0}]}\n';

  it('moves all times of the clock of events, and leaves those of files', async () => {
    const { stdout } = await importOf(event, '--rebase', '2026-03-01T10:00:00Z');
    expect(stdout).toContain('"Time":"2026-03-01T10:00:00.000000000Z"');
    expect(stdout).toContain('"event.timestamp":1772359200000000000');
    expect(stdout).toContain('"process.created_at":1772359199999999999');
    expect(stdout).toContain('"process.file.change_time":5');
    expect(stdout).toContain('"Ancestors":[{"created_at":1772359199999999998},{"created_at":0}]');
  });

  it('takes a time', async () => {
    const { code, stderr } = await importOf(event, '--rebase', 'today');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'secl: --rebase today: write a time as 2026-03-01T10:00:00Z\n',
    });
  });
});
