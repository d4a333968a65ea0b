import { codePoint, isClosed } from './double.ts';
import { type Decoded, PieceList } from './pieces.ts';

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** A JSON string with its quotes. */
export function decodeJsonString(source: string): Decoded {
  const list = new PieceList(source);
  const closed = isClosed(source);
  list.valid = closed;
  const end = closed ? source.length - 1 : source.length;
  let done = 1;
  for (let at = source.indexOf('\\', 1); at !== -1 && at < end; at = source.indexOf('\\', done)) {
    list.copy(done, at);
    const letter = source[at + 1] ?? '';
    const plain = escapes[letter];
    const code = letter === 'u' ? codePoint(source.slice(at + 2, Math.min(at + 6, end)), 4) : undefined;
    done = Math.min(at + (code === undefined ? 2 : 6), end);
    const text = plain ?? code;
    if (text === undefined) {
      list.valid = false;
      list.copy(at, done);
    } else list.replace(text, at, done);
  }
  list.copy(done, end);
  return list.finish(1);
}
