/** The first question of a DNS query. */
export interface Question {
  readonly id: number;
  readonly name: string;
  readonly type: number;
  readonly class: number;
  readonly count: number;
}

const HEADER = 12;

/** Reads the bytes of a query (RFC 1035, section 4); `undefined` where they are none. */
export function readQuestion(bytes: readonly number[]): Question | undefined {
  const word = (at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const isQuery = ((bytes[2] ?? 0) & 0xf8) === 0;
  const count = word(4);
  if (bytes.length < HEADER + 5 || !isQuery || count === 0) {
    return undefined;
  }
  const labels: string[] = [];
  let at = HEADER;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) {
    if (length > 63 || at + 1 + length >= bytes.length) {
      return undefined;
    }
    labels.push(String.fromCharCode(...bytes.slice(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  if (at + 5 > bytes.length) {
    return undefined;
  }
  return { id: word(0), name: labels.join('.'), type: word(at + 1), class: word(at + 3), count };
}
