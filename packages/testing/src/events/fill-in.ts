/** What belongs together, where an event says only a part of it (spec/events.md, Canonical event). */
import { flagsOf, optionsOf, type RecordElement, type RecordValue } from '@secl/events';
import type { Catalogue, Platform, Value } from '@secl/model';
import { baseName } from './processes.ts';

type Values = Readonly<Record<string, RecordValue>>;

/** The values with those that follow from them; what is given stays. */
export function filledIn(values: Values, catalogue: Catalogue): Values {
  const filled: Record<string, RecordValue> = { ...values };
  const add = (name: string, value: RecordValue): void => {
    if (filled[name] === undefined && catalogue.field(name) !== undefined) filled[name] = value;
  };
  for (const [name, value] of Object.entries(values))
    for (const [other, what] of following(name, value, catalogue.platform)) add(other, what);
  // A container is said of the process, and of the event; who says one means both.
  for (const [name, value] of Object.entries(filled)) {
    if (isOfContainer(name)) add(`process.${name}`, value);
    if (name.startsWith(ofProcess) && isOfContainer(name.slice(ofProcess.length)))
      add(name.slice(ofProcess.length), value);
  }
  return filled;
}

const ofProcess = 'process.';
const isOfContainer = (name: string): boolean => name.startsWith('container.') || name.startsWith('cgroup.');

/** The same for one element of an iterator, whose names lack that of the iterator. */
export function filledElement(element: RecordElement, prefix: string, catalogue: Catalogue): RecordElement {
  const filled: Record<string, Value> = { ...element };
  for (const [name, value] of Object.entries(element)) {
    for (const [other, what] of following(name, value, catalogue.platform)) {
      const exists = catalogue.field(`${prefix}.${other}`) !== undefined;
      if (filled[other] === undefined && exists) filled[other] = what;
    }
  }
  return filled;
}

/** What a field says of others, which its last word tells: `path`, `argv`. */
function following(
  name: string,
  value: RecordValue,
  platform: Platform,
): readonly (readonly [string, Value])[] {
  const word = name.slice(name.lastIndexOf('.') + 1);
  switch (word) {
    case 'path':
      return typeof value === 'string' ? ofPath(name, value, platform) : [];
    case 'argv': {
      if (typeof value === 'string') return [];
      const argv = asTexts(value);
      return [
        [beside(name, word, 'args'), argv.join(' ')],
        [beside(name, word, 'args_flags'), flagsOf(argv)],
        [beside(name, word, 'args_options'), optionsOf(argv)],
      ];
    }
    case 'envp':
      if (typeof value === 'string') return [];
      return [[beside(name, word, 'envs'), asTexts(value).map((each) => each.split('=', 1)[0] ?? '')]];
    case 'mode':
      return typeof value === 'number' ? [[beside(name, word, 'rights'), value & 0o7777]] : [];
    case 'rights':
      return typeof value === 'number' ? [[beside(name, word, 'mode'), value]] : [];
    default:
      return [];
  }
}

function ofPath(name: string, value: string, platform: Platform): readonly (readonly [string, Value])[] {
  const base = baseName(value, platform);
  const dot = base.lastIndexOf('.');
  return [
    [beside(name, 'path', 'name'), base],
    // As Go has it: from the last dot on.
    [beside(name, 'path', 'extension'), dot < 0 ? '' : base.slice(dot)],
  ];
}

const beside = (name: string, last: string, other: string): string =>
  name.slice(0, name.length - last.length) + other;

const asTexts = (value: RecordValue): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
