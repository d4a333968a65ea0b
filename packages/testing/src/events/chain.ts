/** `nginx > sh -c id > curl -s "http://a/b"`: processes in one line, from the outermost to the one at work. */

export interface Program {
  /** A path, or a name. */
  readonly program: string;
  /** Without the program. */
  readonly argv: readonly string[];
  /** `sh(42)`, as `pstree -p` writes it. */
  readonly pid: number | undefined;
}

/** The programs, or why it cannot be read. */
export function parseChain(text: string): readonly Program[] | { readonly reason: string } {
  const programs: Program[] = [];
  let words: Word[] = [];
  const close = (): string | undefined => {
    const [first, ...rest] = words;
    if (first === undefined)
      return programs.length === 0 && text.trim() === ''
        ? 'it is empty'
        : 'there is no program on one side of a `>`';
    const program = programOf(first);
    if (program === undefined) return `a PID has one to nine digits, and no sign: \`${first.text}\``;
    programs.push({ ...program, argv: rest.map((word) => word.text) });
    words = [];
    return undefined;
  };
  const split = wordsOf(text);
  if (split.reason !== undefined) return { reason: split.reason };
  for (const word of split.words) {
    if (word.quoted || word.text !== '>') {
      words.push(word);
      continue;
    }
    const reason = close();
    if (reason !== undefined) return { reason };
  }
  const reason = close();
  return reason === undefined ? programs : { reason };
}

/** Nothing where what stands in the brackets is a number and no PID. */
function programOf({
  text,
  quoted,
}: Pick<Word, 'text' | 'quoted'>): Pick<Program, 'program' | 'pid'> | undefined {
  const [, program, pid = ''] = quoted ? [] : (/^(.+)\(([-+]?\d+)\)$/.exec(text) ?? []);
  if (program === undefined) return { program: text, pid: undefined };
  return /^\d{1,9}$/.test(pid) ? { program, pid: Number(pid) } : undefined;
}

/** A word of a chain, where it stands in it: for editors, so also of one that is half written. */
export interface ChainWord {
  readonly kind: 'program' | 'argument' | 'arrow';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export function chainWords(text: string): readonly ChainWord[] {
  let first = true;
  return wordsOf(text).words.map(({ quoted, ...word }) => {
    const isArrow = !quoted && word.text === '>';
    const kind = isArrow ? 'arrow' : first ? 'program' : 'argument';
    first = isArrow;
    return { kind, ...word };
  });
}

interface Word {
  readonly text: string;
  readonly quoted: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * Words as a shell splits them; a backslash is itself but before `"` and `\` within double quotes. With a `reason` they are
 * those before the quote that is not closed, and what follows it.
 */
function wordsOf(text: string): { readonly words: readonly Word[]; readonly reason?: string } {
  const words: Word[] = [];
  const piece = /\s+|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|([^\s'"]+)/y;
  let open: Word | undefined;
  let at = 0;
  while (at < text.length) {
    piece.lastIndex = at;
    const match = piece.exec(text);
    if (match === null) {
      const rest = {
        text: text.slice(open?.start ?? at),
        quoted: true,
        start: open?.start ?? at,
        end: text.length,
      };
      return { words: [...words, rest], reason: `the quote ${text[at]} is not closed` };
    }
    at = piece.lastIndex;
    const [, single, double, plain] = match;
    const part = single ?? double?.replace(/\\(["\\])/g, '$1') ?? plain;
    if (part === undefined) {
      if (open !== undefined) words.push(open);
      open = undefined;
    } else
      open = {
        text: (open?.text ?? '') + part,
        quoted: (open?.quoted ?? false) || plain === undefined,
        start: open?.start ?? match.index,
        end: at,
      };
  }
  if (open !== undefined) words.push(open);
  return { words };
}
