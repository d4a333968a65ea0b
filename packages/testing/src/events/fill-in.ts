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
    const root = /^(?:container|cgroup)\./.test(name) ? name : undefined;
    const own = /^process\.((?:container|cgroup)\..*)$/.exec(name)?.[1];
    if (root !== undefined) add(`process.${root}`, value);
    if (own !== undefined) add(own, value);
  }
  return filled;
}

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

function following(
  name: string,
  value: RecordValue,
  platform: Platform,
): readonly (readonly [string, Value])[] {
  if (typeof value === 'string') return ofText(name, value, platform);
  if (/(?:^|\.)argv$/.test(name)) {
    const argv = asTexts(value);
    return [
      [beside(name, 'argv', 'args'), argv.join(' ')],
      [beside(name, 'argv', 'args_flags'), flagsOf(argv)],
      [beside(name, 'argv', 'args_options'), optionsOf(argv)],
    ];
  }
  if (/(?:^|\.)envp$/.test(name))
    return [[beside(name, 'envp', 'envs'), asTexts(value).map((each) => each.split('=', 1)[0] ?? '')]];
  if (typeof value !== 'number') return [];
  if (/(?:^|\.)mode$/.test(name)) return [[beside(name, 'mode', 'rights'), value & 0o7777]];
  return /(?:^|\.)rights$/.test(name) ? [[beside(name, 'rights', 'mode'), value]] : [];
}

function ofText(name: string, value: string, platform: Platform): readonly (readonly [string, Value])[] {
  if (!/(?:^|\.)path$/.test(name)) return [];
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
