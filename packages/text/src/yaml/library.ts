import { Composer, CST, type Document, isCollection, Lexer, Parser } from 'yaml';
import { limits } from '../limits.ts';
import type { TextProblemCode } from '../problems.ts';
import { type TextProblem, textProblem } from '../report.ts';
import type { Range } from '../span.ts';
import { unfinishedIn, withLinesJoined } from './shallow-lines.ts';

/** What the `yaml` library makes of a text: its first document, and how many there are. */
export interface LibraryReading {
  readonly document: Document.Parsed | undefined;
  readonly documents: number;
  readonly problems: readonly TextProblem[];
  /** Where brackets or quotes begin that have no end. */
  readonly unfinished?: number | undefined;
  /** Where something stands behind the end of the first value, where nothing else is wrong. */
  readonly rest?: number | undefined;
}

/**
 * Every scalar stays text, duplicate keys are ours to find (the library compares each with each), and the tokens are
 * kept for the columns that block scalars count from.
 */
const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  keepSourceTokens: true,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** So many collections with lines that are indented too little are read as agents do. */
const manyUnfinished = 100;

/** Never throws: what neither the library nor agents can take is a problem. */
export function readWithLibrary(text: string): LibraryReading {
  const strict = readStrictly(text);
  let { unfinished } = strict;
  let joined: string | undefined = text;
  for (let tries = 0; unfinished !== undefined && tries < manyUnfinished; tries++) {
    joined = withLinesJoined(joined, unfinished);
    if (joined === undefined) return strict;
    const again = readStrictly(joined);
    if (again.problems.every(({ severity }) => severity !== 'error')) return again;
    // What is wrong besides is best told of the text as it is.
    if (again.unfinished === undefined || again.unfinished <= unfinished) return strict;
    unfinished = again.unfinished;
  }
  return strict;
}

function readStrictly(text: string): LibraryReading {
  try {
    const tokens = tokensOf(text);
    const deep = tokens.find((token) => token.type === 'document' && isTooDeep(token));
    if (deep !== undefined) return tooDeep({ start: deep.offset, end: deep.offset });
    return compose(tokens, text);
  } catch (error) {
    if (error instanceof Limit) return tooDeep(error.range);
    // Deep recursion in the parser ends here; the composer catches its own.
    if (error instanceof RangeError) return tooDeep({ start: 0, end: 0 });
    const detail = error instanceof Error ? error.message : String(error);
    return failed([textProblem('text/yaml-unreadable', { start: 0, end: 0 }, { detail })]);
  }
}

const failed = (problems: readonly TextProblem[]): LibraryReading => ({
  document: undefined,
  documents: 1,
  problems,
});
const tooDeep = (range: Range): LibraryReading =>
  failed([textProblem('text/too-deep', range, { limit: limits.depth })]);

class Limit extends Error {
  readonly range: Range;
  constructor(offset: number) {
    super('limit');
    this.range = { start: offset, end: offset + 1 };
  }
}

/** The tokens of the whole stream. Counts brackets before the parser sees them, so that no text can fill the memory. */
function tokensOf(text: string): CST.Token[] {
  const lexer = new Lexer();
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let flowDepth = 0;
  let dashes = 0;
  let offset = 0;
  let count = 0;
  for (const lexeme of lexer.lex(text)) {
    if (lexeme === '[' || lexeme === '{') flowDepth++;
    else if (lexeme === ']' || lexeme === '}' || lexeme === CST.FLOW_END)
      flowDepth = Math.max(0, flowDepth - 1);
    dashes = lexeme === '-' || lexeme === '?' ? dashes + 1 : /^ *$/.test(lexeme) ? dashes : 0;
    count++;
    if (flowDepth > limits.depth || dashes > limits.depth || count > limits.tokens) throw new Limit(offset);
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (!isMark(lexeme)) offset += lexeme.length;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** Lexemes that stand for no text: start of a document, of a scalar, of a broken flow collection's end. */
export function isMark(lexeme: string): boolean {
  return lexeme.length === 1 && (lexeme === CST.SCALAR || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END);
}

/** Goes down without recursion. */
function isTooDeep(document: CST.Document): boolean {
  let level: CST.Token[] = document.value === undefined ? [] : [document.value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limits.depth) return true;
    const below: CST.Token[] = [];
    for (const token of level) {
      if (!('items' in token)) continue;
      for (const item of token.items) {
        if ('key' in item && item.key) below.push(item.key);
        if (item.value) below.push(item.value);
      }
    }
    level = below;
  }
  return false;
}

function compose(tokens: readonly CST.Token[], text: string): LibraryReading {
  const documents = tokens.filter((token) => token.type === 'document');
  const first = documents[0];
  const second = documents[1];
  const end = second === undefined ? tokens.length : tokens.indexOf(second);
  const composer = new Composer(options);
  const [document] = [...composer.compose(tokens.slice(0, end))];
  const errors = (document?.errors ?? composer.streamInfo().errors).filter((error) => !isGluedComment(error));
  const unfinished = errors.length === 0 ? [] : unfinishedIn(tokens.slice(0, end));
  const open = [...unfinished];
  const problems = errors.map(
    (error) =>
      endsAtComment(error, text) ??
      neverClosed(error, text, open) ??
      textProblem(codeOf(error), rangeOf(error, text), { detail: detailOf(error, text) }),
  );
  if (second !== undefined) {
    const { start, end: markEnd } = startMark(second);
    problems.push(textProblem('text/yaml-documents', { start, end: markEnd }));
  }
  return {
    document: first === undefined ? undefined : document,
    documents: documents.length,
    problems,
    unfinished: unfinished[0],
    rest: document === undefined || unfinished.length > 0 ? undefined : restOf(document, errors, text),
  };
}

/** The first line behind a collection that is the whole file, where all that is wrong is that there is one. */
function restOf(
  { contents }: Document.Parsed,
  errors: readonly LibraryError[],
  text: string,
): number | undefined {
  if (errors.length === 0 || !isCollection(contents)) return undefined;
  const [, end] = contents.range;
  if (errors.some(({ pos }) => pos[0] < end)) return undefined;
  const behind = text.slice(end);
  const rest = end + behind.length - behind.trimStart().length;
  const token = contents.srcToken;
  // What begins with a quote or a reserved sign may have no end, and with a `:` what stands before is a key.
  if (token?.type === 'flow-collection')
    return /[\]}]/.test(text.charAt(end - 1)) && !/[:@`%"'*&!\t]/.test(text.charAt(rest)) ? rest : undefined;
  const column = rest - text.lastIndexOf('\n', rest - 1) - 1;
  return token !== undefined && column < token.indent && /[\w-]/.test(text.charAt(rest)) ? rest : undefined;
}

const noEnd = /^(?:Missing closing ["']quote|Flow (?:map|sequence) .*end with a)/;

/** Shown where it begins, as that is what has to be found; `open` loses what is told. */
function neverClosed({ message, pos }: LibraryError, text: string, open: number[]): TextProblem | undefined {
  const start = noEnd.test(message) ? open.findLast((each) => each < pos[0]) : undefined;
  if (start === undefined) return undefined;
  open.splice(open.indexOf(start), 1);
  const detail = `what begins with this \`${text.charAt(start)}\` is not closed`;
  return textProblem('text/yaml-syntax', { start, end: start + 1 }, { detail });
}

/** Behind a quote or a bracket agents take `#` for a comment without a blank before it. */
function isGluedComment({ code, message }: { readonly code: string; readonly message: string }): boolean {
  return code === 'MISSING_CHAR' && message.startsWith('Comments must be separated');
}

function startMark(document: CST.Document): Range {
  const mark = document.start.find((token) => token.type === 'doc-start');
  const start = mark?.offset ?? document.offset;
  return { start, end: start + (mark?.source.length ?? 0) };
}

/** The library marks one character, also behind the last one; of a line that stands wrong the blanks in front. */
function rangeOf({ code, message, pos: [start, end] }: LibraryError, text: string): Range {
  if (code === 'BAD_INDENT' || isLostLine(message)) {
    const [line = ''] = text.slice(start).split('\n', 1);
    const blanks = line.length - line.trimStart().length;
    const length = line.trimEnd().length;
    if (text[start - 1] === '\n' && length > 0) return { start: start + blanks, end: start + length };
  }
  return { start, end: Math.min(Math.max(start, end), Math.max(start, text.length)) };
}

interface LibraryError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

const isLostLine = (message: string): boolean => message.startsWith('Sequence item without - indicator');

const withComment = /^[ \t]*(?:-[ \t]+)*[\w.-]+:[ \t]+(?!["'|>#])\S.*[ \t]#/;

/** A text without quotes that goes on behind a comment, which YAML does not let it: the next line is no key. */
function endsAtComment(
  { code, pos }: { readonly code: string; readonly pos: readonly [number, number] },
  text: string,
): TextProblem | undefined {
  if (code !== 'BAD_INDENT' && code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const start = text.lastIndexOf('\n', pos[0] - 1) + 1;
  const [line = ''] = text.slice(start).split('\n', 1);
  const above = text.slice(text.lastIndexOf('\n', start - 2) + 1, Math.max(start - 1, 0));
  if (!withComment.test(above) || line.trim() === '') return undefined;
  const blanks = line.length - line.trimStart().length;
  const range = { start: start + blanks, end: start + line.trimEnd().length };
  const detail = 'the comment above ends its text, so this line is no part of it; write the text below `|`';
  return textProblem('text/yaml-syntax', range, { detail });
}

/** What goes wrong most, when expressions stand in YAML, in words about expressions; else the library's. */
function detailOf({ code, message, pos: [start] }: LibraryError, text: string): string {
  if (code === 'BLOCK_AS_IMPLICIT_KEY')
    return "a `: ` in a text makes a key of what stands before it; write the text as `'…'`, or below `|-`";
  if (isLostLine(message))
    return 'this line belongs to no item of the list; the keys of an item stand below its first one';
  const bracket = /^Unexpected flow-(?:seq|map)-start at node end/.test(message) ? text[start] : undefined;
  if (bracket !== undefined && !/["'\]}]\s*$/.test(text.slice(Math.max(0, start - 200), start)))
    return `in brackets and braces a text without quotes ends at \`${bracket}\`; write it as \`'…'\``;
  if (message.startsWith('Unexpected scalar at node end'))
    return "something stands behind the quote that ends the text; with quotes inside, write it as `'…'`, or below `|-`";
  if (message.startsWith('Implicit map keys need to be followed by map values'))
    return 'a key with its `:` is due here; the lines of a text stand deeper than the key that it belongs to';
  const reserved = /^Plain value cannot start with .* character (.)/.exec(message)?.[1];
  if (reserved !== undefined)
    return `no text without quotes begins with \`${reserved}\`; write it as \`'…'\`, or below \`|-\``;
  return lowerFirst(message);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function codeOf({ code, message }: LibraryError): TextProblemCode {
  if (isLostLine(message)) return 'text/yaml-indentation';
  switch (code) {
    case 'BAD_INDENT':
      // Also what the library says of a bracket that is never closed.
      return message.startsWith('Flow') ? 'text/yaml-syntax' : 'text/yaml-indentation';
    case 'TAB_AS_INDENT':
      return 'text/yaml-tab';
    case 'RESOURCE_EXHAUSTION':
      return 'text/too-deep';
    default:
      return 'text/yaml-syntax';
  }
}
