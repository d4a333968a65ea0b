import type { Coverage } from '../importer.ts';

/** What a format tells, as data: by event type the fields below it, and the fields of processes. */
export interface Told {
  readonly byType: Readonly<Record<string, readonly string[]>>;
  /** Fields of the process that did it. */
  readonly process: readonly string[];
  /** Fields of its ancestors, and of processes that something is done to. */
  readonly others: readonly string[];
}

const TARGETS = ['ptrace.tracee', 'signal.target', 'setrlimit.target'];

/** `X.path` and `X.name`, with their lengths. */
export const file = (prefix: string, ...more: readonly string[]): readonly string[] => [
  ...['path', 'path.length', 'name', 'name.length', ...more].map((name) => `${prefix}.${name}`),
];

/** `Unknown` lists what was not seen; this is what may be seen. */
export function coverageOf({ byType, process, others }: Told): Coverage {
  const types = Object.keys(byType);
  const below = (prefix: string, names: readonly string[]): readonly string[] =>
    names.map((name) => `${prefix}.${name}`);
  const targets = TARGETS.filter((target) => types.includes(target.slice(0, target.indexOf('.'))));
  return {
    eventTypes: types,
    fields: [
      'event.os',
      'event.timestamp',
      'event.async',
      '*.async',
      ...['process', 'exec', 'exit'].flatMap((prefix) => below(prefix, process)),
      ...targets.flatMap((prefix) => below(prefix, others)),
      ...['process', 'exec', 'exit', ...targets].flatMap((prefix) => [
        ...below(`${prefix}.parent`, others),
        ...below(`${prefix}.ancestors`, others),
      ]),
      ...types.flatMap((type) => below(type, byType[type] ?? [])),
    ],
  };
}

/**
 * What every event of a type leaves open, but for the values that it brings: those count. All of a process is in it,
 * because a recording may begin when the process has long been running.
 */
export function unknownByType({ byType }: Told): ReadonlyMap<string, readonly string[]> {
  return new Map(
    Object.keys(byType).map((type) => [
      type,
      ['process.*', 'container.*', 'cgroup.*', 'event.*', `${type}.*`],
    ]),
  );
}
