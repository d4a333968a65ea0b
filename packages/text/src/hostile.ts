/*
 * Rule and event texts are hostile: an argument of a process can hold escape sequences that rewrite a terminal, markup
 * for a page, commands for a workflow. All text from outside passes through here before it is shown, and nowhere else.
 */

/**
 * Control characters, marks that turn the direction of text, invisible characters that hide or break words, lone
 * surrogates. Joiners stay: scripts and emoji are written with them.
 */
const invisible =
  /[\0-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e0fff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu;

const names: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };

function escapeOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return names[char] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
}

/** One line of text in which everything invisible is written as an escape: `\n`, `\x1b`, `\u{202e}`. */
function visible(text: string): string {
  return text.replace(invisible, escapeOf);
}

/** For a terminal, on one line. Print the lines of a longer text one by one. */
export const forTerminal: (text: string) => string = visible;

const htmlEscapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For HTML text and for attributes in quotes of either kind. */
export function forHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (char) => htmlEscapes[char] ?? char);
}

/**
 * For running Markdown text, tables included: it renders as the text itself. `@name` and `#1` notify nobody, addresses
 * become no links.
 */
export function forMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]()+\-.!|~=^$:>/]/g, '\\$&')
    .replace(/[&<"']/g, (char) => htmlEscapes[char] ?? char)
    .replace(/[@#]/g, '$&\u2060');
}

/** Where a piece of Markdown stands: cells of tables end at `|`, and elsewhere code shows the backslash that hides it. */
export type MarkdownPlace = 'table' | 'text';

/** For Markdown as code: a code span whose fence the text cannot close. */
export function forMarkdownCode(text: string, place: MarkdownPlace = 'table'): string {
  const shown = place === 'table' ? visible(text).replaceAll('|', '\\|') : visible(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown === '' || /^[` ]|[` ]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** For Markdown as a block of code in some language: no line of the text closes it. Tabs and line breaks stay. */
export function forMarkdownBlock(text: string, language = ''): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.split('\t').map(visible).join('\t'));
  const shown = lines.join('\n');
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${shown}\n${fence}`;
}

/** For Markdown, a message that writes code between backticks; everything else in it is text. */
export function forMarkdownMessage(message: string, place: MarkdownPlace = 'table'): string {
  return message
    .split('`')
    .map((part, index, parts) => {
      if (index % 2 === 0) return forMarkdown(part);
      // One backtick too many is a character.
      return index === parts.length - 1 ? forMarkdown(`\`${part}`) : forMarkdownCode(part, place);
    })
    .join('');
}

/** For the message of a GitHub workflow command (`::error …::message`): line breaks stay line breaks. */
export function forWorkflowCommand(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).map((line) => visible(line).replaceAll('%', '%25'));
  return lines.join('%0A');
}

/** For a property of a GitHub workflow command (`file=…`), where `,` and `:` have a meaning too. */
export function forWorkflowProperty(text: string): string {
  return forWorkflowCommand(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
