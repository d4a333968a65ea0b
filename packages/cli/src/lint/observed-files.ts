import { createHash } from 'node:crypto';
import type { FileResult, FileSystem } from '../file-system.ts';

/** What was asked of a file system, and the answer: a kind, the entries of a directory, the hash of a content. */
export type Observation = readonly [asked: string, path: string, answer: string];

export interface Observed {
  readonly seen: readonly Observation[];
  /** Whether this is all that was done with files. */
  readonly isWhole: boolean;
  /** Whether a text that was read may mean another thing on another day. */
  readonly expires: boolean;
}

/** A file system that notes what is asked of it. */
export function observed(files: FileSystem): { readonly files: FileSystem; readonly record: () => Observed } {
  const seen = new Map<string, Observation>();
  let isWhole = true;
  let expires = false;
  const note = (asked: string, path: string, answer: string): void => {
    seen.set(`${asked} ${path}`, [asked, path, answer]);
  };
  return {
    record: () => ({ seen: [...seen.values()], isWhole, expires }),
    files: {
      kind: async (path) => {
        const kind = await files.kind(path);
        note('kind', path, kind);
        return kind;
      },
      size: async (path) => {
        const size = await files.size(path);
        note('size', path, String(size));
        return size;
      },
      list: async (path) => {
        const listed = await files.list(path);
        note('list', path, answerOf(listed, entriesText));
        return listed;
      },
      read: async (path) => {
        const read = await files.read(path);
        note('read', path, answerOf(read, hashOf));
        expires ||= read.ok && mayExpire(read.value);
        return read;
      },
      stream: (path) => {
        isWhole = false;
        return files.stream(path);
      },
      replace: (path, text) => {
        isWhole = false;
        return files.replace(path, text);
      },
      passedOver: (trouble) => {
        isWhole = false;
        files.passedOver?.(trouble);
      },
    },
  };
}

/** Whether a file system gives the same answers again. */
export async function sameAgain(files: FileSystem, seen: readonly Observation[]): Promise<boolean> {
  const answers = await Promise.all(
    seen.map(async ([asked, path, answer]) => {
      switch (asked) {
        case 'kind':
          return (await files.kind(path)) === answer;
        case 'size':
          return String(await files.size(path)) === answer;
        case 'list':
          return answerOf(await files.list(path), entriesText) === answer;
        case 'read':
          return answerOf(await files.read(path), hashOf) === answer;
        default:
          return false;
      }
    }),
  );
  return answers.every((same) => same);
}

function answerOf<Value>(result: FileResult<Value>, text: (value: Value) => string): string {
  return result.ok ? text(result.value) : `${result.trouble.code} ${result.trouble.reason}`;
}

function entriesText(entries: readonly { readonly name: string; readonly kind: string }[]): string {
  return JSON.stringify(entries.map(({ name, kind }) => [name, kind]));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** An ignore comment with `(until …)`. */
function mayExpire(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.includes('secl-ignore') && text.includes('(until');
}
