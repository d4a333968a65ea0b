export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By byte order mark; without one, by the zero bytes that ASCII has in UTF-16. */
export function encodingOf(head: Uint8Array): Encoding {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && head.length > 1)) {
    return 'utf-16le';
  }
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && head.length > 1)
    ? 'utf-16be'
    : 'utf-8';
}

/** Bytes that become one piece of text: what is made of its lines is forgotten before the next one comes. */
const PIECE = 64 * 1024;

/** A piece of a text. */
export interface Decoded {
  readonly text: string;
  /** Its UTF-16 code units, where it is known that the bytes are these. */
  readonly codes: Uint8Array | undefined;
}

/** The text of a byte stream in pieces of any size, without its byte order mark. */
export async function* textOf(
  bytes: AsyncIterable<Uint8Array>,
  onEncoding: (encoding: Encoding) => void,
): AsyncGenerator<Decoded, void> {
  // Browsers and Node name the type of a TextDecoder differently.
  let decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string } | undefined;
  let encoding: Encoding | undefined;
  let head = new Uint8Array(0);
  /** The byte before. */
  let last = 0;
  for await (const chunk of bytes) {
    let piece = chunk;
    if (decoder === undefined) {
      if (head.length + chunk.length < 2) {
        head = new Uint8Array(chunk);
        continue;
      }
      piece = new Uint8Array([...head, ...chunk.subarray(0, 2)]);
      encoding = encodingOf(piece);
      onEncoding(encoding);
      decoder = new TextDecoder(encoding);
      const start = decoder.decode(piece, { stream: true });
      const rest = decoder.decode(chunk.subarray(2), { stream: true });
      yield { text: start + rest, codes: undefined };
      last = chunk.at(-1) ?? 0;
      continue;
    }
    for (let at = 0; at < piece.length; at += PIECE) {
      const part = piece.subarray(at, at + PIECE);
      const text = decoder.decode(part, { stream: true });
      const isKnown = encoding === 'utf-8' && last <= ASCII && isPlain(part, text);
      yield { text, codes: isKnown ? plainBytes(part) : undefined };
      last = part.at(-1) ?? last;
    }
  }
  const rest = decoder === undefined ? new TextDecoder().decode(head) : decoder.decode();
  if (rest !== '') {
    yield { text: rest, codes: undefined };
  }
}

const ASCII = 0x7f;

/**
 * Whether UTF-8 has one code unit a byte, and these are the same, where no character has begun before: what is more than one
 * byte is fewer code units, and what is in no encoding is replaced.
 */
function isPlain(bytes: Uint8Array, text: string): boolean {
  return text.length === bytes.length && !text.includes('\ufffd');
}

/** Of the class that all others are read as, too. */
function plainBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
