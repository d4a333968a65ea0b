import { type Row, rowOf } from '../../canonical/row.ts';
import { baseName, resolvePath } from '../../paths.ts';
import type { Process, ProcessTree } from '../../process-tree.ts';
import type { RecordValue } from '../../record.ts';
import { type Argument, pathOf } from './argument.ts';
import type { Call } from './call.ts';
import type { Symbols } from './symbols.ts';

/** What a call is read with. */
export interface Context {
  readonly tree: ProcessTree;
  readonly symbols: Symbols;
  readonly process: Process;
  readonly tid: number;
  readonly time: bigint | undefined;
  /** The process is not where the calls before have led it. */
  readonly onLostDirectory: () => void;
}

export type Values = Readonly<Record<string, RecordValue | undefined>>;

/** What a call means: an event, something about processes, or nothing to any rule. */
export type Meaning =
  | {
      readonly kind: 'event';
      readonly type: string;
      readonly values: Row;
      /** To be done when the event has been told. */
      readonly after: (() => void) | undefined;
    }
  | { readonly kind: 'processes' }
  | { readonly kind: 'irrelevant' };

export type Reader = (call: Call, context: Context) => Meaning;

export function happened(type: string, values: Values, after?: () => void): Meaning {
  return { kind: 'event', type, values: rowOf(values), after };
}

/** Events with fields that are always the same: what most of a recording is. */
export function happening(
  type: string,
  ...fields: readonly string[]
): (...values: readonly (RecordValue | undefined)[]) => Meaning {
  const names = fields.map((field) => `${type}.${field}`);
  return (...values) => ({ kind: 'event', type, values: { names, values }, after: undefined });
}

export const PROCESSES: Meaning = { kind: 'processes' };
export const IRRELEVANT: Meaning = { kind: 'irrelevant' };

/**
 * Agents send an event when a call has succeeded or was denied: other failures (no such file, …) never leave the
 * kernel, so no rule sees them.
 */
export function isReported(call: Call, ...alsoReported: readonly string[]): boolean {
  const { value, error } = call.result;
  if (value === undefined) {
    return false;
  }
  return error === '' || error === 'EACCES' || error === 'EPERM' || alsoReported.includes(error);
}

export function hasSucceeded(call: Call): boolean {
  return call.result.value !== undefined && call.result.error === '' && Number(call.result.value) >= 0;
}

export function text(argument: Argument | undefined): string | undefined {
  return argument?.kind === 'string' && !argument.truncated ? argument.text : undefined;
}

/** A path argument as an absolute path: relative ones start at the working directory, or at a directory descriptor. */
export function absolute(
  argument: Argument | undefined,
  context: Context,
  directory?: Argument,
): string | undefined {
  const given = text(argument);
  if (given === undefined) {
    return undefined;
  }
  if (directory?.kind === 'descriptor' && directory.fd === AT_FDCWD) {
    const shown = pathOf(directory);
    if (shown !== undefined && !context.tree.confirmDirectory(context.process, shown)) {
      context.onLostDirectory();
    }
  }
  const isDescriptor = directory?.kind === 'descriptor' && directory.fd !== AT_FDCWD;
  const start = isDescriptor || directory?.kind === 'number' ? pathOf(directory) : context.process.cwd.path;
  if (given === '' && isDescriptor) {
    // AT_EMPTY_PATH: the descriptor itself.
    return start;
  }
  return given === '' ? undefined : resolvePath(start, given);
}

/** `X.path` and `X.name`. */
export function file(prefix: string, path: string | undefined, given?: string): Values {
  return { [`${prefix}.path`]: path, [`${prefix}.name`]: nameOf(path, given) };
}

/** The name of a file is known even where its directory is not. */
export function nameOf(path: string | undefined, given: string | undefined): string | undefined {
  if (path !== undefined) {
    return baseName(path);
  }
  const name = given === undefined ? '' : baseName(given);
  return name === '' || name === '.' || name === '..' ? undefined : name;
}

const AT_FDCWD = -100;
