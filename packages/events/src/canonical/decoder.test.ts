import { catalogue, type Event, isUnknown, type SlotValue } from '@secl/model';
import { describe, expect, it } from 'vitest';
import type { LineAt } from '../problem.ts';
import { createDecoder, type Decoder } from './decoder.ts';

const linux = catalogue('linux');
const windows = catalogue('windows');
function at(text: string): LineAt {
  return { document: 'events.jsonl', text, line: 7, column: 1, offset: 1000 };
}

function decode(event: unknown, decoder: Decoder = createDecoder(linux)): Event {
  const decoded = decoder.decode(at(typeof event === 'string' ? event : JSON.stringify(event)));
  if (!decoded.ok) {
    throw new Error(decoded.problems.map((problem) => problem.message).join('\n'));
  }
  return decoded.event;
}

function problems(line: string, decoder: Decoder = createDecoder(linux)): readonly string[] {
  const decoded = decoder.decode(at(line));
  return decoded.ok ? [] : decoded.problems.map((each) => `${each.line}:${each.column} ${each.message}`);
}

function get(event: Event, name: string): SlotValue | undefined {
  const field = catalogue(event.platform).field(name);
  return field === undefined ? undefined : event.slots[field.slot];
}

function inElement(event: Event, iterator: string, index: number, key: string): SlotValue | undefined {
  const list = event.elements[linux.iterators.find((each) => each.name === iterator)?.index ?? -1];
  const field = linux.field(`${iterator}.${key}`);
  return field === undefined ? undefined : list?.[index]?.[field.slot];
}

describe('a canonical event', () => {
  it('has the values that are given, and zero values elsewhere', () => {
    const event = decode({
      Type: 'open',
      Time: '2026-03-01T10:00:00.123456789Z',
      Host: 'web-1',
      Values: { 'open.file.path': '/etc/shadow', 'open.flags': 64, 'process.argv': ['-c', 'id'] },
    });
    expect([event.type, event.host, event.time]).toEqual(['open', 'web-1', 1772359200123456789n]);
    expect(get(event, 'open.file.path')).toBe('/etc/shadow');
    expect(get(event, 'open.flags')).toBe(64);
    expect(get(event, 'process.argv')).toEqual(['-c', 'id']);
    expect(get(event, 'open.retval')).toBe(0);
    expect(get(event, 'process.comm')).toBe('');
    expect(get(event, 'process.is_thread')).toBe(false);
    expect(get(event, 'process.envs')).toEqual([]);
  });

  it('forgets the last event', () => {
    const decoder = createDecoder(linux);
    const first = decode(
      {
        Type: 'exec',
        Host: 'a',
        Time: '2026-03-01T10:00:00Z',
        Values: { 'process.pid': 1, 'signal.target.ancestors': [{ pid: 3 }] },
        Ancestors: [{ pid: 5, comm: 'sh' }, { pid: 6 }],
        Variables: { seen: true },
      },
      decoder,
    );
    expect(get(first, 'process.parent.pid')).toBe(5);
    const second = decode({ Type: 'exit', Values: {}, Ancestors: [{ uid: 9 }] }, decoder);
    expect(second).toBe(first);
    expect([second.host, second.time, second.variables]).toEqual(['', undefined, undefined]);
    expect(get(second, 'process.pid')).toBe(0);
    expect(get(second, 'process.parent.pid')).toBe(0);
    expect(second.elements.map((each) => each.length)).toEqual([1, 0, 0, 0, 0]);
    expect(inElement(second, 'process.ancestors', 0, 'pid')).toBe(0);
    expect(inElement(second, 'process.ancestors', 0, 'comm')).toBe('');
    expect(inElement(second, 'process.ancestors', 0, 'uid')).toBe(9);
  });

  it('forgets what a broken line had begun to fill', () => {
    const decoder = createDecoder(linux);
    expect(problems('{"Type":"exec","Values":{"process.pid":4,"nonsense":1}}', decoder)).toHaveLength(1);
    expect(get(decode({ Type: 'exec', Values: {} }, decoder), 'process.pid')).toBe(0);
  });

  it('holds integers exactly, wherever they stand', () => {
    const event = decode(
      '{"Type":"exec","Values":{"event.timestamp":1772359200123456789,"process.created_at" : -9007199254740993,' +
        '"process.argv":["\\"event.timestamp\\":1","event.timestamp"],"bpf.prog.helpers":[9223372036854775807]},' +
        '"Ancestors":[{"created_at":9007199254740993},{"pid":1},{"created_at":9007199254740995}]}',
    );
    expect(get(event, 'event.timestamp')).toBe(1772359200123456789n);
    expect(get(event, 'process.created_at')).toBe(-9007199254740993n);
    expect(get(event, 'bpf.prog.helpers')).toEqual([9223372036854775807n]);
    expect(inElement(event, 'process.ancestors', 0, 'created_at')).toBe(9007199254740993n);
    expect(inElement(event, 'process.ancestors', 2, 'created_at')).toBe(9007199254740995n);
  });

  it('is one process under exec, exit and process; of two values process.X counts', () => {
    expect(get(decode({ Type: 'exec', Values: { 'exec.comm': 'a' } }), 'process.comm')).toBe('a');
    expect(get(decode({ Type: 'exit', Values: { 'exit.comm': 'a' } }), 'process.comm')).toBe('a');
    const both = { 'exec.comm': 'no', 'process.comm': 'yes' };
    const reverse = { 'process.comm': 'yes', 'exec.comm': 'no' };
    expect(get(decode({ Type: 'exec', Values: both }), 'exec.comm')).toBe('yes');
    expect(get(decode({ Type: 'exec', Values: reverse }), 'exec.comm')).toBe('yes');
  });

  it('keeps exec.X apart from the process where the event is no exec', () => {
    expect(get(decode({ Type: 'open', Values: { 'exec.comm': 'a' } }), 'process.comm')).toBe('');
  });

  it('takes legacy names, and the new name where both are given', () => {
    expect(get(decode({ Type: 'open', Values: { 'open.filename': '/a' } }), 'open.file.path')).toBe('/a');
    const both = { 'open.file.path': '/new', 'open.filename': '/old' };
    expect(get(decode({ Type: 'open', Values: both }), 'open.file.path')).toBe('/new');
    const process = { 'process.filename': '/process', 'exec.file.path': '/exec' };
    expect(get(decode({ Type: 'exec', Values: process }), 'exec.file.path')).toBe('/process');
    const event = decode({ Type: 'exec', Values: {}, Ancestors: [{ filename: '/sbin/init' }] });
    expect(inElement(event, 'process.ancestors', 0, 'file.path')).toBe('/sbin/init');
  });

  it('lets the longer of two names of a Windows registry key count', () => {
    const decoder = createDecoder(windows);
    const values = { 'create_key.registry.key_name': 'long', 'create.registry.key_name': 'short' };
    expect(get(decode({ Type: 'create_key', Values: values }, decoder), 'create.registry.key_name')).toBe(
      'long',
    );
    const short = { 'create.registry.key_name': 'short' };
    expect(get(decode({ Type: 'create_key', Values: short }, decoder), 'create_key.registry.key_name')).toBe(
      'short',
    );
  });

  it('knows its platform as event.os, unless it says otherwise', () => {
    expect(get(decode({ Type: 'exec', Values: {} }), 'event.os')).toBe('linux');
    expect(get(decode({ Type: 'exec', Values: {} }, createDecoder(windows)), 'event.os')).toBe('windows');
    expect(get(decode({ Type: 'exec', Values: { 'event.os': 'plan9' } }), 'event.os')).toBe('plan9');
    expect(get(decode({ Type: 'exec', Values: {}, Unknown: ['event.*'] }), 'event.os')).toBeTypeOf('symbol');
  });

  it('reads one value as a list of one', () => {
    expect(get(decode({ Type: 'exec', Values: { 'process.envs': 'A=1' } }), 'process.envs')).toEqual(['A=1']);
    expect(get(decode({ Type: 'bpf', Values: { 'bpf.prog.helpers': 3 } }), 'bpf.prog.helpers')).toEqual([3]);
  });

  it('takes elements of other iterators under their name, and a scalar as one element', () => {
    const list = decode({ Type: 'ptrace', Values: { 'ptrace.tracee.ancestors': [{ pid: 4 }, { pid: 1 }] } });
    expect(inElement(list, 'ptrace.tracee.ancestors', 1, 'pid')).toBe(1);
    expect(get(list, 'ptrace.tracee.parent.pid')).toBe(4);
    const scalars = { 'signal.target.ancestors.pid': 8, 'signal.target.ancestors.comm': 'sh' };
    const single = decode({ Type: 'signal', Values: scalars });
    expect(inElement(single, 'signal.target.ancestors', 0, 'comm')).toBe('sh');
    expect(get(single, 'signal.target.parent.pid')).toBe(8);
    const exact = '{"Type":"signal","Values":{"signal.target.ancestors.created_at":9007199254740993},';
    const digits = decode(`${exact}"Ancestors":[{"created_at":9007199254740997}]}`);
    expect(inElement(digits, 'signal.target.ancestors', 0, 'created_at')).toBe(9007199254740993n);
    expect(inElement(digits, 'process.ancestors', 0, 'created_at')).toBe(9007199254740997n);
  });

  it('computes lengths, so a length that is given is not used', () => {
    const values = { 'open.file.path': '/a', 'open.file.path.length': 99, 'dns.question.length': 3 };
    const event = decode({ Type: 'open', Values: values });
    expect(get(event, 'open.file.path')).toBe('/a');
    expect(get(event, 'dns.question.length')).toBe(3);
  });

  it('reads the keys of policy eval files as agents do: any case, others ignored', () => {
    const event = decode({ type: 'exec', values: { 'process.pid': 3 }, Description: 'x', Ancestors: null });
    expect(get(event, 'process.pid')).toBe(3);
  });

  it('carries variables', () => {
    const event = decode(
      '{"Type":"exec","Values":{},"Variables":{"process.seen":true,"n":[9007199254740993]}}',
    );
    expect([...(event.variables ?? [])]).toEqual([
      ['process.seen', true],
      ['n', [9007199254740993n]],
    ]);
  });
});

describe('unknown fields', () => {
  it('are UNKNOWN unless a value is given', () => {
    const event = decode({ Type: 'open', Values: { 'open.flags': 1 }, Unknown: ['open.*'] });
    expect(get(event, 'open.flags')).toBe(1);
    expect(isUnknown(get(event, 'open.file.path') ?? 0)).toBe(true);
    expect(get(event, 'process.pid')).toBe(0);
  });

  it('go by one id in all recordings', () => {
    const [one, other] = [createDecoder(linux), createDecoder(linux)].map((decoder) =>
      decode({ Type: 'open', Values: {}, Unknown: ['open.*'] }, decoder),
    );
    expect(one?.unknown).toBe(other?.unknown);
    expect(one).not.toBe(other);
  });

  it('share one event and one id where they mean the same', () => {
    const decoder = createDecoder(linux);
    const one = decode({ Type: 'open', Values: {}, Unknown: ['open.retval', 'open.flags'] }, decoder);
    const same = decode({ Type: 'open', Values: {}, Unknown: ['open.flags', 'open.retval'] }, decoder);
    const other = decode({ Type: 'open', Values: {}, Unknown: ['open.flags'] }, decoder);
    expect(same.unknown.id).toBe(one.unknown.id);
    expect(other.unknown.id).not.toBe(one.unknown.id);
    expect(decode({ Type: 'open', Values: {} }, decoder).unknown.id).toBe(0);
  });

  it('let the chain of ancestors go on beyond those that are given', () => {
    const event = decode({
      Type: 'exec',
      Values: {},
      Ancestors: [{ pid: 7 }],
      Unknown: ['process.ancestors.*'],
    });
    expect(event.unknown.goesOn[0]).toBe(true);
    expect(inElement(event, 'process.ancestors', 0, 'pid')).toBe(7);
    expect(isUnknown(inElement(event, 'process.ancestors', 0, 'comm') ?? 0)).toBe(true);
    expect(get(event, 'process.parent.pid')).toBe(7);
    expect(isUnknown(get(event, 'process.parent.comm') ?? 0)).toBe(true);
  });

  it('can be the length of the chain alone: then the parent is unknown only if it is not given', () => {
    const decoder = createDecoder(linux);
    const Unknown = ['process.ancestors.length'];
    const given = decode({ Type: 'exec', Values: {}, Ancestors: [{ pid: 7 }], Unknown }, decoder);
    expect([given.unknown.goesOn[0], get(given, 'process.parent.comm')]).toEqual([true, '']);
    const none = decode({ Type: 'exec', Values: {}, Unknown }, decoder);
    expect(isUnknown(get(none, 'process.parent.comm') ?? 0)).toBe(true);
  });
});

describe('a mistake', () => {
  it.each([
    ['{"Type":"open"', '7:15 this line is not JSON; it is skipped'],
    ['[1]', '7:1 this is a list with 1, not an object; this event is skipped'],
    ['{"Values":{}}', '7:1 an event needs a `Type`; this event is skipped'],
    [
      '{"Type":"execv","Values":{}}',
      '7:2 no agent has an event type `execv` (did you mean `exec`?); this event is skipped',
    ],
    [
      '{"Type":"open","Values":{"open.file.pth":"/a"}}',
      '7:26 no agent has a field `open.file.pth` (did you mean `open.file.path`?); this event is skipped',
    ],
    [
      '{"Type":"open","Values":{"open.flags":"O_CREAT"}}',
      '7:26 `open.flags` takes an integer, this is "O_CREAT"; the event is skipped',
    ],
    [
      '{"Type":"open","Values":{"open.flags":0.5}}',
      '7:26 `open.flags` takes an integer, this is 0.5; the event is skipped',
    ],
    [
      '{"Type":"open","Values":{"open.flags":9223372036854775808}}',
      '7:26 `open.flags` takes a signed integer of 64 bits, 9223372036854775808 does not fit; the event is skipped',
    ],
    [
      '{"Type":"connect","Values":{"connect.addr.ip":"10.0.0.256"}}',
      '7:29 `connect.addr.ip` takes an IP address, this is "10.0.0.256"; the event is skipped',
    ],
    [
      '{"Type":"exec","Values":{"process.argv":["a",null]}}',
      '7:26 `process.argv` takes a list of strings, this is a list with null; the event is skipped',
    ],
    [
      '{"Type":"exec","Values":{},"Ancestor":[]}',
      '7:28 there is no key `Ancestor` (did you mean `Ancestors`?); this event is skipped',
    ],
    [
      '{"Type":"exec","Values":{},"Ancestors":[{"pid":1},{"process.ancestors.pid":1}]}',
      '7:52 no agent has a field `process.ancestors.process.ancestors.pid` (did you mean `pid`?); this event is skipped',
    ],
    [
      '{"Type":"exec","Values":{},"Unknown":["exec.*","open.flag"]}',
      '7:48 `open.flag` in `Unknown` fits no field (did you mean `open.flags`?); this event is skipped',
    ],
    [
      '{"Type":"exec","Time":"2026-02-30T00:00:00Z","Values":{}}',
      '7:16 `Time` takes a time such as 2026-03-01T10:00:00.123456789Z; this event is skipped',
    ],
    [
      '{"Type":"exec","Values":{"process.ancestors.pid":1},"Ancestors":[{"pid":2}]}',
      '7:26 the elements of `process.ancestors` are given twice; this event is skipped',
    ],
    [
      '{"Type":"exec","Values":{},"Variables":{"x":{}}}',
      '7:41 `x` takes a boolean, an integer, a string or a list of one of them, this is an object; the event is skipped',
    ],
  ])('in %s is said with its place', (line, message) => {
    expect(problems(line)).toEqual([message]);
  });

  it('is told in a few words, however long what is wrong', () => {
    const [said = ''] = problems(`{"Type":"exec","Values":{"${'x'.repeat(100_000)}":1}}`);
    expect(said).toContain('xxx…`; this event is skipped');
    expect(said.length).toBeLessThan(500);
  });

  it('has its place in an event that is spread over lines and does not begin one', () => {
    const text = '{\n  "Type": "exec",\n  "Values": {"zzzzzzzz": 1}\n}';
    const decoded = createDecoder(linux).decode({ ...at(text), column: 5 });
    expect(decoded.ok ? [] : decoded.problems.map((each) => [each.line, each.column])).toEqual([[9, 14]]);
    const first = createDecoder(linux).decode({ ...at('{"Type": "zzzzzzzzz"}'), column: 5 });
    expect(first.ok ? [] : first.problems.map((each) => [each.line, each.column])).toEqual([[7, 6]]);
  });

  it('does not hide another', () => {
    const line = '{"Type":"nope","Values":{"a":1,"process.pid":"x"},"Host":3}';
    expect(problems(line)).toHaveLength(4);
  });

  it('counts its place from the start of the recording', () => {
    const decoded = createDecoder(linux).decode(at('{"Type":"exec","Values":{"zzzzzzzz":1}}'));
    expect(decoded.ok ? [] : decoded.problems.map((each) => each.place)).toEqual([
      { document: 'events.jsonl', range: { start: 1025, end: 1035 } },
    ]);
  });
});
