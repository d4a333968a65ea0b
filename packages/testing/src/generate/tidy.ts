/** A made up event as a person would have written it: paths and names agree, as they do on every host. */
import type { RecordValue } from '@secl/events';
import type { Draft } from './draft.ts';

type Fields = Readonly<Record<string, RecordValue>>;
type Change = readonly [name: string, value: RecordValue];

/** Each change only where the event still does what it is there for. */
export function tidied(draft: Draft, isStillGood: (draft: Draft) => boolean): Draft {
  let best = draft;
  const take = (other: Draft): boolean => {
    const isGood = isStillGood(other);
    if (isGood) best = other;
    return isGood;
  };
  for (const values of agreeing(best.values)) take({ ...best, values });
  // Of several values for one field the first that does.
  const changed = new Set<string>();
  for (const [name, value] of [...speaking(best.values), ...addresses(best)]) {
    if (!changed.has(name) && take({ ...best, values: { ...best.values, [name]: value } })) changed.add(name);
  }
  for (const [index, element] of best.ancestors.entries()) {
    for (const changed of agreeing(element)) {
      const ancestors = best.ancestors.map((each, other) => (other === index ? changed : each));
      take({ ...best, ancestors });
    }
  }
  return best;
}

function* agreeing<Value extends RecordValue>(
  fields: Readonly<Record<string, Value>>,
): Generator<Readonly<Record<string, Value | string>>> {
  for (const key of Object.keys(fields)) {
    if (!key.endsWith('.path') && key !== 'path') continue;
    const path = fields[key];
    const nameKey = `${key.slice(0, -'path'.length)}name`;
    const name = fields[nameKey];
    if (typeof path !== 'string' || typeof name !== 'string' || name === '') continue;
    const slash = path.lastIndexOf('/');
    if (path.slice(slash + 1) === name) continue;
    // The directory is what paths are asked for more often, the name what names are.
    yield { ...fields, [key]: `${slash < 0 ? '/usr/bin' : path.slice(0, slash)}/${name}` };
    yield { ...fields, [nameKey]: path.slice(slash + 1) };
  }
}

/** An empty text or a port of 0 says nothing to a reader. Each as a change of its own. */
function* speaking(fields: Fields): Generator<Change> {
  for (const [key, value] of Object.entries(fields)) {
    for (const [ending, speaking] of spoken) {
      if (key.endsWith(ending) && (value === '' || value === 0)) yield [key, speaking];
    }
    // The solver takes all bits for a good example of flags.
    if (typeof value === 'number' && value < 0)
      for (let bit = 0; bit < flagBits; bit++) yield [key, 2 ** bit];
    // Patterns on all below a directory match the directory with its slash.
    if (key.endsWith('.path') && typeof value === 'string' && value.endsWith('/') && value !== '/')
      yield [key, `${value}some-file`];
  }
}

/** Connections go somewhere: to an address that is kept for documentation. */
function addresses({ type, values }: Draft): readonly Change[] {
  const isAsked = Object.keys(values).some((name) => name.startsWith(`${type}.addr.`));
  return isAsked && values[`${type}.addr.ip`] === undefined ? [[`${type}.addr.ip`, '203.0.113.5']] : [];
}

const flagBits = 24;

const spoken: readonly (readonly [string, RecordValue])[] = [
  ['file.path', '/srv/some-file'],
  ['file.name', 'some-program'],
  ['.comm', 'some-program'],
  ['addr.port', 443],
];
