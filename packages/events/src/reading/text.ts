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

/** The text of a byte stream in pieces of any size, without its byte order mark. */
export async function* textOf(
  bytes: AsyncIterable<Uint8Array>,
  onEncoding: (encoding: Encoding) => void,
): AsyncGenerator<string, void> {
  // Browsers and Node name the type of a TextDecoder differently.
  let decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string } | undefined;
  let head = new Uint8Array(0);
  for await (const chunk of bytes) {
    let piece = chunk;
    if (decoder === undefined) {
      if (head.length + chunk.length < 2) {
        head = new Uint8Array(chunk);
        continue;
      }
      piece = new Uint8Array([...head, ...chunk.subarray(0, 2)]);
      const encoding = encodingOf(piece);
      onEncoding(encoding);
      decoder = new TextDecoder(encoding);
      const start = decoder.decode(piece, { stream: true });
      const rest = decoder.decode(chunk.subarray(2), { stream: true });
      yield start + rest;
      continue;
    }
    for (let at = 0; at < piece.length; at += PIECE) {
      yield decoder.decode(piece.subarray(at, at + PIECE), { stream: true });
    }
  }
  const rest = decoder === undefined ? new TextDecoder().decode(head) : decoder.decode();
  if (rest !== '') {
    yield rest;
  }
}
