import { flagsOf, optionsOf } from '../arguments-of-process.ts';
import { fitsGlob } from '../glob.ts';
import { baseName } from '../paths.ts';
import { commOf } from '../process-tree.ts';
import type { CanonicalRecord, RecordElement, RecordValue } from '../record.ts';
import { redactAddress } from './addresses.ts';
import { redactArgument, redactVariable } from './arguments.ts';
import { kindOf, type RedactKind, type Treatment, treatmentOf } from './kinds.ts';
import { type Names, namesFor } from './names.ts';
import { redactPart, redactPath } from './paths.ts';
import { isSystemId, isSystemUser, peopleIn } from './people.ts';
import type { KeptWords } from './words.ts';

export interface RedactOptions {
  /** Kinds that stay as they are. */
  readonly keep: ReadonlySet<RedactKind>;
  /** Fields, `*` for any run of characters, that are taken out as a whole and become unknown. */
  readonly remove: readonly string[];
  /** Texts that stay, wherever they stand. */
  readonly words: KeptWords;
  /** Names of people that are known before; all others are from the first record on that tells them. */
  readonly people?: Iterable<string>;
}

type Fields = Readonly<Record<string, RecordValue>>;

const MADE_FROM_PATH = /(?<=^|\.)file\.name$/;
const MADE_FROM_LIST = /(?<=^|\.)args(?:_flags|_options)?$/;

/** Where ids of people are put. */
const PEOPLE = 100_000;

/**
 * Takes out of records what should not be shared, and leaves them replayable: the same value has the same name in the
 * whole recording, names still are the ends of their paths, arguments still are what they are made of.
 */
export function redactor({
  keep,
  remove,
  words,
  people = [],
}: RedactOptions): (record: CanonicalRecord) => CanonicalRecord {
  const names = namesFor(words);
  if (!keep.has('users')) for (const person of people) names.meet(person);
  const treatments = new Map<string, Treatment>();
  const removed = new Map<string, boolean>();

  const treatment = (field: string): Treatment => {
    if (!treatments.has(field)) {
      const found = treatmentOf(field);
      treatments.set(field, found === undefined || keep.has(kindOf(found)) ? undefined : found);
    }
    return treatments.get(field);
  };

  const isRemoved = (field: string): boolean => {
    const known = removed.get(field) ?? remove.some((pattern) => fitsGlob(pattern, field));
    removed.set(field, known);
    return known;
  };

  const value = (field: string, given: RecordValue): RecordValue => {
    const how = treatment(field);
    if (Array.isArray(given)) {
      // Elements of an iterator, or a list.
      return given.map((each) =>
        typeof each === 'object' && each !== null ? fields(each as Fields, `${field}.`) : scalar(each, how),
      ) as RecordValue;
    }
    return how === undefined ? given : (scalar(given as Scalar, how) as RecordValue);
  };

  const scalar = (given: Scalar, how: Treatment): Scalar => {
    if (typeof given === 'number') return how === 'ids' ? redactId(given, names) : given;
    return typeof given === 'string' && how !== undefined ? redactText(given, how, names) : given;
  };

  const fields = (given: Fields, prefix: string): Record<string, RecordValue> => {
    const result: Record<string, RecordValue> = {};
    for (const [key, each] of Object.entries(given)) {
      if (isRemoved(prefix + key)) continue;
      // What is made anew from the list, or from the path, uses up no names of its own.
      const isMade =
        (MADE_FROM_LIST.test(key) && key.replace(MADE_FROM_LIST, 'argv') in given) ||
        (MADE_FROM_PATH.test(key) && typeof given[key.replace(MADE_FROM_PATH, 'file.path')] === 'string');
      result[key] = isMade ? each : value(prefix + key, each);
    }
    repair(result, given, names);
    return result;
  };

  return (record) => {
    if (!keep.has('users')) for (const person of peopleIn(record)) names.meet(person);
    const { Host, Values, Ancestors, Variables, Unknown = [] } = record;
    return {
      ...record,
      ...(Host !== undefined && { Host: keep.has('hosts') ? Host : redactText(Host, 'hosts', names) }),
      Values: fields(Values, ''),
      ...(Ancestors !== undefined && {
        Ancestors: Ancestors.map((each) => fields(each, 'process.ancestors.') as RecordElement),
      }),
      ...(Variables !== undefined && { Variables: variables(Variables, names) }),
      ...(Unknown.length + remove.length > 0 && { Unknown: [...new Set([...Unknown, ...remove])] }),
    };
  };
}

type Scalar = string | number | bigint | boolean;

/** Rules may put anything into a variable. */
function variables(
  given: NonNullable<CanonicalRecord['Variables']>,
  names: Names,
): NonNullable<CanonicalRecord['Variables']> {
  const one = (each: unknown): unknown => (typeof each === 'string' ? redactArgument(each, names) : each);
  return Object.fromEntries(
    Object.entries(given).map(([key, each]) => [key, Array.isArray(each) ? each.map(one) : one(each)]),
  ) as NonNullable<CanonicalRecord['Variables']>;
}

function redactId(id: number, names: Names): number {
  return isSystemId(id) ? id : PEOPLE + names.number('id', String(id));
}

function redactText(text: string, how: Exclude<Treatment, undefined>, names: Names): string {
  if (text === '' || names.isKept(text)) return text;
  switch (how) {
    case 'paths':
      return redactPath(text, names);
    case 'arguments':
      return redactArgument(text, names);
    case 'environment':
      return redactVariable(text, names);
    case 'users':
      return isSystemUser(text) ? text : names.name('user', text);
    case 'addresses':
      return redactAddress(text, names);
    case 'hosts':
      return names.name('host', text);
    case 'domains':
      return redactDomain(text, names);
    case 'containers':
      // As long as it was: that is how rules know one.
      return names.number('container', text).toString(16).padStart(text.length, '0');
    case 'tags': {
      const at = text.indexOf(':');
      return at < 0
        ? names.name('tag', text)
        : `${text.slice(0, at)}:${names.name('tag', text.slice(at + 1))}`;
    }
    case 'ids':
      return text;
  }
}

/** Part by part, but for the last: `host-1.host-2.com`. A name that a rule looks for keeps what is in front of it hidden. */
function redactDomain(domain: string, names: Names): string {
  const labels = domain.split('.');
  for (let at = 1; at < labels.length - 1; at++) {
    const rest = labels.slice(at).join('.');
    if (names.isKept(rest) || names.isKept(`.${rest}`)) {
      return [...labels.slice(0, at).map((label) => names.name('host', label)), rest].join('.');
    }
  }
  const last = labels.length - 1;
  return labels
    .map((label, at) => (at === last || label === '' ? label : names.name('host', label)))
    .join('.');
}

/** Fields that follow from others are made from what those have become. */
function repair(result: Record<string, RecordValue>, given: Fields, names: Names): void {
  for (const key of Object.keys(result)) {
    if (key === 'argv' || key.endsWith('.argv')) {
      const prefix = key.slice(0, -'argv'.length);
      const argv = result[key];
      if (!Array.isArray(argv)) continue;
      const texts = argv.filter((each) => typeof each === 'string');
      if (`${prefix}args` in result) result[`${prefix}args`] = texts.join(' ');
      if (`${prefix}args_flags` in result) result[`${prefix}args_flags`] = flagsOf(texts);
      if (`${prefix}args_options` in result) result[`${prefix}args_options`] = optionsOf(texts);
    } else if (key === 'file.path' || key.endsWith('.file.path')) {
      const prefix = key.slice(0, -'file.path'.length);
      const path = result[key];
      const old = given[`${prefix}file.name`];
      if (typeof path !== 'string' || typeof old !== 'string') continue;
      const name = baseName(path);
      if (`${prefix}file.name` in result && path !== '') result[`${prefix}file.name`] = name;
      if (result[`${prefix}comm`] === commOf(old)) result[`${prefix}comm`] = commOf(name);
      if (given[`${prefix}argv0`] === old && `${prefix}argv0` in result) result[`${prefix}argv0`] = name;
    }
  }
  // A name whose path is not known is one by itself.
  for (const key of Object.keys(result)) {
    const before = given[key];
    const path = result[`${key.slice(0, -'name'.length)}path`];
    if (
      key.endsWith('file.name') &&
      typeof before === 'string' &&
      path === undefined &&
      result[key] !== before
    ) {
      result[key] = redactPart(before, names);
    }
  }
}
