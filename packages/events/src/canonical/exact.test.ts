import { catalogue } from '@secl/model';
import { parseJsonExact } from '@secl/text';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CanonicalRecord } from '../record.ts';
import { createDecoder } from './decoder.ts';
import { toCanonical } from './encode.ts';
import { digitsIn, exactDigits } from './exact-digits.ts';

const at = (text: string) => ({ document: 'events.jsonl', text, line: 1, column: 1, offset: 0 });
const AT = at('');
const linux = catalogue('linux');

describe('exactDigits', () => {
  it('finds the digits that JSON.parse rounds', () => {
    expect(exactDigits('{"a": 9007199254740993}', 'a', 1)).toEqual([9007199254740993n]);
    expect(exactDigits('{"a" \t:\n -9007199254740993}', 'a', 1)).toEqual([-9007199254740993n]);
  });

  it('takes no string for a key', () => {
    expect(exactDigits('{"x":"\\"a\\":1","y":"a","a":9007199254740993}', 'a', 1)).toEqual([
      9007199254740993n,
    ]);
    expect(exactDigits('{"b\\"a":1,"a":9007199254740993}', 'a', 1)).toEqual([9007199254740993n]);
  });

  it('gives no answer where it is not sure', () => {
    expect(exactDigits('{"a":1,"a":9007199254740993}', 'a', 1)).toBeUndefined();
    expect(exactDigits('{"\\u0061":9007199254740993}', 'a', 1)).toBeUndefined();
    expect(exactDigits('{"a":9007199254740993.0}', 'a', 1)).toBeUndefined();
    expect(exactDigits('{"a":9007199254740993e0}', 'a', 1)).toBeUndefined();
    expect(exactDigits('{"a":[9007199254740993]}', 'a', 1)).toBeUndefined();
    expect(exactDigits('{"o":{"a":9007199254740993}}', 'a', 2)).toBeUndefined();
  });

  it('looks each key up once for a text', () => {
    const digits = digitsIn('[{"a":9007199254740993},{"a":9007199254740995}]');
    expect(digits('a', 2)).toEqual([9007199254740993n, 9007199254740995n]);
    expect(digits('a', 2)).toBe(digits('a', 2));
    expect(digits('a', 1)).toBeUndefined();
  });
});

/** Texts of one JSON value that differ in blanks, in escapes of keys and strings, and in keys that stand twice. */
function spelled(value: unknown): fc.Arbitrary<string> {
  const blank = fc.constantFrom('', '', '', ' ', '\t', ' \n ', '\r\n');
  const inBlanks = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.tuple(blank, inner, blank).map((parts) => parts.join(''));
  const text = (string: string): fc.Arbitrary<string> =>
    fc.nat({ max: 40 }).map((at) => {
      const quoted = JSON.stringify(string);
      const code = string.charCodeAt(at);
      // Only where nothing before it was escaped, so that the index is that of the quoted text too.
      return at < string.length && quoted.length === string.length + 2
        ? `${quoted.slice(0, at + 1)}\\u${code.toString(16).padStart(4, '0')}${quoted.slice(at + 2)}`
        : quoted;
    });
  if (typeof value === 'string') {
    return inBlanks(text(value));
  }
  if (Array.isArray(value)) {
    return inBlanks(fc.tuple(...value.map(spelled)).map((items) => `[${items.join(',')}]`));
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, each]) =>
      fc
        .tuple(
          inBlanks(fc.oneof({ weight: 9, arbitrary: fc.constant(JSON.stringify(key)) }, text(key))),
          spelled(each),
        )
        .map(([name, member]) => `${name}:${member}`),
    );
    return inBlanks(
      fc.tuple(fc.tuple(...members), fc.boolean(), fc.nat()).map(([all, twice, which]) => {
        const double = all[which % Math.max(all.length, 1)]?.replace(/\d{16,}/, '9007199254740999');
        return `{${[...(twice && double !== undefined ? [double] : []), ...all].join(',')}}`;
      }),
    );
  }
  return inBlanks(fc.constant(String(value)));
}

const integer = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.integer().map(BigInt),
);
const misleading = fc.constantFrom(
  '"event.timestamp":9007199254740993',
  'event.timestamp',
  '"created_at": 9007199254740993,',
  '\\',
  '"',
  'id; cat /etc/passwd',
  'é\u2028\ud83d\ude00',
);
const element = fc.record(
  { created_at: integer, pid: integer, comm: misleading, argv: fc.array(misleading, { maxLength: 2 }) },
  { requiredKeys: [] },
);
const record = fc.record(
  {
    Type: fc.constantFrom('exec', 'open', 'signal'),
    Values: fc.record(
      {
        'event.timestamp': integer,
        'process.created_at': integer,
        'exec.created_at': integer,
        'process.argv': fc.array(misleading, { maxLength: 3 }),
        'open.file.path': misleading,
        'bpf.prog.helpers': fc.array(integer, { maxLength: 3 }),
        'signal.target.ancestors': fc.array(element, { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    Ancestors: fc.array(element, { maxLength: 4 }),
    Variables: fc.dictionary(fc.constantFrom('created_at', 'event.timestamp', 'x'), integer),
    Unknown: fc.subarray(['open.*', 'process.ancestors.*', 'event.timestamp']),
  },
  { requiredKeys: ['Type', 'Values'] },
) as fc.Arbitrary<CanonicalRecord>;

function contents(decoded: ReturnType<ReturnType<typeof createDecoder>['decode']>): unknown {
  if (!decoded.ok) {
    return decoded.problems.map((problem) => problem.message);
  }
  const { type, time, host, slots, elements, variables, unknown } = decoded.event;
  return structuredCloneOf([type, time, host, slots, elements, [...(variables ?? [])].sort(), unknown.id]);
}

/** Symbols as text, so that two decoders' events compare by value. */
function structuredCloneOf(value: unknown): unknown {
  return Array.isArray(value)
    ? value.map(structuredCloneOf)
    : typeof value === 'symbol'
      ? String(value)
      : value;
}

describe('a decoded event', () => {
  const fast = createDecoder(linux);
  const reference = createDecoder(linux);

  it('equals what exact parsing gives, however its text is spelled', () => {
    const spellings = record.chain((each) => spelled(each));
    fc.assert(
      fc.property(spellings, (line) => {
        const parsed = parseJsonExact(line);
        expect(parsed.ok).toBe(true);
        const expected = parsed.ok ? reference.decodeRecord(parsed.value as CanonicalRecord, AT) : undefined;
        expect(contents(fast.decode(at(line)))).toEqual(expected === undefined ? '' : contents(expected));
      }),
      { numRuns: 1500 },
    );
  });

  it('comes back from its canonical line', () => {
    fc.assert(
      fc.property(record, (each) => {
        expect(contents(fast.decode(at(toCanonical(each))))).toEqual(
          contents(reference.decodeRecord(each, AT)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is either whole, or at least one problem says why not', () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({ Type: fc.constantFrom('exec', 'nope', 3), Values: fc.jsonValue() }),
      fc.record({
        Type: fc.constant('exec'),
        Values: fc.dictionary(fc.constantFrom(...linux.fieldNames.slice(0, 300)), fc.jsonValue(), {
          maxKeys: 3,
        }),
        Ancestors: fc.jsonValue(),
        Unknown: fc.jsonValue(),
        Variables: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const decoded = fast.decode(at(JSON.stringify(value)));
        expect(decoded.ok || decoded.problems.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('toCanonical', () => {
  it('writes the same bytes for equal records, whatever their order, with all digits', () => {
    const line = toCanonical({
      Values: { 'open.flags': 1, 'event.timestamp': 1772359200123456789n },
      Time: 1772359200123456789n,
      Type: 'open',
    });
    expect(line).toBe(
      '{"Type":"open","Time":"2026-03-01T10:00:00.123456789Z",' +
        '"Values":{"event.timestamp":1772359200123456789,"open.flags":1}}',
    );
  });
});
