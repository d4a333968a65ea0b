import { type Catalogue, type SlotValue, UNKNOWN, type UnknownFields } from '@secl/model';
import { fitsGlob } from '../glob.ts';

/** An `Unknown` list that names nothing the catalogue has. */
export interface NotAField {
  readonly pattern: string;
}

export interface UnknownReader {
  /**
   * What a list of patterns means. `given`: by iterator index, whether the event brings elements: where it brings none
   * and the list goes on, the first of them, which `X.parent` is, is unknown too.
   */
  read(patterns: readonly string[], given: number): UnknownFields | NotAField;
}

/** A recording has a handful of lists; one that makes up new ones for ever must not fill the memory. */
const KEPT = 500;
const PATTERNS = 5000;

const readers = new WeakMap<Catalogue, UnknownReader>();

/** One for all recordings of a platform: recorders say the same in each, and to find the fields takes long. */
export function unknownReader(catalogue: Catalogue): UnknownReader {
  const known = readers.get(catalogue);
  if (known !== undefined) return known;
  const made = newReader(catalogue);
  readers.set(catalogue, made);
  return made;
}

function newReader(catalogue: Catalogue): UnknownReader {
  const byText = new Map<string, UnknownFields | NotAField>();
  const byMeaning = new Map<string, UnknownFields>();
  const byPattern = new Map<string, readonly string[]>();
  let nextId = 0;

  const namesOf = (pattern: string): readonly string[] => {
    const names = byPattern.get(pattern) ?? namesIn(catalogue, pattern);
    if (byPattern.size >= PATTERNS) byPattern.clear();
    byPattern.set(pattern, names);
    return names;
  };

  const intern = (made: Resolved): UnknownFields => {
    const meaning = JSON.stringify([made.unknownSlots, made.unknownElementSlots, made.goesOn]);
    const same = byMeaning.get(meaning);
    if (same !== undefined) {
      return same;
    }
    const fields = { id: nextId, slots: made.slots, elements: made.elements, goesOn: made.goesOn };
    nextId += 1;
    byMeaning.set(meaning, fields);
    return fields;
  };
  // So that nothing unknown is id 0, as the model has it.
  intern(resolve(catalogue, [], 0, namesOf) as Resolved);

  return {
    read(patterns, given) {
      const text = `${given} ${patterns.join('\n')}`;
      const known = byText.get(text);
      if (known !== undefined) {
        return known;
      }
      const resolved = resolve(catalogue, patterns, given, namesOf);
      const result = 'pattern' in resolved ? resolved : intern(resolved);
      if (byText.size >= KEPT) {
        byText.clear();
        byMeaning.clear();
      }
      byText.set(text, result);
      return result;
    },
  };
}

interface Resolved {
  readonly slots: readonly SlotValue[];
  readonly elements: readonly (readonly SlotValue[])[];
  readonly goesOn: readonly boolean[];
  readonly unknownSlots: readonly number[];
  readonly unknownElementSlots: readonly (readonly number[])[];
}

function resolve(
  catalogue: Catalogue,
  patterns: readonly string[],
  given: number,
  namesOf: (pattern: string) => readonly string[],
): Resolved | NotAField {
  const slots: SlotValue[] = [...catalogue.zeros];
  const elements = catalogue.elementZeros.map((zeros): SlotValue[] => [...zeros]);
  const goesOn = catalogue.iterators.map(() => false);
  const os = catalogue.field('event.os');
  if (os !== undefined) {
    slots[os.slot] = catalogue.platform;
  }

  const mark = (name: string): void => {
    const field = catalogue.field(name);
    const iterator = catalogue.iterators.findIndex(
      (each) => each.name === (field?.lengthOf ?? field?.iterator),
    );
    if (field === undefined) {
      return;
    }
    if (field.lengthOf !== null) {
      // Lengths of strings are computed from what is known of the string.
      if (iterator >= 0) {
        goesOn[iterator] = true;
      }
      return;
    }
    if (field.iterator === null) {
      slots[field.slot] = UNKNOWN;
      return;
    }
    const element = elements[iterator];
    if (element !== undefined) {
      element[field.slot] = UNKNOWN;
    }
    const parent = catalogue.field(field.name.replace(/\.ancestors\./, '.parent.'));
    if (parent !== undefined && parent.iterator === null) {
      slots[parent.slot] = UNKNOWN;
    }
  };

  for (const pattern of patterns) {
    const names = namesOf(pattern);
    if (names.length === 0) {
      return { pattern };
    }
    names.forEach(mark);
  }
  catalogue.iterators.forEach(({ name, index }) => {
    if (goesOn[index] === true && (given & (1 << index)) === 0) {
      const parent = name.replace(/ancestors$/, 'parent.');
      catalogue.fieldNames.filter((each) => parent !== name && each.startsWith(parent)).forEach(mark);
    }
  });
  const positions = (values: readonly SlotValue[]): readonly number[] =>
    values.flatMap((value, slot) => (value === UNKNOWN ? [slot] : []));
  return {
    slots,
    elements,
    goesOn,
    unknownSlots: positions(slots),
    unknownElementSlots: elements.map(positions),
  };
}

/** The fields that a pattern stands for: `*` is any run of characters, an iterator's name is all of its fields. */
function namesIn(catalogue: Catalogue, pattern: string): readonly string[] {
  if (!pattern.includes('*')) {
    if (catalogue.iterators.some((each) => each.name === pattern)) {
      return namesIn(catalogue, `${pattern}.*`);
    }
    const own = catalogue.field(pattern)?.name ?? catalogue.legacy(pattern)?.to;
    return own === undefined ? [] : [own];
  }
  return catalogue.fieldNames.filter((name) => fitsGlob(pattern, name));
}
