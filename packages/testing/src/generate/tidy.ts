/** A made up event as a person would have written it: paths and names agree, as they do on every host. */
import type { RecordElement, RecordValue } from '@secl/events';
import type { Catalogue, Platform } from '@secl/model';
import type { Draft } from './draft.ts';
import { fewerBits } from './fewer-bits.ts';
import { likelier } from './likelier.ts';

type Fields = Readonly<Record<string, RecordValue>>;
type Change = readonly [name: string, value: RecordValue];

/** Each change only where the event still does what it is there for. */
export function tidied(draft: Draft, isStillGood: (draft: Draft) => boolean, catalogue: Catalogue): Draft {
  const { platform } = catalogue;
  let best = draft;
  const take = (other: Draft): boolean => {
    const isGood = isStillGood(other);
    if (isGood) best = other;
    return isGood;
  };
  // Where events come from is said by the target.
  if (best.values[origin] !== undefined) take(without(best, origin));
  for (const values of agreeing(best.values, platform)) take({ ...best, values });
  // Of several values for one field the first that does.
  const changed = new Set<string>();
  for (const [name, value] of [...likelierIn(best.values, platform), ...addresses(best)]) {
    if (!changed.has(name) && take({ ...best, values: { ...best.values, [name]: value } })) changed.add(name);
  }
  for (const [name, value] of Object.entries(best.values)) {
    if (typeof value === 'object') continue;
    fewerBits(name, value, catalogue, (bits) => take({ ...best, values: { ...best.values, [name]: bits } }));
  }
  for (const index of best.ancestors.keys()) {
    // Of ancestors that only count something is said, too: a line of processes is made of them.
    for (const changes of [named, likelierElements, agreeing])
      for (const changed of changes(best.ancestors[index] ?? {}, platform)) {
        const ancestors = best.ancestors.map((each, other) => (other === index ? changed : each));
        take({ ...best, ancestors });
      }
  }
  for (const values of agreeing(best.values, platform)) take({ ...best, values });
  return best;
}

const origin = 'event.origin';

function without(draft: Draft, name: string): Draft {
  return {
    ...draft,
    values: Object.fromEntries(Object.entries(draft.values).filter(([other]) => other !== name)),
  };
}

function* likelierIn(fields: Fields, platform: Platform): Generator<Change> {
  for (const [name, value] of Object.entries(fields))
    for (const other of likelier(name, value, platform)) yield [name, other];
}

function* named(element: RecordElement, platform: Platform): Generator<RecordElement> {
  if (Object.keys(element).length === 0) yield { 'file.name': someProgram[platform] };
}

const someProgram = { linux: 'some-program', windows: 'some-program.exe' } as const;

function* likelierElements(element: RecordElement, platform: Platform): Generator<RecordElement> {
  for (const [name, value] of Object.entries(element))
    for (const other of likelier(name, value, platform)) yield { ...element, [name]: other };
}

function* agreeing<Value extends RecordValue>(
  fields: Readonly<Record<string, Value>>,
  platform: Platform,
): Generator<Readonly<Record<string, Value | string>>> {
  for (const key of Object.keys(fields)) {
    if (!key.endsWith('.path') && key !== 'path') continue;
    const path = fields[key];
    const nameKey = `${key.slice(0, -'path'.length)}name`;
    const name = fields[nameKey];
    if (typeof path !== 'string' || typeof name !== 'string' || name === '') continue;
    const slash = lastSeparator(path, platform);
    if (path.slice(slash + 1) === name) continue;
    // The directory is what paths are asked for more often, the name what names are.
    yield { ...fields, [key]: `${slash < 0 ? directories[platform] : path.slice(0, slash + 1)}${name}` };
    yield { ...fields, [nameKey]: path.slice(slash + 1) };
  }
}

const directories = { linux: '/usr/bin/', windows: 'C:\\Temp\\' } as const;

/** On Windows both separate. */
function lastSeparator(path: string, platform: Platform): number {
  const slash = path.lastIndexOf('/');
  return platform === 'windows' ? Math.max(slash, path.lastIndexOf('\\')) : slash;
}

/** Connections go somewhere: to an address that is kept for documentation. */
function addresses({ type, values }: Draft): readonly Change[] {
  const isAsked = Object.keys(values).some((name) => name.startsWith(`${type}.addr.`));
  return isAsked && values[`${type}.addr.ip`] === undefined ? [[`${type}.addr.ip`, '203.0.113.5']] : [];
}
