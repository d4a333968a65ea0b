/** One event as it is written → the event as recordings have it. */
import type { CanonicalRecord, RecordValue } from '@secl/events';
import type { Value } from '@secl/model';
import { nearestName, placeOf } from '@secl/text';
import { plainValue } from '../read/read-expectation.ts';
import { meantOr, TestReader } from '../read/reader.ts';
import type { SaidText, ShortEvent, WrittenEvent } from '../written.ts';
import { parseChain } from './chain.ts';
import { elementOf, writtenValues } from './fields.ts';
import { filledElement, filledIn } from './fill-in.ts';
import type { Preparing } from './preparing.ts';
import type { ProcessFields, ProcessTable } from './processes.ts';
import { subjectFields } from './subject.ts';

/** `now`: nanoseconds since 1970 at which it happens. */
export function recordOf(
  preparing: Preparing,
  event: WrittenEvent,
  processes: ProcessTable,
  now: bigint,
): CanonicalRecord | undefined {
  const type = event.type.value;
  const { catalogue } = preparing;
  if (!catalogue.eventTypes.some(({ name }) => name === type)) {
    const known = catalogue.eventTypes.map(({ name }) => name);
    const hint = nearestName(type, known) === undefined ? '' : meantOr(type, known);
    return preparing.note('testing/unknown-event-type', event.type.range, {
      type,
      platform: preparing.platform,
      hint,
    });
  }
  if (event.form === 'literal')
    return { Type: type, Time: now, Values: writtenValues(preparing, type, event.values, now) };
  const { origin } = preparing.surroundings;
  const chain = processesOf(preparing, event, processes);
  const [own, ...above] = chain;
  const values: Record<string, RecordValue> = {
    ...(origin !== undefined && catalogue.field('event.origin') !== undefined && { 'event.origin': origin }),
    ...existing('process', own ?? {}, preparing),
    ...subjectOf(preparing, event, now),
    ...writtenValues(preparing, type, event.fields, now),
  };
  const given = event.ancestors.map((each) => elementOf(preparing, 'process.ancestors', each, now));
  const ancestors = Array.from({ length: Math.max(above.length, given.length) }, (_, index) => ({
    ...existing('process.ancestors', above[index] ?? {}, preparing, 'alone'),
    ...given[index],
  })).map((each) => filledElement(each, 'process.ancestors', catalogue));
  return {
    Type: type,
    Time: now,
    ...(event.host !== undefined && { Host: event.host.value }),
    Values: filledIn(values, catalogue),
    ...(ancestors.length > 0 && { Ancestors: ancestors }),
    ...variablesOf(preparing, event),
    ...(event.unknown.length > 0 && { Unknown: event.unknown.map(({ value }) => value) }),
  };
}

function processesOf(
  preparing: Preparing,
  { type, chain }: ShortEvent,
  processes: ProcessTable,
): readonly ProcessFields[] {
  if (chain === undefined) return [];
  const programs = parseChain(chain.value);
  if (!('reason' in programs)) return processes.of(programs, type.value === 'exec');
  preparing.note('testing/process-chain', placeOf(chain), { reason: programs.reason });
  return [];
}

/** Fields that the platform's processes have, under their names. */
function existing(
  prefix: string,
  fields: ProcessFields,
  { catalogue }: Preparing,
  written: 'whole' | 'alone' = 'whole',
): Record<string, Value> {
  const known: Record<string, Value> = {};
  for (const [name, value] of Object.entries(fields)) {
    const whole = `${prefix}.${name}`;
    if (catalogue.field(whole) !== undefined) known[written === 'alone' ? name : whole] = value;
  }
  return known;
}

function subjectOf(
  preparing: Preparing,
  { type, subject }: ShortEvent,
  now: bigint,
): Record<string, RecordValue> {
  if (subject === undefined) return {};
  const fields = subjectFields(type.value, subject.value, preparing.catalogue);
  switch (fields.kind) {
    case 'values':
      return { ...fields.values };
    case 'field': {
      const name: SaidText = { value: fields.name, range: placeOf(subject) };
      return writtenValues(preparing, type.value, [{ name, value: subject }], now);
    }
    case 'wrong':
      return preparing.note('testing/subject', placeOf(subject), { reason: fields.reason }) ?? {};
  }
}

function variablesOf(preparing: Preparing, { variables }: ShortEvent): Pick<CanonicalRecord, 'Variables'> {
  if (variables.length === 0) return {};
  const reader = new TestReader(preparing.surroundings.document);
  const entries = variables.flatMap(({ name, value }) => {
    const read = plainValue(reader, value, name.value);
    return read === undefined ? [] : [[name.value.replace(/^\$\{(.*)\}$/, '$1'), read] as const];
  });
  preparing.problems.push(...reader.problems);
  return { Variables: Object.fromEntries(entries) };
}
