/** The download archive: a zip of policy files. */
import { decodeText, located, type Problem } from '@secl/text';
import { unzipSync } from 'fflate';
import { problem } from '../problem.ts';
import { readPolicy } from '../read/read-policy.ts';
import { atHome, type CarriedPolicy, policyFileOf } from './carried.ts';

/** What is unpacked of an archive: a small file can claim to be a large one. */
const most = { files: 1_000, bytes: 64 * 1024 * 1024 } as const;

/** By its name or its first bytes. */
export function isArchive(name: string, bytes: Uint8Array): boolean {
  return /\.zip$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4);
}

/** The policy files of a zip, in byte order, under the names `pack.zip/a.policy`. Never fails. */
export function readArchive(name: string, bytes: Uint8Array): readonly CarriedPolicy[] {
  const files = unpacked(bytes);
  if (typeof files === 'string')
    return [nothing(name, problem('policy/unreadable', startOf(name), { reason: files }))];
  const names = Object.keys(files).sort((a, b) => (a < b ? -1 : 1));
  if (names.length === 0) {
    const reason = 'the archive holds no `.policy` file';
    return [nothing(name, problem('policy/no-policy', startOf(name), { reason }))];
  }
  const taken = new Set<string>();
  return names.map((path) => {
    const inside = insideName(path);
    let unique = inside;
    for (let count = 2; taken.has(unique); count++) unique = `${inside}(${count})`;
    taken.add(unique);
    return fileOf(`${name}/${unique}`, files[path] ?? new Uint8Array());
  });
}

/** A name that cannot lead out of the archive, wherever it is taken for a path: no `..`, no root, no drive. */
function insideName(path: string): string {
  const parts = path.split(/[/\\]/).map((part) => part.replace(/^[A-Za-z]:/, ''));
  return parts.filter((part) => part !== '' && part !== '.' && part !== '..').join('/');
}

function fileOf(name: string, bytes: Uint8Array): CarriedPolicy {
  const { text, problems } = decodeText(bytes);
  const file = readPolicy(name, text);
  const undecoded = problems.map((each) => located(each, name));
  const lost = undecoded.find(({ severity }) => severity === 'error');
  const whole = { ...file, problems: [...undecoded, ...file.problems], unreadable: lost ?? file.unreadable };
  return atHome('archive', name, text, whole);
}

/** The files by their names in the archive, or why there are none. */
function unpacked(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> | string {
  let files = 0;
  let size = 0;
  let refused: string | undefined;
  try {
    const found = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith('.policy') || name.startsWith('__MACOSX/')) return false;
        files += 1;
        size += originalSize;
        if (files > most.files) refused = `it holds more than ${most.files} policy files`;
        if (size > most.bytes) refused = `unpacked it is larger than ${most.bytes / 1024 / 1024} MiB`;
        return refused === undefined;
      },
    });
    return refused ?? found;
  } catch (error) {
    return `it is no zip archive, or a broken one (${error instanceof Error ? error.message : String(error)})`;
  }
}

const startOf = (document: string) => ({ document, range: { start: 0, end: 0 } });

function nothing(name: string, found: Problem): CarriedPolicy {
  const unreadable = found.severity === 'error' ? found : undefined;
  return atHome('archive', name, '', policyFileOf(name, { problems: [found], unreadable }));
}
