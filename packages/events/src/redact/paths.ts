import type { Names } from './names.ts';

/** What every system has: it says nothing about whose it is. */
const SYSTEM: ReadonlySet<string> = new Set([
  'bin',
  'boot',
  'dev',
  'etc',
  'lib',
  'lib32',
  'lib64',
  'libx32',
  'proc',
  'sbin',
  'sys',
  'usr',
]);
/** Of these the first two parts are the system's. */
const SHARED: ReadonlySet<string> = new Set(['var', 'run']);
/** Of the system's directories the one that anybody writes to. */
const MEMORY = '/dev/shm/';
const EXTENSION = /^(.+)(\.[a-z0-9]{1,4})$/;

/** What people and their services put at the root. */
const ROOTS: ReadonlySet<string> = new Set(['home', 'root', 'tmp', 'opt', 'srv']);
/** Programs and what they are made of: a person who is called like one does not rename it. */
const PROGRAMS = /^\/(?:bin|boot|lib(?:32|64|x32)?|proc|sbin|sys|usr(?!\/local\/))(?:\/|$)/;

/** Whether a path begins as one of any system does. */
export function isOfSystem(path: string): boolean {
  const first = path.split('/')[1] ?? '';
  return path.startsWith('/') && (SYSTEM.has(first) || SHARED.has(first) || ROOTS.has(first));
}

/**
 * A path part by part, so that a name is the same in every directory and `file.name` still is the end of `file.path`.
 * Below the directories of the system all stays but names of people; elsewhere only the first part and endings such as
 * `.sh`.
 */
export function redactPath(path: string, names: Names): string {
  if (names.isKept(path)) return path;
  const parts = path.split('/');
  const isAbsolute = path.startsWith('/');
  const first = isAbsolute ? (parts[1] ?? '') : '';
  const isMemory = path.startsWith(MEMORY);
  if (PROGRAMS.test(path)) return path;
  const isSystem = isAbsolute && SYSTEM.has(first) && !isMemory;
  const keptParts = isSystem ? parts.length : isAbsolute ? (SHARED.has(first) || isMemory ? 3 : 2) : 0;
  return parts
    .map((part, at) => (at < keptParts ? keptPart(part, names) : redactPart(part, names)))
    .join('/');
}

const keptPart = (part: string, names: Names): string =>
  names.isKept(part) ? part : names.withoutPeople(part);

export function redactPart(part: string, names: Names): string {
  if (part === '' || part === '.' || part === '..' || names.isKept(part)) return part;
  // Whose name is `ann.lee` is not called `ann` with the ending `.lee`.
  if (names.isPerson(part)) return names.name('user', part);
  const [, stem = part, extension = ''] = EXTENSION.exec(part) ?? [];
  return `${names.isKept(stem) ? stem : names.replace('name', stem)}${extension}`;
}
