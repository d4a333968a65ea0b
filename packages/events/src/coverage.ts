import type { Catalogue } from '@secl/model';
import type { Coverage } from './importer.ts';

/** What a format can tell, as its importer declares it: the whole of it is made from this. */
export interface Declared {
  /** Fields of a process, without prefix. */
  readonly process: readonly string[];
  /** Fields of processes further up, without prefix; the same where none are given. */
  readonly ancestors?: readonly string[];
  /** Fields that any event may have. */
  readonly common: readonly string[];
  /** By event type, its fields without the type before them. */
  readonly byType: Readonly<Record<string, readonly string[]>>;
  /** Types with another process in them, and where that stands. */
  readonly otherProcesses?: Readonly<Record<string, readonly string[]>>;
}

/** `path`, `name` and their lengths below a prefix. */
export function pathFields(prefix: string): readonly string[] {
  return [`${prefix}.path`, `${prefix}.path.length`, `${prefix}.name`, `${prefix}.name.length`];
}

export function coverageOf(declared: Declared): Coverage {
  const { process, ancestors = process, common, byType, otherProcesses = {} } = declared;
  const types = Object.keys(byType);
  const own = ['process', ...['exec', 'exit'].filter((type) => types.includes(type))];
  const fields = [
    ...common,
    ...own.flatMap((prefix) => process.map((name) => `${prefix}.${name}`)),
    ...ancestors.flatMap((name) => [`process.parent.${name}`, `process.ancestors.${name}`]),
    ...Object.entries(otherProcesses).flatMap(([prefix, names]) => names.map((name) => `${prefix}.${name}`)),
    ...types.flatMap((type) => (byType[type] ?? []).map((name) => `${type}.${name}`)),
  ];
  return { eventTypes: types, fields };
}

/** Whether the ancestors that a record brings are all there are. */
export type Lineage = 'goes on' | 'complete';

/** Which fields an event leaves open, but for the values that it brings: those count. */
export type UnknownLists = (type: string, lineage: Lineage, ancestors: number) => readonly string[];

const NETWORK_TYPES: ReadonlySet<string> = new Set(['dns', 'imds', 'packet', 'network_flow_monitor']);

/** The lists of a platform; the same list for the same question, so that a recording has a handful of them. */
export function unknownLists(catalogue: Catalogue): UnknownLists {
  const kept = new Map<string, readonly string[]>();
  const aboutProcess = processPatterns(catalogue);
  const roots = ['container', 'cgroup', 'event'].filter((root) =>
    catalogue.fieldNames.some((name) => name.startsWith(`${root}.`)),
  );
  const own = (type: string): readonly string[] =>
    catalogue.fieldNames.some((name) => name.startsWith(`${type}.`)) ? [`${type}.*`] : [];
  return (type, lineage, ancestors) => {
    const which = lineage === 'goes on' ? 'all' : ancestors > 0 ? 'with' : 'without';
    const key = `${type} ${which}`;
    let list = kept.get(key);
    if (list === undefined) {
      const network = NETWORK_TYPES.has(type) && catalogue.platform === 'linux' ? ['network.*'] : [];
      // `exec.*` and `exit.*` are names for the same values as `process.*`, the ancestors among them.
      const ofType = type === 'exec' || type === 'exit' ? ownOfProcessTypes(catalogue, type) : own(type);
      list = [...aboutProcess[which], ...roots.map((root) => `${root}.*`), ...network, ...ofType];
      kept.set(key, list);
    }
    return list;
  };
}

/** What `exec.X` has that `process.X` has not. */
function ownOfProcessTypes(catalogue: Catalogue, type: string): readonly string[] {
  return catalogue.fieldNames.filter(
    (name) =>
      name.startsWith(`${type}.`) && catalogue.field(`process.${name.slice(type.length + 1)}`) === undefined,
  );
}

/**
 * `process.*` says as well that the chain of ancestors goes on, through its length. Where a chain is complete, all but
 * that is named, by the first word of each name.
 */
function processPatterns(
  catalogue: Catalogue,
): Readonly<Record<'all' | 'with' | 'without', readonly string[]>> {
  const below = (prefix: string): readonly string[] => {
    const names = catalogue.fieldNames.filter((name) => name.startsWith(prefix));
    const words = new Map<string, boolean>();
    for (const name of names) {
      const [word = '', ...rest] = name.slice(prefix.length).split('.');
      words.set(word, (words.get(word) ?? false) || rest.length > 0);
    }
    return [...words]
      .filter(([word]) => !['ancestors', 'parent', 'length'].includes(word))
      .flatMap(([word, hasMore]) => [
        ...(catalogue.field(prefix + word) === undefined ? [] : [prefix + word]),
        ...(hasMore ? [`${prefix}${word}.*`] : []),
      ]);
  };
  const process = below('process.');
  return {
    all: ['process.*'],
    with: [...process, ...below('process.ancestors.')],
    without: process,
  };
}
