import type { Pseudonyms } from './pseudonyms.ts';
import type { KeptWords } from './words.ts';

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

/**
 * A path part by part, so that a name is the same in every directory and `file.name` still is the end of `file.path`.
 * Below the directories of the system all stays; elsewhere only the first part and endings such as `.sh`.
 */
export function redactPath(path: string, names: Pseudonyms, kept: KeptWords): string {
  if (kept.has(path)) return path;
  const parts = path.split('/');
  const isAbsolute = path.startsWith('/');
  const first = isAbsolute ? (parts[1] ?? '') : '';
  const isMemory = path.startsWith(MEMORY);
  if (isAbsolute && SYSTEM.has(first) && !isMemory) return path;
  const keptParts = isAbsolute ? (SHARED.has(first) || isMemory ? 3 : 2) : 0;
  return parts.map((part, at) => (at < keptParts ? part : redactPart(part, names, kept))).join('/');
}

export function redactPart(part: string, names: Pseudonyms, kept: KeptWords): string {
  if (part === '' || part === '.' || part === '..' || kept.has(part)) return part;
  const [, stem = part, extension = ''] = EXTENSION.exec(part) ?? [];
  return `${names.name('name', stem)}${extension}`;
}
