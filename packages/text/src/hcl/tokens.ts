import type { Range } from '../span.ts';

/*
 * The tokens that tell where lines, brackets and texts of an HCL file stand. The grammar reads expressions one at a
 * time; these say where each begins and ends, so that a mistake in one does not reach the next.
 */

export type TokenKind =
  | 'word'
  | 'number'
  | 'text'
  | 'heredoc'
  | 'open'
  | 'close'
  | 'equals'
  | 'symbol'
  | 'newline';

export interface Token extends Range {
  readonly kind: TokenKind;
  /** Of a text: whether it holds `${…}` or `%{…}`. */
  readonly template?: true;
  /** Of a text: it has no end, or something in it has none. */
  readonly broken?: true;
}

export interface Mistake {
  readonly range: Range;
  readonly detail: string;
  /** Whether what it stands in cannot be read. */
  readonly fatal: boolean;
}

export interface HclTokens {
  readonly tokens: readonly Token[];
  /** With their marks: `# …`, `// …`, and what stands between `/*` and its end. */
  readonly comments: readonly Range[];
  readonly mistakes: readonly Mistake[];
  /**
   * The text with all literal text as `x` and heredocs as quoted strings, offsets unchanged: what a text says is
   * decoded here and is not for the grammar to stumble over.
   */
  readonly masked: string;
}

const blanks = /[ \t\r]+/y;
// Made when a text is read: classes of Unicode take longer to make than most commands need for their first file.
const word = (): RegExp => /[\p{ID_Start}_](?:[\p{ID_Continue}-]|::)*/uy;
const number = /[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const symbol = /[=!<>]=|=>|&&|\|\||\.\.\.|./suy;
const heredocHead = (): RegExp => /<<-?([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?\n/uy;
const lineComment = /(?:#|\/\/)[^\r\n]*/y;
const escaped =
  /\\(?:[nrt"\\]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U(?!0000[dD][89a-fA-F])00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})/y;
const nextBlock = /^[A-Za-z_][\w-]*(?:[ \t]+(?:"[^"\r\n]*"|[\w-]+))*[ \t]*\{/gm;

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** Never fails: every character is in a token, a comment or a blank. */
export function hclTokens(text: string): HclTokens {
  const tokens: Token[] = [];
  const sink = createSink(text);
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (at === 1) sink.mask(0, 1, ' ');
  while (at < text.length) {
    const start = at;
    at = endOf(blanks, text, at) ?? readComment(text, at, sink) ?? at;
    if (at > start) continue;
    const token = readToken(text, at, sink);
    tokens.push(token);
    at = token.end;
  }
  return { tokens, comments: sink.comments, mistakes: sink.mistakes, masked: sink.masked() };
}

/** What reading collects and knows on its way. */
type Sink = ReturnType<typeof createSink>;

function createSink(text: string) {
  const comments: Range[] = [];
  const mistakes: Mistake[] = [];
  const masks: { readonly start: number; readonly by: string }[] = [];
  let closingLines: ReadonlyMap<string, number> | undefined;
  return {
    comments,
    mistakes,
    /** How many texts more may be looked for the end of in vain, each to the end of the file. */
    patience: 8,
    /** Whether a line behind that place can end a heredoc of that word. Without it, looking costs the rest of the file. */
    isClosed(closing: string, from: number): boolean {
      closingLines ??= lastLines(text);
      return (closingLines.get(closing) ?? -1) >= from;
    },
    mask(start: number, end: number, by = 'x'.repeat(end - start)): void {
      if (end > start) masks.push({ start, by });
    },
    mark: () => ({ comments: comments.length, mistakes: mistakes.length, masks: masks.length }),
    back(mark: { readonly comments: number; readonly mistakes: number; readonly masks: number }): void {
      comments.length = mark.comments;
      mistakes.length = mark.mistakes;
      masks.length = mark.masks;
    },
    masked(): string {
      let done = 0;
      const parts: string[] = [];
      for (const { start, by } of masks) {
        parts.push(text.slice(done, start), by);
        done = start + by.length;
      }
      return parts.join('') + text.slice(done);
    },
  };
}

/** Lines that are one word, with where they stand last. */
function lastLines(text: string): ReadonlyMap<string, number> {
  const lines = text.matchAll(/^[ \t]*([\p{L}_][\p{L}\p{N}_-]*)[ \t]*\r?$/gmu);
  return new Map(Array.from(lines, (line) => [line[1] ?? '', line.index]));
}

function readComment(text: string, at: number, sink: Sink): number | undefined {
  let end = endOf(lineComment, text, at);
  if (end === undefined && text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    end = close === -1 ? text.length : close + 2;
    if (close === -1) {
      const range = { start: at, end: at + 2 };
      sink.mistakes.push({ range, detail: 'this comment has no `*/` that ends it', fatal: true });
    }
  }
  if (end === undefined) return undefined;
  sink.comments.push({ start: at, end });
  // The grammar does not take all of them for comments; line breaks inside one are none.
  sink.mask(at, end, ' '.repeat(end - at));
  return end;
}

const brackets: Readonly<Record<string, TokenKind>> = {
  '{': 'open',
  '[': 'open',
  '(': 'open',
  '}': 'close',
  ']': 'close',
  ')': 'close',
  '=': 'equals',
  '\n': 'newline',
};

function readToken(text: string, at: number, sink: Sink): Token {
  if (text[at] === '"' || endOf(heredocHead(), text, at) !== undefined) return readText(text, at, sink);
  const wordEnd = endOf(word(), text, at);
  if (wordEnd !== undefined) return { kind: 'word', start: at, end: wordEnd };
  const numberEnd = endOf(number, text, at);
  if (numberEnd !== undefined) {
    // The grammar knows no exponent without a fraction.
    sink.mask(at, numberEnd, '1'.repeat(numberEnd - at));
    return { kind: 'number', start: at, end: numberEnd };
  }
  const end = endOf(symbol, text, at) ?? at + 1;
  return { kind: brackets[text.slice(at, end)] ?? 'symbol', start: at, end };
}

/** What is open inside a text: the text itself, and between its parts the code of a template. */
type Frame =
  | { readonly kind: 'quoted'; readonly at: number }
  | { readonly kind: 'heredoc'; readonly at: number; readonly word: string }
  | { readonly kind: 'code'; readonly at: number; depth: number };

/** A quoted string or a heredoc, with the templates in it and the texts in those. */
function readText(text: string, at: number, sink: Sink): Token {
  const mark = sink.mark();
  const token = readWhole(text, at, sink);
  const fatal = sink.mistakes.slice(mark.mistakes).some((mistake) => mistake.fatal);
  return fatal ? { ...token, broken: true } : token;
}

function readWhole(text: string, at: number, sink: Sink): Token {
  const headEnd = endOf(heredocHead(), text, at);
  if (headEnd !== undefined && !sink.isClosed(heredocWord(text, at), headEnd))
    return unclosedHeredoc(text, at, headEnd, sink);
  const mark = sink.mark();
  const whole = sink.patience > 0 ? walkText(text, at, sink, true) : undefined;
  if (whole !== undefined) return whole;
  sink.patience--;
  // Something in it has no end. Then it shall not go on behind its line.
  sink.back(mark);
  return walkText(text, at, sink, false) ?? { kind: 'text', start: at, end: text.length };
}

function walkText(text: string, start: number, sink: Sink, patient: boolean): Token | undefined {
  const frames: Frame[] = [];
  const kind = text[start] === '"' ? 'text' : 'heredoc';
  let template = false;
  const wrong = (range: Range, detail: string, fatal = true) =>
    void sink.mistakes.push({ range, detail, fatal });
  const done = (end: number): Token => ({ kind, start, end, ...(template && { template: true }) });
  let at = enter(text, start, frames, sink);
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    if (at >= text.length) break;
    if (frame.kind === 'code') {
      const char = text[at] ?? '';
      if (char === '\n' && !patient) {
        wrong({ start: frame.at, end: frame.at + 2 }, `this \`${text[frame.at]}{\` has no \`}\` in its line`);
        frames.pop();
        continue;
      }
      const skipped = endOf(blanks, text, at) ?? readComment(text, at, sink);
      if (skipped !== undefined) at = skipped;
      else if (char === '"' || startsHeredoc(text, at, sink)) at = enter(text, at, frames, sink);
      else if (char === '}' && frame.depth === 0) {
        frames.pop();
        at++;
      } else {
        if (char === '{') frame.depth++;
        else if (char === '}') frame.depth--;
        at++;
      }
      continue;
    }
    const from = at;
    at = literalEnd(text, at, frame, wrong);
    sink.mask(from, at);
    if (at >= text.length) break;
    if (frame.kind === 'quoted' && text[at] === '"') {
      frames.pop();
      at++;
    } else if (text[at] === '\n' && frame.kind === 'quoted') {
      if (patient && frames.length > 1) return undefined;
      wrong({ start: frame.at, end: frame.at + 1 }, 'this text has no closing quote in its line');
      // What stands around it goes on in the next line, if that is a heredoc.
      const around = frames.findLastIndex((open) => open.kind === 'heredoc');
      frames.length = around + 1;
    } else if (frame.kind === 'heredoc' && text[at] !== '$' && text[at] !== '%') {
      at = closeHeredoc(text, at, frame.word, sink);
      frames.pop();
    } else {
      template = true;
      frames.push({ kind: 'code', at, depth: 0 });
      at += 2;
    }
  }
  const open = frames[0];
  if (open === undefined) return done(at);
  if (patient && frames.length > 1) return undefined;
  if (open.kind === 'heredoc')
    return unclosedHeredoc(text, start, endOf(heredocHead(), text, start) ?? at, sink);
  wrong({ start: open.at, end: open.at + 1 }, 'this text has no closing quote');
  return done(text.length);
}

/** The next block is rather a block than text. */
function unclosedHeredoc(text: string, start: number, headEnd: number, sink: Sink): Token {
  const detail = `this text has no line \`${heredocWord(text, start)}\` that ends it`;
  const range = { start, end: start + text.slice(start, headEnd).trimEnd().length };
  sink.mistakes.push({ range, detail, fatal: true });
  nextBlock.lastIndex = headEnd;
  const next = nextBlock.exec(text);
  return { kind: 'heredoc', start, end: next === null ? text.length : next.index - 1 };
}

const startsHeredoc = (text: string, at: number, sink: Sink): boolean => {
  const end = endOf(heredocHead(), text, at);
  return end !== undefined && sink.isClosed(heredocWord(text, at), end);
};

function heredocWord(text: string, at: number): string {
  const head = heredocHead();
  head.lastIndex = at;
  return head.exec(text)?.[1] ?? '';
}

/** Into a quoted string or a heredoc, behind its quote or first line. */
function enter(text: string, at: number, frames: Frame[], sink: Sink): number {
  if (text[at] === '"') {
    frames.push({ kind: 'quoted', at });
    return at + 1;
  }
  const end = endOf(heredocHead(), text, at) ?? text.length;
  frames.push({ kind: 'heredoc', at, word: heredocWord(text, at) });
  sink.mask(at, end, `"${'x'.repeat(end - at - 1)}`);
  return end;
}

/** Where literal text ends: at its quote or closing line, at a template, at a line break of a quoted string. */
function literalEnd(
  text: string,
  from: number,
  frame: Exclude<Frame, { kind: 'code' }>,
  wrong: (range: Range, detail: string, fatal: boolean) => void,
): number {
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (frame.kind === 'heredoc' && text[at - 1] === '\n' && isClosing(text, at, frame.word)) return at;
    if (char === '$' || char === '%') {
      if (text[at + 1] === '{') return at;
      at += text[at + 1] === char && text[at + 2] === '{' ? 3 : 1;
    } else if (frame.kind === 'heredoc') at++;
    else if (char === '"' || char === '\n') return at;
    else if (char === '\\') {
      const end = endOf(escaped, text, at);
      if (end === undefined) {
        const range = { start: at, end: Math.min(at + 2, text.length) };
        const shown = text.slice(range.start, range.end).trim();
        wrong(range, `\`${shown}\` is no escape; a backslash in a text is written \`\\\\\``, false);
      }
      // Of a broken escape, only a line break is more than text.
      at = end ?? (/[\r\n]/.test(text[at + 1] ?? '') ? at + 1 : at + 2);
    } else at++;
  }
  return text.length;
}

function isClosing(text: string, lineStart: number, closing: string): boolean {
  const end = text.indexOf('\n', lineStart);
  return text.slice(lineStart, end === -1 ? text.length : end).trim() === closing;
}

/** `at` is where the closing line starts; gives the place behind its word. */
function closeHeredoc(text: string, at: number, closing: string, sink: Sink): number {
  const end = text.indexOf(closing, at) + closing.length;
  sink.mask(at, end, `${'x'.repeat(end - at - 1)}"`);
  return end;
}
