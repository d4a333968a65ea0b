import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCanonical } from './encode.ts';
import { encodeParts } from './encode-parts.ts';
import { type RecordParts, recordOf } from './record-parts.ts';

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
  own: { 'open.retval': 3, 'open.file.path': '/etc/passwd', 'open.flags': undefined },
  ancestors: [{ pid: 1 }],
  unknown: ['open.*'],
};

describe('a record in parts is written as the whole is', () => {
  it('with its own values among those that are shared, in the order of their names', () => {
    expect(encodeParts(opened)).toBe(
      '{"Type":"open","Time":"2026-03-01T10:00:00.000000001Z","Values":{"event.os":"linux",' +
        '"event.timestamp":1772359200000000001,"open.file.path":"/etc/passwd","open.retval":3,' +
        '"process.argv":["-c","a \\"b\\""],"process.pid":7,"process.ppid":1,"process.tid":8},' +
        '"Ancestors":[{"pid":1}],"Unknown":["open.*"]}',
    );
  });

  it('with its own value where both have one', () => {
    const parts = { ...opened, own: { 'process.pid': 9, 'process.tid': 10 } };
    expect(encodeParts(parts)).toContain('"process.pid":9,"process.ppid":1,"process.tid":10}');
  });

  it('in whatever order the values come, and whatever came before', () => {
    const name = fc.constantFrom('a.b', 'event.os', 'event.timestamp', 'process.pid', 'process.tid', 'z');
    const value = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.bigInt());
    const values = fc.array(fc.tuple(name, fc.option(value, { nil: undefined })));
    const time = fc.option(fc.bigInt({ min: -1n, max: 3n * 10n ** 19n }), { nil: undefined });
    const tid = fc.option(fc.nat(), { nil: undefined });
    const host = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(values, values, time, tid, host, (first, second, time, tid, host) => {
        const own = Object.fromEntries(first);
        const given = second.flatMap(([key, each]) => (each === undefined ? [] : [[key, each] as const]));
        const parts = { ...opened, own, shared: Object.fromEntries(given), time, tid, host };
        expect(encodeParts(parts)).toBe(toCanonical(recordOf(parts)));
      }),
      { numRuns: 2000 },
    );
  });
});
