import { parseTime } from '@secl/events';
import { isNull, type Mapping, type Node, placeOf, type Range } from '@secl/text';
import type { Expectation, Step, TestCase } from '../written.ts';
import { readEvent } from './read-event.ts';
import { isTelling, readExpectation } from './read-expectation.ts';
import { readRecording, readTime } from './read-recording.ts';
import type { TestReader } from './reader.ts';
import { filledIn, type Row, rowOf, stands, variantName } from './variants.ts';

const keys = [
  'name',
  'targets',
  'start',
  'events',
  'recording',
  'expect',
  'variants',
  'description',
] as const;

/** When time begins where a case does not say it: no test depends on the day it runs. */
const defaultStart = parseTime('2026-01-01T00:00:00Z') ?? 0n;

/** More would be a mistake, and a run without end. */
const mostTimes = 100_000;

/** A row of a table, and the names that it and the others give a value. */
interface Variant {
  readonly mapping: Mapping;
  readonly given: ReadonlySet<string>;
}

/** One item of `cases`: a case, or one for each of its variants. */
export function readCases(reader: TestReader, item: Node, index: number): readonly TestCase[] {
  const mapping = reader.mapping(item, 'cases', 'a list of mappings with `events` and `expect`');
  if (mapping === undefined) return [];
  const variants = mapping.entries.find(({ key }) => key.value === 'variants')?.value;
  if (variants === undefined || isNull(variants)) return [readCase(reader, mapping, index, undefined)];
  const rows = reader
    .items(variants, 'variants', 'a list of mappings from names to values')
    .flatMap((row) => reader.mapping(row, 'variants', 'a mapping from names to values') ?? []);
  const given = new Set(rows.flatMap((row) => [...rowOf(row).keys()]));
  return rows.map((row) => readCase(reader, mapping, index, { mapping: row, given }));
}

function readCase(
  reader: TestReader,
  mapping: Mapping,
  index: number,
  variant: Variant | undefined,
): TestCase {
  const before = reader.problems.length;
  const row = variant && rowOf(variant.mapping);
  if (variant !== undefined) noteLacking(reader, mapping, variant);
  const values = withRow(reader.entries(mapping, 'a case', keys), row);
  const given = reader.text(values.get('name'), 'name');
  const title = given?.value ?? `case ${index + 1}`;
  const told =
    row === undefined ? '' : variantName(row, mapping.entries.find(({ key }) => key.value === 'name')?.value);
  const name = told === '' ? title : `${title} (${told})`;
  const range: Range = variant === undefined ? (given?.range ?? firstKey(mapping)) : variant.mapping.range;
  const steps = reader
    .items(values.get('events'), 'events', 'a list of events')
    .flatMap((item) => readStep(reader, item) ?? []);
  const recording = readRecording(reader, values.get('recording'));
  const expect = readExpectation(reader, values.get('expect'));
  const testCase = {
    name,
    place: { document: reader.document, range },
    range: mapping.range,
    targets: reader.texts(values.get('targets'), 'targets'),
    start: readTime(reader, values.get('start'), 'start') ?? defaultStart,
    steps,
    recording,
    expect,
  };
  noteIdle(reader, testCase, reader.problems.length > before);
  return { ...testCase, broken: reader.problems.length > before };
}

/** Without a word, `<who>` would be a program of that name in the row that has none. */
function noteLacking(reader: TestReader, whole: Mapping, { mapping, given }: Variant): void {
  const row = rowOf(mapping);
  const entries = whole.entries.filter(({ key }) => key.value !== 'variants');
  for (const name of given) {
    if (row.has(name) || !stands(name, { ...whole, entries })) continue;
    const expected = `a value for \`${name}\` in every row, as the case says \`<${name}>\``;
    reader.note('testing/wrong-type', mapping.range, {
      key: 'variants',
      expected,
      found: 'a row without one',
    });
  }
}

/** A row may have an expectation of its own, in the place of the case's. */
function withRow<Key extends string>(
  values: ReadonlyMap<Key, Node>,
  row: Row | undefined,
): ReadonlyMap<Key | 'expect', Node> {
  if (row === undefined) return values;
  const filled = new Map<Key | 'expect', Node>([...values].map(([key, node]) => [key, filledIn(node, row)]));
  const own = row.get('expect');
  if (own !== undefined) filled.set('expect', own);
  return filled;
}

function readStep(reader: TestReader, item: Node): Step | undefined {
  const mapping = reader.mapping(item, 'events', 'a list of mappings such as `{open: /etc/shadow}`');
  if (mapping === undefined) return undefined;
  const value = (key: string): Node | undefined =>
    mapping.entries.find((entry) => entry.key.value === key)?.value;
  const event = readEvent(reader, mapping);
  const step = {
    range: mapping.range,
    times: reader.count(value('times'), 'times', { least: 1, most: mostTimes }) ?? 1,
    after: reader.duration(value('after'), 'after') ?? 0n,
    expect: readExpectation(reader, value('expect')),
  };
  return event && { ...step, event };
}

function noteIdle(
  reader: TestReader,
  { name, place, steps, recording, expect }: Omit<TestCase, 'broken'>,
  isBroken: boolean,
): void {
  const all: readonly Expectation[] = [expect, ...steps.map((step) => step.expect)].filter(
    (each) => each !== undefined,
  );
  const telling = all.filter(isTelling);
  // What could not be read may have been an expectation, or an event.
  if (isBroken) return;
  if (telling.length === 0) reader.note('testing/expects-nothing', place.range, { name });
  else if (
    steps.length === 0 &&
    recording === undefined &&
    telling.some((each) => isTelling({ ...each, verdicts: [] }))
  )
    reader.note('testing/no-events', place.range, { name });
}

function firstKey({ entries, range }: Mapping): Range {
  const [first] = entries;
  return first === undefined ? range : placeOf(first.key);
}
