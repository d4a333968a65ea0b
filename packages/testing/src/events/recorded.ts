/** The events of a recording that a case is about, and those before them, which set variables. */
import { type CompiledRule, compileRule } from '@secl/evaluation';
import { type Bytes, type CanonicalRecord, importRecording } from '@secl/events';
import { builtinVariables, checkRule, parseRule } from '@secl/language';
import type { Event } from '@secl/model';
import { nearestName, type Problem, placeOf, type Scalar } from '@secl/text';
import { testingProblem } from '../problems.ts';
import { meantOr } from '../read/reader.ts';
import type { Happening } from '../result.ts';
import type { RecordingUse } from '../written.ts';
import { decoderOf } from './decoder-of.ts';
import type { PrepareSetting } from './prepare.ts';

export interface Recorded {
  readonly happenings: readonly Happening[];
  /** How many of them count. */
  readonly count: number;
  readonly problems: readonly Problem[];
}

export async function recordedHappenings(use: RecordingUse, setting: PrepareSetting): Promise<Recorded> {
  const { catalogue, document } = setting;
  const { path, format } = use;
  const problems: Problem[] = [];
  const place = { document, range: path.range };
  const unusable = (reason: string): Recorded => ({
    happenings: [],
    count: 0,
    problems: [testingProblem('testing/recording', place, { reason }), ...problems],
  });
  const where = use.where && filterOf(use.where, setting);
  if (where !== undefined && 'problem' in where)
    return { happenings: [], count: 0, problems: [where.problem] };
  const missing = typesMissing(use, setting);
  if (missing.length > 0) return { happenings: [], count: 0, problems: missing };
  const read = await setting.readRecording(path.value);
  if (!read.ok) return unusable(`\`${path.value}\`: ${read.message}`);
  const key = `${read.name}\u0000${format?.value ?? ''}\u0000${catalogue.platform}`;
  const recording = setting.recordings?.get(key) ?? (await imported(read, use, setting));
  setting.recordings?.keep(key, recording);
  problems.push(...recording.problems);
  const decoder = decoderOf(catalogue);
  const holds = ({ record, line }: RecordedEvent): boolean => {
    if (where === undefined) return true;
    const decoded = decoder.decodeRecord(record, {
      document: read.name,
      text: '',
      line,
      column: 1,
      offset: 0,
    });
    return decoded.ok && where.holds(decoded.event);
  };
  const happenings: Happening[] = [];
  let count = 0;
  const events = recording.events.length;
  // The last event that counts: what comes behind it changes nothing.
  let end = 0;
  for (const event of recording.events) {
    const { record, line } = event;
    const counts = fits(use, event) && holds(event);
    if (counts) count++;
    happenings.push({
      record,
      number: counts ? count : 0,
      step: undefined,
      source: { document: read.name, line },
    });
    if (counts) end = happenings.length;
  }
  if (count > 0) return { happenings: happenings.slice(0, end), count, problems };
  return unusable(
    events === 0
      ? `\`${path.value}\` holds no event that could be read`
      : `none of the ${events} events of \`${path.value}\` fits`,
  );
}

/** What no event is of: it would leave nothing of the recording, without a reason. */
function typesMissing(
  { types }: RecordingUse,
  { catalogue: { eventTypes, platform }, document }: PrepareSetting,
): readonly Problem[] {
  const names = eventTypes.map(({ name }) => name);
  return types
    .filter(({ value }) => !names.includes(value))
    .map(({ value, range }) => {
      const hint = nearestName(value, names) === undefined ? '' : meantOr(value, names);
      return testingProblem(
        'testing/unknown-event-type',
        { document, range },
        { type: value, platform, hint },
      );
    });
}

interface RecordedEvent {
  readonly record: CanonicalRecord;
  readonly line: number;
  readonly time: bigint | undefined;
}

/** A recording as the cases take their events from it. */
export interface ImportedRecording {
  /** Those that can be decoded. */
  readonly events: readonly RecordedEvent[];
  readonly problems: readonly Problem[];
}

async function imported(
  read: { readonly name: string; readonly bytes: Bytes },
  { format }: RecordingUse,
  { catalogue }: PrepareSetting,
): Promise<ImportedRecording> {
  const problems: Problem[] = [];
  const events: RecordedEvent[] = [];
  const decoder = decoderOf(catalogue);
  const options = {
    document: read.name,
    catalogue,
    // A line that says nothing is no mistake of the test. Where it stands nobody else can tell: recordings are streams.
    onProblem: ({
      line,
      column: _,
      ...problem
    }: Problem & { readonly line: number; readonly column: number }) =>
      problems.push({ ...problem, severity: 'warning', message: `line ${line}: ${problem.message}` }),
    ...(format !== undefined && { format: format.value }),
  };
  for await (const records of importRecording(read.bytes, options)) {
    for (const { record, at } of records) {
      const decoded = decoder.decodeRecord(record, at);
      if (decoded.ok) events.push({ record, line: at.line, time: decoded.event.time });
    }
  }
  return { events, problems };
}

function fits({ types, lines, since, until }: RecordingUse, { record, line, time }: RecordedEvent): boolean {
  if (types.length > 0 && !types.some(({ value }) => value === record.Type)) return false;
  if (lines !== undefined && (line < lines.first || line > lines.last)) return false;
  if (since === undefined && until === undefined) return true;
  return (
    time !== undefined && (since === undefined || time >= since) && (until === undefined || time < until)
  );
}

type Filter = { readonly holds: (event: Event) => boolean } | { readonly problem: Problem };

/** An expression on events of its type, or of any where it names no type's field. */
function filterOf(where: Scalar, { catalogue, facts, document }: PrepareSetting): Filter {
  const scope = { catalogue, facts, macros: new Map(), variables: builtinVariables };
  const checked = checkRule(parseRule(where.value), scope);
  const compiled: CompiledRule | undefined = compileRule(checked, catalogue);
  const [first] = checked.problems;
  if (first !== undefined || compiled === undefined) {
    const range = first === undefined ? placeOf(where) : where.map.toSource(first.place);
    return {
      problem: testingProblem(
        'testing/where',
        { document, range },
        { reason: first?.message ?? 'this is no condition' },
      ),
    };
  }
  return {
    holds: (event) =>
      (checked.eventType === '' || checked.eventType === event.type) &&
      compiled.evaluate({ event, now: event.time, variables: { read: () => '' }, register: 0 }) === true,
  };
}
