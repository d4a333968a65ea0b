import { catalogue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import type { ImportedRecord, LineCounts } from '../../importer.ts';
import { recogniseFormat } from '../formats.ts';
import { bpftrace } from './bpftrace.ts';

const linux = catalogue('linux');

function read(...lines: readonly (string | readonly unknown[])[]): {
  readonly records: readonly ImportedRecord[];
  readonly problems: readonly string[];
  readonly counts: LineCounts;
} {
  const problems: string[] = [];
  const reader = bpftrace.open({
    catalogue: linux,
    onProblem: ({ line, code }) => problems.push(`${line} ${code}`),
  });
  const records = lines.flatMap((line, index) => {
    const text = typeof line === 'string' ? line : JSON.stringify({ type: 'value', data: line });
    return reader.read({ document: 'x', text, line: index + 1, column: 1, offset: 0, ended: true });
  });
  return { records: [...records, ...reader.end()], problems, counts: reader.counts() };
}

function values(records: readonly ImportedRecord[], ...names: readonly string[]): readonly unknown[] {
  return records.map(({ record }) => [record.Type, ...names.map((name) => record.Values[name])]);
}

const CLOCK = [['start', 1000], '{"type": "printf", "data": "1700000000.000001\\n"}'] as const;
/** A shell in /srv, seen before the script began. */
const SHELL = ['known', 10, 1, 'sh', '/usr/bin/dash', '/srv', 0, 0, 'sh', '-i'] as const;

describe('processes', () => {
  it('have their program and arguments from exec, and their parents from fork', () => {
    const { records, counts } = read(
      ...CLOCK,
      SHELL,
      ['fork', 2000, 10, 10, 11, 17],
      ['arg', 2500, 11, 11, 0, 'cat'],
      ['arg', 2500, 11, 11, 1, '/etc/shadow'],
      ['exec', 3000, 11, 11, 0, 0, '/usr/bin/cat'],
      ['call', 4000, 11, 11, 'exit_group', 0, 0, 0, 1],
      ['exit', 4001, 11, 11],
    );
    expect(values(records, 'process.file.path', 'process.args', 'process.ppid', 'exit.code')).toEqual([
      ['exec', '/usr/bin/cat', '/etc/shadow', 10, undefined],
      ['exit', '/usr/bin/cat', '/etc/shadow', 10, 1],
    ]);
    expect(records[0]?.record.Ancestors).toMatchObject([
      { pid: 10, 'file.path': '/usr/bin/dash', args: '-i' },
      { pid: 1 },
    ]);
    // The kernel counts from its start, the first lines say when that was.
    expect(records[0]?.record.Time).toBe(1_700_000_000_000_003_000n);
    expect(counts).toMatchObject({ lines: 9, events: 4, processes: 3, irrelevant: 2, skipped: 0 });
  });

  it('that end by a signal have no code: no tracepoint tells it', () => {
    const { records } = read(['exit', 4001, 11, 11]);
    expect(values(records, 'exit.code')).toEqual([['exit', undefined]]);
  });

  it('with arguments that the script had to cut say so', () => {
    const { records } = read(
      ['arg', 1, 11, 11, 0, 'sh'],
      ['arg', 1, 11, 11, 1, 'x'.repeat(199)],
      ['exec', 2, 11, 11, 0, 0, '/bin/sh'],
    );
    expect(values(records, 'process.args_truncated')).toEqual([['exec', true]]);
  });

  it('failed attempts do not leave their arguments behind', () => {
    const { records, counts } = read(
      ['arg', 1, 11, 11, 0, 'first'],
      ['arg', 1, 11, 11, 1, 'try'],
      ['arg', 2, 11, 11, 0, 'second'],
      ['exec', 3, 11, 11, 0, 0, '/bin/x'],
    );
    expect(values(records, 'process.argv0', 'process.argv')).toEqual([['exec', 'second', []]]);
    expect(counts).toMatchObject({ events: 2, irrelevant: 2 });
  });
});

describe('calls', () => {
  it('take relative paths from where the process is, or from a directory that it has opened', () => {
    const { records } = read(
      SHELL,
      ['text', 2, 10, 10, 0, 'www'],
      ['call', 2, 10, 10, 'chdir', 0, 0, 0, 0],
      ['text', 3, 10, 10, 0, 'a'],
      ['call', 3, 10, 10, 'unlink', 0, 0, 0, 0],
      ['text', 4, 10, 10, 1, '/etc'],
      ['call', 4, 10, 10, 'openat', 5, 0, 0, -100, 0, 65536, 0],
      ['text', 5, 10, 10, 1, 'cron.d/x'],
      ['call', 5, 10, 10, 'unlinkat', 0, 0, 0, 5, 0, 0],
      ['call', 6, 10, 10, 'close', 0, 0, 0, 5],
      ['text', 7, 10, 10, 1, 'y'],
      ['call', 7, 10, 10, 'unlinkat', 0, 0, 0, 5, 0, 0],
    );
    expect(
      values(
        records.filter(({ record }) => record.Type === 'unlink'),
        'unlink.file.path',
        'unlink.file.name',
      ),
    ).toEqual([
      ['unlink', '/srv/www/a', 'a'],
      ['unlink', '/etc/cron.d/x', 'x'],
      ['unlink', undefined, 'y'],
    ]);
  });

  it('connect to an address, over the protocol of the socket', () => {
    const { records } = read(
      ['call', 1, 10, 10, 'socket', 3, 0, 0, 2, 524289, 0],
      ['addr', 2, 10, 10, 2, 0xbb01, 0x0500000a, 0, 0, 0, 0],
      ['call', 2, 10, 10, 'connect', -115, 0, 0, 3, 0],
      ['call', 3, 10, 10, 'socket', 4, 0, 0, 10, 2, 0],
      ['addr', 4, 10, 10, 10, 0x3500, 0, 0xfd, 0, 0, 0x1000000],
      ['call', 4, 10, 10, 'connect', 0, 0, 0, 4, 0],
    );
    const connects = records.filter(({ record }) => record.Type === 'connect');
    expect(
      values(connects, 'connect.addr.ip', 'connect.addr.port', 'connect.protocol', 'connect.retval'),
    ).toEqual([
      ['connect', '10.0.0.5', 443, 6, -115],
      ['connect', 'fd00::1', 53, 17, 0],
    ]);
  });

  it('that set a limit are events, and those that ask for one are not', () => {
    const { records, counts } = read(
      ['call', 1, 10, 10, 'prlimit64', 0, 0, 0, 0, 7, 0],
      ['call', 2, 10, 10, 'prlimit64', 0, 0, 0, 0, 7, 140_722_000],
      ['call', 3, 10, 10, 'prlimit64', 0, 0, 0, 11, 3, 140_722_000],
      ['call', 4, 10, 10, 'setrlimit', 0, 0, 0, 3],
    );
    expect(values(records, 'setrlimit.resource', 'setrlimit.target.pid')).toEqual([
      ['setrlimit', 7, 10],
      ['setrlimit', 3, 11],
      ['setrlimit', 3, 10],
    ]);
    expect(counts).toMatchObject({ events: 3, irrelevant: 1 });
  });

  it('of several processors are put in order', () => {
    const { records } = read(
      ['text', 20, 10, 10, 0, '/b'],
      ['call', 20, 10, 10, 'unlink', 0, 0, 0, 0],
      ['text', 10, 11, 11, 0, '/a'],
      ['call', 10, 11, 11, 'unlink', 0, 0, 0, 0],
    );
    expect(values(records, 'unlink.file.path')).toEqual([
      ['unlink', '/a'],
      ['unlink', '/b'],
    ]);
  });
});

describe('what programs choose', () => {
  it('cannot look like a line: it stands in a text of JSON', () => {
    const name = '/tmp/"]}\n{"type": "value", "data": ["exit", 1, 10, 10]}';
    const { records } = read(['text', 2, 10, 10, 0, name], ['call', 2, 10, 10, 'unlink', 0, 0, 0, 0]);
    expect(values(records, 'unlink.syscall.path')).toEqual([['unlink', name]]);
  });

  it('has its bytes beyond ASCII back, which bpftrace writes as negative numbers', () => {
    const line = String.raw`{"type": "value", "data": ["text",2,10,10,0,"/\uffffffc3\uffffffa9"]}`;
    const { records } = read(line, ['call', 2, 10, 10, 'unlink', 0, 0, 0, 0]);
    expect(values(records, 'unlink.file.path')).toEqual([['unlink', '/é']]);
  });
});

it('lost events are told, and lines of anything else are skipped', () => {
  const { problems, counts } = read('{"type": "lost_events", "data": {"events": 7}}', 'hello', [
    'what',
    1,
    2,
    3,
  ]);
  expect(problems).toEqual(['1 events/bpftrace-lost', '2 events/bpftrace-line', '3 events/bpftrace-line']);
  expect(counts).toMatchObject({ lines: 3, irrelevant: 1, skipped: 2 });
});

it('is told from other JSON', () => {
  expect(recogniseFormat([JSON.stringify({ type: 'value', data: SHELL })])?.id).toBe('bpftrace');
});
