import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testingProblems } from '../problems.ts';
import { preparedCases } from '../test-case.ts';
import { readTestFile } from './read-test-file.ts';

const read = (text: string) => readTestFile('a_test.yaml', text);
/** Code and text that each problem points at. */
const problemsOf = (text: string) =>
  read(text).problems.map(({ code, place: { range } }) => [code, text.slice(range.start, range.end)]);

describe('variants', () => {
  const names = (text: string) => read(text).cases.map(({ name }) => name);

  it('are told apart by what their name does not hold', () => {
    const text =
      'cases:\n  - name: <who> reads\n    variants: [{ who: a, what: x }, { who: b, what: y, expect: r }]\n    events: [{ open: <what>, by: <who> }]\n    expect: none\n';
    expect(names(text)).toEqual(['a reads (what: x)', 'b reads (what: y)']);
    expect(
      preparedCases(text).map(({ happenings }) => happenings[0]?.record.Values['open.file.path']),
    ).toEqual(['x', 'y']);
  });

  it('may have names of their own', () => {
    expect(
      names('cases: [{ name: c, variants: [{ name: one, x: 1 }], events: [{ exec: sh }], expect: none }]'),
    ).toEqual(['c (one)']);
  });

  it('put values, not only texts, in the place of a name', () => {
    const text =
      'cases: [{ variants: [{ f: [-c, id], r: [a, b] }], events: [{ exec: sh, process.argv: <f> }], expect: <r> }]';
    const [testCase] = read(text).cases;
    expect(testCase?.expect?.exactly?.ids.map(({ value }) => value)).toEqual(['a', 'b']);
    expect(preparedCases(text)[0]?.happenings[0]?.record.Values['process.args']).toBe('-c id');
  });

  it('leave other words between < and > alone', () => {
    const text = 'cases: [{ variants: [{ a: 1 }], events: [{ exec: sh -c <b> }], expect: none }]';
    expect(preparedCases(text)[0]?.happenings[0]?.record.Values['process.argv']).toEqual(['-c', '<b>']);
  });
});

describe('mistakes have their place', () => {
  it.each<[text: string, problems: readonly (readonly [string, string])[]]>([
    ['cases: 3', [['testing/wrong-type', '3']]],
    ['cases: []', [['testing/no-cases', '']]],
    ['polices: x\ncases: [{ events: [{ exec: sh }], expect: none }]', [['testing/unknown-key', 'polices']]],
    ['cases: [{ events: [{ exec: sh }], expect: { fire: a } }]', [['testing/unknown-key', 'fire']]],
    ['cases: [{ name: x, expect: a }]', [['testing/no-events', 'x']]],
    [
      'cases: [{ variants: [{ who: a, n: 1 }, { whom: b }], events: [{ exec: <who> }], expect: none }]',
      [['testing/wrong-type', '{ whom: b }']],
    ],
    ['cases: [{ name: x, events: [{ exec: sh }], expect: {} }]', [['testing/expects-nothing', 'x']]],
    ['cases: [{ events: [{ exec: sh, open: /x }], expect: none }]', [['testing/no-event-type', 'open']]],
    [
      'cases: [{ events: [{ exec: sh, times: 1000000000 }], expect: none }]',
      [['testing/wrong-type', '1000000000']],
    ],
    [
      'cases:\n  - name: x\n    events: [{ exec: sh\n',
      [
        ['text/yaml-syntax', '['],
        ['text/yaml-syntax', '{'],
      ],
    ],
    ['cases: [{ events: [{ exec: sh, exec: bash }], expect: none }]', [['text/duplicate-key', 'exec']]],
    ['cases: [{ events: [{ exec: sh, times: 0 }], expect: none }]', [['testing/wrong-type', '0']]],
    ['cases: [{ events: [{ exec: sh, times: 1.5 }], expect: none }]', [['testing/wrong-type', '1.5']]],
    ['cases: [{ events: [{ exec: sh }], expect: { counts: { a: 1e3 } } }]', [['testing/wrong-type', '1e3']]],
    ['cases: [{ events: [{ exec: sh }], expect: [a, none] }]', [['testing/wrong-type', 'none']]],
    ['cases: [{ events: [{ exec: sh, after: 1d }], expect: none }]', [['testing/duration', '1d']]],
    [
      'cases: [{ events: [{ exec: sh }], expect: { verdicts: { a: lost } } }]',
      [['testing/wrong-type', 'lost']],
    ],
    ['cases: [{ recording: { lines: 3 }, expect: none }]', [['testing/recording', '{ lines: 3 }']]],
    ['cases: [{ recording: { path: a, lines: 3-1 }, expect: none }]', [['testing/duration', '3-1']]],
    [
      'cases: [{ name: x, events: [{ exec: sh }], expect: none }, { name: x, events: [{ exec: sh }], expect: none }]',
      [['testing/same-name', 'x']],
    ],
  ])('%s', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('the tests of a rule file', () => {
  const file =
    'name: r\nexpression: exec.file.name == "sh"\ntests:\n  - description: one\n    data: { type: exec, values: { exec.file.name: sh } }\n    expected: true\n';

  it('are cases about its rule', () => {
    const { kind, about, cases, problems } = readTestFile('r.yaml', file);
    expect({
      kind,
      about: about.map(({ value }) => value),
      names: cases.map(({ name }) => name),
      problems,
    }).toEqual({ kind: 'rule-file', about: ['r'], names: ['one'], problems: [] });
  });

  it('cannot be run where nobody says which rule it is', () => {
    const { cases, problems } = readTestFile('r.yaml', file.replace('name: r', 'id: r'));
    expect(problems.map(({ message }) => message)).toEqual([
      '`name` takes the id of the rule; this is nothing',
    ]);
    expect(cases.map(({ broken }) => broken)).toEqual([true]);
  });

  it('say it where what they expect is missing', () => {
    expect(problemsOf(file.replace('    expected: true\n', ''))).toEqual([['testing/wrong-type', 'one']]);
    expect(problemsOf(file.replace('type: exec, ', ''))).toEqual([
      ['testing/no-event-type', '{ values: { exec.file.name: sh } }'],
    ]);
  });

  it('say of a misspelt key only that', () => {
    expect(problemsOf(file.replace('expected', 'expectd'))).toEqual([['testing/unknown-key', 'expectd']]);
  });
});

describe('every problem', () => {
  it.each(Object.entries(testingProblems))(
    '%s shows what to avoid and what to write',
    (code, { avoid, prefer }) => {
      const found = (text: string) => [
        ...problemsOf(text).map(([each]) => each),
        ...preparedCases(text).flatMap(({ problems }) => problems.map((each) => each.code)),
      ];
      // These hang on files, rules and targets, which are not here.
      const needsMore = [
        'testing/recording',
        'testing/policies',
        'testing/unknown-rule',
        'testing/unknown-target',
        'testing/where',
      ].includes(code);
      if (!needsMore) expect(found(avoid)).toContain(code);
      expect(found(prefer)).toEqual([]);
    },
  );
});

it('any text is read without an exception', () => {
  const piece = fc.constantFrom(
    'cases:',
    '\n',
    '  ',
    '- ',
    'events: [',
    '{ exec: sh }',
    ']',
    'expect:',
    ' none',
    '{',
    '}',
    'variants: [{ a: 1 }]',
    '<a>',
    '&x ',
    '*x',
    'name: ',
    '"',
    "'",
    '> ',
    'recording: ',
    'by: ',
    '\t',
    '|',
    '#',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      expect(() => preparedCases(text)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

it('is read as YAML, and not as agents read policies: a question mark in braces needs no quotes', () => {
  const text = 'cases:\n  - name: a\n    events: [{imds: {url: /token?resource=x}}]\n    expect: [a]\n';
  const { problems, cases } = readTestFile('a_test.yaml', text);
  expect(problems).toEqual([]);
  expect(cases).toHaveLength(1);
});
