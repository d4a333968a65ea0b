/** Processes of an event in one line, `nginx > sh -c id`, and what of the event that line says. */
import type { RecordElement, RecordValue } from '@secl/events';
import type { Draft } from './draft.ts';

export interface WrittenChain {
  readonly text: string;
  /** The event without what the line says. */
  readonly rest: Draft;
}

/** Undefined where the event does not say which program is at work, or the line would have to say what nobody knows. */
export function writtenChain(draft: Draft): WrittenChain | undefined {
  const own = programOf(draft.values, ownPrefixes(draft.type));
  if (own === undefined) return undefined;
  const above: string[] = [];
  const ancestors: RecordElement[] = [];
  let values = own.rest;
  for (const ancestor of draft.ancestors) {
    const program = programOf(ancestor, ['']);
    if (program === undefined) return undefined;
    above.unshift(program.text);
    ancestors.push(program.rest);
  }
  const parent = programOf(values, ['process.parent.']);
  if (above.length === 0 && parent !== undefined) {
    above.push(parent.text);
    values = parent.rest;
  }
  const isSaid = ancestors.every((each) => Object.keys(each).length === 0);
  return {
    text: [...above, own.text].join(' > '),
    rest: { ...draft, values, ancestors: isSaid ? [] : ancestors },
  };
}

function ownPrefixes(type: string): readonly string[] {
  return type === 'exec' || type === 'exit' ? [`${type}.`, 'process.'] : ['process.'];
}

type Fields = Readonly<Record<string, RecordValue>>;

/** What says which program it is, the best first. */
const programKeys = ['file.path', 'file.name', 'comm', 'argv0'] as const;
/** On Linux a name with a backslash is told as it is: it is not what this gives. */
const baseOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

function programOf<Value extends RecordValue>(
  fields: Readonly<Record<string, Value>>,
  prefixes: readonly string[],
): { readonly text: string; readonly rest: Readonly<Record<string, Value>> } | undefined {
  const rest: Record<string, Value> = { ...fields };
  const take = (key: string): string | undefined => {
    for (const prefix of prefixes) {
      const value = fields[prefix + key];
      if (typeof value === 'string' && value !== '') return value;
    }
    return undefined;
  };
  const drop = (key: string): void => {
    for (const prefix of prefixes) delete rest[prefix + key];
  };
  const program = programKeys.map(take).find((each) => each !== undefined);
  if (program === undefined) return undefined;
  for (const key of programKeys) {
    const value = take(key);
    if (value === program || value === baseOf(program)) drop(key);
  }
  const words = argumentsIn(fields, prefixes, take);
  if (words !== undefined) {
    drop('argv');
    drop('args');
  }
  return { text: [program, ...(words ?? [])].map(quoted).join(' '), rest };
}

function argumentsIn(
  fields: Fields,
  prefixes: readonly string[],
  take: (key: string) => string | undefined,
): readonly string[] | undefined {
  for (const prefix of prefixes) {
    const argv = fields[`${prefix}argv`];
    if (Array.isArray(argv)) return argv.every((each) => typeof each === 'string') ? argv : undefined;
  }
  const args = take('args');
  return args !== undefined && args.trim() === args ? args.split(' ') : undefined;
}

function quoted(word: string): string {
  if (/^[^\s'">()]+$/.test(word)) return word;
  return word.includes("'") ? `"${word.replace(/["\\]/g, '\\$&')}"` : `'${word}'`;
}
