import { type TextProblem, textProblem } from './report.ts';

/** Part of every browser and of Node, and of no library of types that both share. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly ignoreBOM?: boolean; readonly fatal?: boolean },
) => { decode(bytes: Uint8Array): string };

export interface DecodedText {
  /** Keeps a byte order mark, so that the text can be written back as it was. */
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly problems: readonly TextProblem[];
}

/**
 * The text of a file's bytes: UTF-8, or UTF-16 where a byte order mark says so, as agents read it. Bytes that are not
 * UTF-8 become U+FFFD, with a problem at the first.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  if (encoding !== 'utf-8')
    return { text, encoding, problems: [textProblem('text/utf16', { start: 0, end: 1 })] };
  const bad = isUtf8(bytes) ? -1 : firstBad(text, bytes);
  const problems = bad === -1 ? [] : [textProblem('text/not-utf8', { start: bad, end: bad + 1 })];
  return { text, encoding, problems };
}

function encodingOf(bytes: Uint8Array): DecodedText['encoding'] {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The first U+FFFD of the text that does not stand in the bytes as such. */
function firstBad(text: string, bytes: Uint8Array): number {
  let offset = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    if (
      code === 0xfffd &&
      !(bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd)
    ) {
      return at;
    }
    offset += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += code > 0xffff ? 2 : 1;
  }
  return 0;
}
