import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonical } from './canonical/encode.ts';
import { type RecordParts, recordOf } from './canonical/record-parts.ts';
import { rowOf } from './canonical/row.ts';
import { type CanonicalLines, canonicalLines } from './canonical-lines.ts';
import { PartedRecord } from './imported-parts.ts';

const at = { document: 'x', text: '', line: 1, column: 1, offset: 0, ended: true };

const bash: RecordParts['shared'] = {
  'process.pid': 7,
  'process.ppid': 1,
  'process.argv': ['-c', 'a "b"'],
  'event.os': 'linux',
};

const opened: RecordParts = {
  type: 'open',
  time: 1_772_359_200_000_000_001n,
  host: undefined,
  shared: bash,
  tid: 8,
  own: rowOf({ 'open.retval': 3, 'open.file.path': '/etc/passwd', 'open.flags': undefined }),
  ancestors: [{ pid: 1 }],
  unknown: ['open.*'],
};

function written(parts: RecordParts, lines: CanonicalLines = canonicalLines()): string {
  lines.add(new PartedRecord(parts, at));
  return new TextDecoder().decode(lines.take());
}

describe('a record in parts is written as the whole is', () => {
  it('with its own values among those that are shared, in the order of their names', () => {
    expect(written(opened)).toBe(
      '{"Type":"open","Time":"2026-03-01T10:00:00.000000001Z","Values":{"event.os":"linux",' +
        '"event.timestamp":1772359200000000001,"open.file.path":"/etc/passwd","open.retval":3,' +
        '"process.argv":["-c","a \\"b\\""],"process.pid":7,"process.ppid":1,"process.tid":8},' +
        '"Ancestors":[{"pid":1}],"Unknown":["open.*"]}\n',
    );
  });

  it('with its own value where both have one', () => {
    const parts = { ...opened, own: rowOf({ 'process.pid': 9, 'process.tid': 10 }) };
    expect(written(parts)).toContain('"process.pid":9,"process.ppid":1,"process.tid":10}');
  });

  it('with what is shared where its own value is not known', () => {
    const parts = { ...opened, own: rowOf({ 'process.pid': undefined, 'process.tid': undefined }) };
    expect(written(parts)).toContain('"process.pid":7,"process.ppid":1,"process.tid":8}');
  });

  it('in whatever order the values come, and whatever came before', () => {
    const name = fc.constantFrom('a.b', 'event.os', 'event.timestamp', 'process.pid', 'process.tid', 'z');
    const scalar = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.bigInt(),
      fc.constantFrom(1_772_359_200_123_456_789n, 1_772_359_200_000_000_000n, -0),
    );
    const element = fc.dictionary(fc.constantFrom('pid', 'file.path', 'argv'), scalar);
    const value = fc.oneof(scalar, fc.array(scalar), fc.array(element));
    const values = fc.array(fc.tuple(name, fc.option(value, { nil: undefined })));
    const time = fc.option(
      fc.oneof(
        fc.bigInt({ min: -1n, max: 3n * 10n ** 19n }),
        fc.bigInt({ min: 1_772_359_200_000_000_000n, max: 1_772_359_202_000_000_000n }),
      ),
      { nil: undefined },
    );
    const tid = fc.option(fc.nat(), { nil: undefined });
    const host = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    const lines = canonicalLines();
    fc.assert(
      fc.property(
        values,
        values,
        time,
        tid,
        host,
        fc.array(element),
        (first, second, time, tid, host, ancestors) => {
          const own = rowOf(Object.fromEntries(first));
          const given = second.flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const]));
          const parts = { ...opened, own, shared: Object.fromEntries(given), time, tid, host, ancestors };
          const whole = `${toCanonical(recordOf(parts))}\n`;
          expect(written(parts, lines)).toBe(whole);
          // From what is kept of the first time.
          expect(written(parts, lines)).toBe(whole);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('lines of a portion', () => {
  it('stand one below the other until they are taken, also more than was thought of', () => {
    const lines = canonicalLines();
    const long = new PartedRecord({ ...opened, own: rowOf({ 'open.file.path': 'ä"'.repeat(200_000) }) }, at);
    lines.add(long);
    lines.add(long);
    expect(new TextDecoder().decode(lines.take())).toBe(`${toCanonical(long.record)}\n`.repeat(2));
    expect(lines.length).toBe(0);
    expect(lines.take()).toHaveLength(0);
  });

  it('are those of records that came as a whole, too', () => {
    const lines = canonicalLines();
    const record = { Type: 'exec', Values: { 'process.file.name': '\ud800"' } };
    lines.add({ record, at });
    expect(new TextDecoder().decode(lines.take())).toBe(`${toCanonical(record)}\n`);
  });
});
