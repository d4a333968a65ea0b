import { fieldName } from '../field-name.ts';
import { baseName } from '../paths.ts';
import type { RecordValue } from '../record.ts';

/**
 * A system call that has returned, as recorders tell it that print numbers and not symbols (auditd, bpftrace): the
 * arguments by their position in the kernel's signature, and what the recorder knows of files and addresses.
 */
export interface KernelCall {
  readonly name: string;
  /** Of the process that makes it. */
  readonly pid: number;
  /** An argument as a number; `undefined` where it is a pointer or was not recorded. */
  arg(at: number): number | undefined;
  /** As agents have it: a failure is minus its errno. */
  readonly retval: number | bigint | undefined;
  readonly file: FileTold;
  /** Where a file is moved or linked to. */
  readonly destination: FileTold;
  readonly address: Address | undefined;
  /** Fields of another process, without prefix. */
  target(pid: number): Readonly<Record<string, RecordValue>>;
}

export interface FileTold {
  /** Absolute and clean; `undefined` where the directory it starts from is not known. */
  readonly path: string | undefined;
  /** As the program gave it. */
  readonly given: string | undefined;
  /** Further fields of the file. */
  readonly more?: FileDetails;
}

/** Fields of a file, without prefix. */
export interface FileDetails {
  readonly inode?: number | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly user?: string | undefined;
  readonly group?: string | undefined;
  readonly mode?: number | undefined;
  readonly rights?: number | undefined;
}

export interface Address {
  readonly family: number;
  /** Empty for families without one. */
  readonly ip: string;
  readonly port: number;
}

export type Values = Readonly<Record<string, RecordValue | undefined>>;

export interface Happening {
  readonly type: string;
  readonly values: Values;
}

export const NO_FILE: FileTold = { path: undefined, given: undefined };

/**
 * Agents send an event when a call has succeeded or was denied: other failures (no such file, …) never leave the
 * kernel, so no rule sees them.
 */
export function isReported({ retval }: KernelCall, ...alsoReported: readonly number[]): boolean {
  return (
    retval !== undefined &&
    (retval >= 0 || retval === -EPERM || retval === -EACCES || alsoReported.includes(Number(retval)))
  );
}

export function hasSucceeded({ retval }: KernelCall): boolean {
  return retval !== undefined && retval >= 0;
}

const EPERM = 1;
const EACCES = 13;

/** `X.path`, `X.name` and what else is known. */
export function fileValues(prefix: string, { path, given, more }: FileTold): Record<string, RecordValue> {
  const values: Record<string, RecordValue> = {};
  for (const key in more) {
    const value = more[key as keyof FileDetails];
    if (value !== undefined) values[fieldName(prefix, key)] = value;
  }
  const name = nameOf(path, given);
  if (path !== undefined) values[fieldName(prefix, 'path')] = path;
  if (name !== undefined) values[fieldName(prefix, 'name')] = name;
  return values;
}

/** The name of a file is known even where its directory is not. */
export function nameOf(path: string | undefined, given: string | undefined): string | undefined {
  const name = baseName(path ?? given ?? '');
  return path === undefined && (name === '' || name === '.' || name === '..') ? undefined : name;
}
