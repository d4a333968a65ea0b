import type { Standing } from '../positioned-node.ts';
import { isPlainText } from './plain-rules.ts';
import { decodeScalar, type ScalarStyle } from './style.ts';

export interface Writing {
  readonly style: ScalarStyle;
  /** The column of the collection that will hold the scalar; -1 at the root. */
  readonly parentIndent: number;
  readonly standing: Standing;
  /** `\n` or `\r\n`, as the document has it. */
  readonly lineBreak?: string;
  /** The word of a heredoc, where one was there. */
  readonly heredocWord?: string;
}

export interface Written {
  readonly style: ScalarStyle;
  /** The scalar's source, without a line break behind it. */
  readonly text: string;
}

/**
 * A new scalar that decodes to `value`: in the style asked for where that can hold it, else in double quotes (JSON and
 * HCL: in their own), which hold everything. A literal takes `|-` where the value has no line break at its end.
 */
export function writeScalar(value: string, writing: Writing): Written {
  for (const style of [writing.style, fallback[writing.style]]) {
    const text = write(value, style, writing);
    if (text === undefined) continue;
    const decoded = decodeScalar(style, text, writing.parentIndent);
    if (decoded.valid && decoded.text === value) return { style, text };
  }
  return { style: 'double', text: quoteDouble(value) };
}

const fallback: Readonly<Record<ScalarStyle, ScalarStyle>> = {
  plain: 'single',
  single: 'double',
  double: 'double',
  literal: 'double',
  folded: 'literal',
  json: 'json',
  'json-template': 'json-template',
  'hcl-quoted': 'hcl-quoted',
  'hcl-heredoc': 'hcl-quoted',
};

function write(value: string, style: ScalarStyle, writing: Writing): string | undefined {
  switch (style) {
    case 'plain':
      return isPlainText(value, writing.standing) && !unprintable.test(value) ? value : undefined;
    case 'single':
      return unprintable.test(value) || value.includes('\n') ? undefined : `'${value.replaceAll("'", "''")}'`;
    case 'double':
      return quoteDouble(value);
    case 'literal':
    case 'folded':
      return writeBlock(value, style, writing);
    case 'json':
      return JSON.stringify(value);
    case 'json-template':
      return JSON.stringify(escapeTemplates(value));
    case 'hcl-quoted':
      return quoteHcl(value);
    case 'hcl-heredoc':
      return writeHeredoc(value, writing);
  }
}

/** What no YAML style but double quotes can hold. The tab is fine; `\n` is for each style to judge. */
export const unprintable =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(4, '0');

/** Between double quotes, for YAML and JSON alike but for `\0`. */
export function escapeDouble(text: string): string {
  const escaped = text.replace(/["\\\n\r\t\0]/g, (char) => shortEscapes[char] ?? char);
  return escaped.replace(new RegExp(unprintable, 'g'), (char) => `\\u${hex(char)}`);
}

const quoteDouble = (value: string): string => `"${escapeDouble(value)}"`;

/** Halves of a surrogate pair stay: HCL has no escape for them. */
export function escapeHcl(text: string): string {
  return escapeTemplates(text)
    .replace(/["\\\n\r\t]/g, (char) => shortEscapes[char] ?? char)
    .replace(new RegExp(unprintable, 'g'), (char) =>
      /[\ud800-\udfff]/.test(char) ? char : `\\u${hex(char)}`,
    );
}

/** HCL would start a template at `${` and `%{`. */
export const escapeTemplates = (text: string): string => text.replace(/([$%])(?=\{)/g, '$1$1');

const quoteHcl = (value: string): string => `"${escapeHcl(value)}"`;

function writeBlock(value: string, style: 'literal' | 'folded', writing: Writing): string | undefined {
  if (writing.standing !== 'block' || unprintable.test(value) || value.includes('\r')) return undefined;
  const text = value.replace(/\n*$/, '');
  // Readers disagree whether blanks in a last line are text.
  if (text === '' || /(?:^|\n)[ \t]+$/.test(text)) return undefined;
  const ends = value.length - text.length;
  const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+';
  const step = Math.max(1, 2 + Math.min(0, writing.parentIndent));
  const indent = ' '.repeat(Math.max(0, writing.parentIndent) + step);
  // Where the first text line starts with a blank, its indentation must be told.
  const first = /^\n*( ?)/.exec(text);
  const indicator = first?.[1] === ' ' ? String(step) : '';
  const header = `${style === 'literal' ? '|' : '>'}${indicator}${chomp}`;
  const lines = (style === 'literal' ? text : unfolded(text)).split('\n');
  const kept = Array.from({ length: Math.max(0, ends - 1) }, () => '');
  const body = [...lines, ...kept].map((line) => (line === '' ? '' : indent + line));
  return [header, ...body].join(writing.lineBreak ?? '\n');
}

/** Text that folds back: each line break doubled, but those that folding leaves alone. */
function unfolded(text: string): string {
  const deep = (line: string | undefined): boolean => line !== undefined && /^[ \t]/.test(line);
  const lines = text.split('\n');
  let before: string | undefined;
  return lines
    .map((line, i) => {
      const joint =
        i === 0 ? '' : before !== undefined && line !== '' && !deep(before) && !deep(line) ? '\n\n' : '\n';
      if (line !== '') before = line;
      return joint + line;
    })
    .join('');
}

function writeHeredoc(value: string, { heredocWord = 'EOT', parentIndent }: Writing): string | undefined {
  if (!value.endsWith('\n') || unprintable.test(value.replaceAll('\r', ''))) return undefined;
  const lines = escapeTemplates(value).slice(0, -1).split('\n');
  if (lines.some((line) => line.trim() === heredocWord)) return undefined;
  const indent = ' '.repeat(Math.max(0, parentIndent));
  const body = lines.map((line) => (line.trim() === '' ? line : `${indent}  ${line}`));
  return [`<<-${heredocWord}`, ...body, indent + heredocWord].join('\n');
}
