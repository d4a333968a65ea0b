import { readQuoted, textOf } from './quoted.ts';

/** One argument or result as strace prints it. */
export type Argument =
  | {
      readonly kind: 'string';
      readonly text: string;
      /** As it stands between the quotes. */
      readonly quoted: string;
      readonly truncated: boolean;
    }
  | { readonly kind: 'number'; readonly value: number | bigint }
  /** A symbol, or several of them and numbers joined by `|`. */
  | {
      readonly kind: 'flags';
      readonly names: readonly string[];
      readonly rest: bigint;
      /** Of those that come again and again: a number that few others have. */
      readonly place?: number;
    }
  /** `3</path>`, `AT_FDCWD</cwd>`, `4<TCP:[…]>`; `fd` is -100 for `AT_FDCWD`. */
  | {
      readonly kind: 'descriptor';
      readonly fd: number;
      readonly shown: string;
      /** Whether it has no escapes. */
      readonly isPlain: boolean;
    }
  | { readonly kind: 'struct'; readonly fields: ReadonlyMap<string, Argument> }
  | { readonly kind: 'list'; readonly items: readonly Argument[]; readonly truncated: boolean }
  /** `htons(53)`, `inet_addr("127.0.0.1")`. */
  | { readonly kind: 'call'; readonly name: string; readonly items: readonly Argument[] }
  | { readonly kind: 'other'; readonly text: string };

/** The bytes that a string stands for. */
export function bytesOf(argument: Argument & { readonly kind: 'string' }): readonly number[] {
  return readQuoted(argument.quoted, 0, '').bytes;
}

const GREATER = 0x3e;
const BRACKET = 0x29;

/** The path that a descriptor shows: `/dev/null<char 1:3>` is `/dev/null`; sockets and pipes have none. */
export function pathOf(argument: Argument | undefined): string | undefined {
  if (argument?.kind !== 'descriptor' || !argument.shown.startsWith('/')) {
    return undefined;
  }
  const { shown } = argument;
  const last = shown.charCodeAt(shown.length - 1);
  const plain =
    last === GREATER || last === BRACKET
      ? shown.replace(/<[^<>]*>$/, '').replace(/ \(deleted\)$/, '')
      : shown;
  return argument.isPlain ? plain : textOf(readQuoted(plain, 0, '').bytes);
}
