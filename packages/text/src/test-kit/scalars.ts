import fc from 'fast-check';

/** Bits of text that mean something to one style or another. */
const bits = [
  'a',
  'exec.file.name',
  ' ',
  '  ',
  '\t',
  '"',
  "'",
  "''",
  '\\',
  '\\n',
  '\\x41',
  '\\u00e9',
  '\\U0001F600',
  '\\ ',
  '\\\n    ',
  '\n    ',
  '\n\n    ',
  '\n      ',
  '\n    \n\n    ',
  ' \n     ',
  ': ',
  ' #',
  '#',
  ':',
  '- ',
  '-',
  '[',
  ']',
  '{',
  '}',
  ',',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '@',
  '`',
  '~',
  'é',
  '😀',
  '${x}',
  '%{x}',
  '$',
  '=',
  '0',
  'yes',
  '.',
  '?',
];

/** Source of a scalar in one style, as it could stand behind `  key: `; not always legal. */
export const scalarSource = fc
  .tuple(
    fc.constantFrom('plain', 'single', 'double', 'literal', 'folded'),
    fc.array(fc.constantFrom(...bits), { maxLength: 14 }),
    fc.constantFrom('', '-', '+', '2', '2-', '4+'),
    fc.boolean(),
  )
  .map(([style, parts, header, crlf]) => {
    const text = parts.join('');
    const source =
      style === 'plain'
        ? text.trim()
        : style === 'single'
          ? `'${text.replace(/'/g, "''")}'`
          : style === 'double'
            ? `"${text.replace(/(?<!\\)"/g, '\\"')}"`
            : `${style === 'literal' ? '|' : '>'}${header}\n    ${text}`;
    return crlf ? source.replace(/\n/g, '\r\n') : source;
  });

/** Text that a user may write into an expression. */
export const replacement = fc
  .array(
    fc.constantFrom(
      'a',
      ' ',
      '"',
      "'",
      '\\',
      '\n',
      '\t',
      ': ',
      ' #',
      '#',
      'é',
      '😀',
      '${',
      '%{',
      '{',
      '$',
      '[',
      ', ',
      '\u001b',
      '-',
      '~',
      '|',
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));

/** Up to three spans of a text of that length, in order and apart; ends never split a character of `text`. */
export function spansOf(text: string, cuts: readonly number[]): { start: number; end: number }[] {
  const places = cuts.map((cut) => whole(text, cut % (text.length + 1))).sort((a, b) => a - b);
  const spans: { start: number; end: number }[] = [];
  for (let i = 0; i + 1 < places.length; i += 2)
    spans.push({ start: places[i] ?? 0, end: places[i + 1] ?? 0 });
  return spans;
}

function whole(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
