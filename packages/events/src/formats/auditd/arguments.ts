import { textOf, written } from './fields.ts';
import type { AuditRecord } from './line.ts';

export interface Arguments {
  readonly texts: readonly string[];
  /** Some of them, or a part of one, are missing. */
  readonly isCut: boolean;
}

/** `argc` of a hostile line may be anything; the kernel's own limit is far below. */
const MOST = 1_000_000;

/**
 * The arguments of an exec, from its EXECVE records: one each, long ones over several records and then in pieces
 * (`a1_len=`, `a1[0]=`), hexadecimal where they have anything special in them.
 */
export function argumentsOf(records: readonly AuditRecord[]): Arguments | undefined {
  const [first] = records;
  if (first === undefined) {
    return undefined;
  }
  const given = first.isInterpreted ? shown(records) : raw(records);
  const argc = records.map((record) => /^\d+$/.exec(written(record, 'argc')?.text ?? '')?.[0]).find(Boolean);
  const count = argc === undefined ? given.size : Math.min(Number(argc), MOST);
  const texts: string[] = [];
  let isCut = false;
  for (let at = 0; at < count; at++) {
    const text = given.get(at);
    if (text === undefined) {
      // Of what comes after nobody knows the place any more.
      return { texts, isCut: true };
    }
    isCut ||= text.isCut;
    texts.push(text.text);
  }
  return { texts, isCut };
}

interface Given {
  readonly text: string;
  readonly isCut: boolean;
}

const FIELD = / a(\d{1,7})(?:\[(\d{1,7})\]|(_len))?=(?:"([^"]*)"?|([^\s\u001d]*))/g;

function raw(records: readonly AuditRecord[]): ReadonlyMap<number, Given> {
  const whole = new Map<number, Given>();
  const pieces = new Map<number, Map<number, string>>();
  const lengths = new Map<number, number>();
  for (const { body } of records) {
    for (const [, index = '', piece, isLength, quoted, bare = ''] of body.matchAll(FIELD)) {
      const at = Number(index);
      if (isLength !== undefined) {
        lengths.set(at, Number(bare));
      } else if (piece === undefined) {
        whole.set(at, { text: argument(quoted, bare), isCut: false });
      } else {
        const all = pieces.get(at) ?? new Map<number, string>();
        pieces.set(at, all.set(Number(piece), quoted === undefined ? bare : quoted));
      }
    }
  }
  for (const [at, all] of pieces) {
    whole.set(at, joined(all, lengths.get(at)));
  }
  return whole;
}

function argument(quoted: string | undefined, bare: string): string {
  // `(null)` is how an argument of that text is written too: there is no argument that is not there.
  return quoted ?? textOf({ text: bare, isQuoted: false }) ?? bare;
}

/** The pieces are cut from the written form, so that only all of them together are hexadecimal or not. */
function joined(pieces: ReadonlyMap<number, string>, length: number | undefined): Given {
  const parts: string[] = [];
  for (let at = 0; pieces.has(at); at++) {
    parts.push(pieces.get(at) ?? '');
  }
  const text = parts.join('');
  const isCut = parts.length < pieces.size || (length !== undefined && text.length < length);
  // The length tells which form it is in: it counts what is written.
  const isHex = text.length % 2 === 0 && /^[0-9A-F]+$/.test(text);
  return { text: isHex ? argument(undefined, text) : text, isCut };
}

/** Interpreted arguments have no quotes: one goes on until the next number in order. */
function shown(records: readonly AuditRecord[]): ReadonlyMap<number, Given> {
  const found = new Map<number, Given>();
  for (const { body } of records) {
    let at = Number(/ a(\d{1,7})=/.exec(body)?.[1] ?? -1);
    let start = body.indexOf(` a${at}=`);
    while (start >= 0 && at >= 0) {
      const mark = ` a${at}=`;
      const next = body.indexOf(` a${at + 1}=`, start + mark.length);
      const end = next < 0 ? body.length : next;
      const text = body.slice(start + mark.length, end);
      found.set(at, { text: next < 0 ? text.replace(/ $/, '') : text, isCut: false });
      start = next;
      at += 1;
    }
  }
  return found;
}
