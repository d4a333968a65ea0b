import { asBoolean, type Mapping, type Node, placeOf } from '@secl/text';
import type { TestCase } from '../written.ts';
import { fieldsOf } from './read-event.ts';
import { nothing } from './read-expectation.ts';
import type { Contents } from './read-test-file.ts';
import type { TestReader } from './reader.ts';

/** The tests of a rule file (spec/policies.md, Other carriers of policies): one event each, and whether the rule matches. */
export function readRuleTests(reader: TestReader, mapping: Mapping): Contents {
  const value = (key: string): Node | undefined =>
    mapping.entries.find((entry) => entry.key.value === key)?.value;
  const id = reader.text(value('name'), 'name', ruleId);
  if (value('name') === undefined) {
    const { start, end } = mapping.entries[0]?.key.range ?? mapping.range;
    reader.note('testing/wrong-type', { start, end }, { key: 'name', expected: ruleId, found: 'nothing' });
  }
  const items = reader.items(value('tests'), 'tests', 'a list of tests');
  return {
    kind: 'rule-file',
    policies: [],
    ruleSet: undefined,
    targets: [],
    about: id === undefined ? [] : [id],
    cases: items.flatMap((item, index) => {
      const read = readRuleTest(reader, item, id?.value ?? '', index);
      return read === undefined ? [] : [{ ...read, broken: read.broken || id === undefined }];
    }),
  };
}

const ruleId = 'the id of the rule';
const keys = ['name', 'description', 'data', 'expected'] as const;
const dataKeys = ['type', 'values'] as const;

function readRuleTest(reader: TestReader, item: Node, id: string, index: number): TestCase | undefined {
  const before = reader.problems.length;
  const mapping = reader.mapping(item, 'tests', 'a list of mappings with `data` and `expected`');
  if (mapping === undefined) return undefined;
  const values = reader.entries(mapping, 'a test of a rule file', keys);
  const name = reader.text(values.get('description') ?? values.get('name'), 'description');
  const data = reader.mapping(values.get('data'), 'data', 'a mapping with `type` and `values`');
  const event = data === undefined ? undefined : reader.entries(data, '`data`', dataKeys);
  const type = reader.text(event?.get('type'), 'type');
  const expected = values.get('expected');
  const fires = expected?.kind === 'scalar' ? asBoolean(expected) : undefined;
  const place = name?.range ?? mapping.range;
  // A key that is misspelt has been told.
  const isMisspelt = reader.problems.length > before;
  if (expected !== undefined && fires === undefined)
    reader.wrongType(expected, 'expected', '`true` or `false`');
  else if (expected === undefined && !isMisspelt)
    reader.note('testing/wrong-type', place, {
      key: 'expected',
      expected: '`true` or `false`',
      found: 'nothing',
    });
  if (type === undefined && !isMisspelt)
    reader.note('testing/no-event-type', data?.range ?? place, { hint: ': `data.type` is missing' });
  const range = expected === undefined ? mapping.range : placeOf(expected);
  const rule = { value: id, range, ...(expected !== undefined && { answer: expected }) };
  const expect = expected && {
    ...nothing(expected),
    fires: fires === true ? [rule] : [],
    silent: fires === false ? [{ rule, because: undefined }] : [],
  };
  const literal = type && {
    form: 'literal' as const,
    type,
    values: fieldsOf(reader, event?.get('values'), 'values'),
  };
  const steps =
    literal === undefined
      ? []
      : [{ range: mapping.range, event: literal, times: 1, after: 0n, expect: undefined }];
  return {
    name: name?.value ?? `test ${index + 1}`,
    place: { document: reader.document, range: place },
    range: mapping.range,
    targets: [],
    start: 0n,
    steps,
    recording: undefined,
    expect,
    broken: reader.problems.length > before,
  };
}
