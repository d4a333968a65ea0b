import type { Comment, Range } from '@secl/text';

/** How far an ignore comment reaches: its own line, the next one, the rule or macro around it, its file. */
export type Reach = 'line' | 'next' | 'rule' | 'file';

/** `secl-ignore[-next|-rule|-file] id, id: reason (until 2027-01-31)`, read. */
export interface Directive {
  readonly reach: Reach;
  readonly ids: readonly { readonly id: string; readonly range: Range }[];
  readonly reason: string;
  /** `2027-01-31`, or what else stands there: see `isDay`. */
  readonly until: string | undefined;
  /** Its first word, where that is no way to ignore anything: `secl-ignore-nxt`. */
  readonly unread: string | undefined;
  /** The comment, from its first character to its last. */
  readonly range: Range;
}

const form = /^secl-ignore(?:-(next|rule|file))?(?:[ \t]+([^:]*))?(?::[ \t]*(.*))?$/s;
const expiry = /[ \t]*\(until[ \t]+([^()]*)\)[ \t]*$/;

/** Whether a text is a day of the calendar, written as days are everywhere: `2027-01-31`. */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

/** undefined for all other comments. What is misspelt after `secl-ignore` gives a directive that ignores nothing. */
export function readDirective({ text, range }: Comment, source: string): Directive | undefined {
  if (!text.startsWith('secl-ignore')) return undefined;
  const match = form.exec(text);
  const [, word, names = '', said = ''] = match ?? [];
  const reach = word === 'next' || word === 'rule' || word === 'file' ? word : 'line';
  const until = expiry.exec(said)?.[1]?.trim();
  const reason = said.replace(expiry, '').trim();
  let from = source.indexOf('secl-ignore', range.start);
  const ids = names
    .split(/[\s,]+/)
    .filter((id) => id !== '')
    .map((id) => {
      const start = source.indexOf(id, from);
      from = start + id.length;
      return { id, range: { start, end: start + id.length } };
    });
  const unread = match === null ? /^[^\s:]*/.exec(text)?.[0] : undefined;
  return { reach, ids, reason, until, unread, range };
}
