import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from './parse-json.ts';
import { parseJsonExact } from './parse-json-exact.ts';

const exact = (text: string): unknown => {
  const parsed = parseJsonExact(text);
  return parsed.ok ? parsed.value : parsed.problem.message;
};

describe('a mistake has a place', () => {
  test.each([
    ['{"a": 1,\n  b: 2}', 2, 3, '`b` stands where a key in double quotes is due'],
    ['{"a": 1,}', 1, 9, '`}` stands where a key in double quotes is due'],
    ['[1 2]', 1, 4, '`2` stands where `,` or `]` is due'],
    ['[1, 02]', 1, 5, '`02` stands where a value is due'],
    ['{"a" 1}', 1, 6, '`1` stands where `:` is due'],
    ["'a'", 1, 1, "`'a'` stands where a value is due"],
    ['"a', 1, 1, 'this string has no closing quote'],
    ['"a\nb"', 1, 1, 'this string holds a line break or a control character; write it as an escape'],
    ['"\\x"', 1, 1, 'this string has an escape that JSON does not know'],
    ['', 1, 1, 'the text ends where a value is due'],
    ['[1', 1, 3, 'the text ends where `,` or `]` is due'],
    ['1 // c', 1, 3, '`//` stands where the end of the text is due'],
    ['[undefined]', 1, 2, '`undefined` stands where a value or `]` is due'],
  ])('%j', (text, line, column, detail) => {
    const parsed = parseJson(text);
    expect(parsed).toMatchObject({
      ok: false,
      position: { line, column },
      problem: { code: 'text/json-syntax', message: `not valid JSON: ${detail}` },
    });
    expect(parseJsonExact(text)).toEqual(parsed);
  });

  test('a byte order mark is none', () => {
    expect(parseJson('\ufeff{"a": 1}')).toEqual({ ok: true, value: { a: 1 } });
  });
});

describe('long integers stay exact', () => {
  test.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['[18446744073709551615, 1]', [18446744073709551615n, 1]],
    ['{"a":{"b":[1234567890123456789]}}', { a: { b: [1234567890123456789n] } }],
    ['\ufeff12345678901234567890', 12345678901234567890n],
    [
      '[1234567890123456789.0, 1234567890123456789e1, 0.1234567890123456789]',
      [Number('1234567890123456789'), Number('1234567890123456789e1'), 0.12345678901234568],
    ],
  ])('%s', (text, value) => {
    expect(exact(text)).toEqual(value);
  });

  test.each([
    '{"12345678901234567890": "12345678901234567890"}',
    '"x: 12345678901234567890, "',
    '"a\\": 12345678901234567890, \\\\"',
    '["\\\\", "12345678901234567890"]',
  ])('but not in strings: %s', (text) => {
    expect(exact(text)).toEqual(JSON.parse(text));
  });

  test.each([
    '{12345678901234567890: 1}',
    '[012345678901234567890]',
    '[12345678901234567890 1]',
    '[12345678901234567890n]',
    '[+12345678901234567890]',
    '12345678901234567890"',
    '[1-12345678901234567890]',
    '[.12345678901234567890]',
  ])('a mistake stays one: %s', (text) => {
    expect(parseJsonExact(text).ok).toBe(false);
  });

  test('a text cannot forge an integer', () => {
    for (const forged of [
      '\ue0001234',
      '\\ue0001234',
      '\ue0001:1234',
      '\ue0002:1234',
      '\\uE0001:1234',
      '\ue000\\u0031:12',
    ]) {
      const text = `["${forged}", 12345678901234567890]`;
      expect(exact(text)).toEqual([JSON.parse(`"${forged}"`), 12345678901234567890n]);
    }
  });

  test('nesting as deep as JSON.parse takes is no danger', () => {
    const depth = 100_000;
    const text = `${'['.repeat(depth)}12345678901234567890${']'.repeat(depth)}`;
    expect(parseJsonExact(text).ok).toBe(true);
  });
});

/** Slow and plain: a reviver that sees the source of each number. */
function reference(text: string): unknown {
  const reviver = (_: string, value: unknown, context?: { source?: string }): unknown => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || !/^-?[0-9]+$/.test(source)) return value;
    return Number.isSafeInteger(Number(source)) ? value : BigInt(source);
  };
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

test('parsing exactly equals a reviver that sees the source', () => {
  const number = fc.oneof(
    fc.bigInt({ min: -(1n << 70n), max: 1n << 70n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    fc.constantFrom('0', '-0', '1234567890123456', '9007199254740992', '1e400', '12345678901234567890.5'),
  );
  const text = fc
    .array(
      fc.constantFrom(
        '"',
        '\\',
        ' ',
        ',',
        ':',
        '12345678901234567890',
        '-',
        '[',
        '\ue000',
        '\\ue000',
        '1:',
        'é',
      ),
    )
    .map((parts) => parts.join(''));
  const string = fc.oneof(
    text.map((value) => JSON.stringify(value)),
    text.map((value) => JSON.stringify(value).replaceAll('\ue000', '\\ue000')),
  );
  // V8 takes the key "x\"" for the key of the object that it has read before, where that is "x\\": no backslash in keys.
  const key = text.map((plain) => JSON.stringify(plain.replaceAll(/[\\"]/g, '')));
  const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      number,
      string,
      fc.constantFrom('true', 'null'),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(' , ')}]`),
    object: fc
      .array(fc.tuple(key, tie('value')), { maxLength: 4 })
      .map((entries) => `{${entries.map(([name, item]) => `${name} :${item}`).join(',')}}`),
  }));
  fc.assert(
    fc.property(value, (json) => {
      expect(parseJsonExact(json)).toEqual({ ok: true, value: reference(json) });
    }),
    { numRuns: 2000 },
  );
});

test('text that is no JSON is told like JSON.parse tells it', () => {
  const bits = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"',
    '1',
    '12345678901234567890',
    '-',
    ' ',
    'null',
    '.',
    'e',
    '\\',
    '\n',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...bits), { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      const valid = accepts(text);
      expect(parseJson(text).ok).toBe(valid);
      expect(parseJsonExact(text).ok).toBe(valid);
    }),
    { numRuns: 4000 },
  );
});

function accepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
