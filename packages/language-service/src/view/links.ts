import { movedRange } from '@secl/text';
import type { DocumentLink } from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import { rangeOf } from '../document.ts';
import { pageAddress } from '../words/page-address.ts';
import { documentRange, itemsWithin } from './cursor.ts';
import { ignoredCodes } from './ignored-codes.ts';

/** What leads to a page: ids of MITRE ATT&CK in tags, codes in ignore comments where their pages lie somewhere. */
export function documentLinks(
  context: DocumentContext,
  documentation: string | undefined,
): readonly DocumentLink[] {
  const pages = documentation === undefined ? [] : codeLinks(context, documentation);
  return [...attackLinks(context), ...pages];
}

function codeLinks({ document }: DocumentContext, documentation: string): readonly DocumentLink[] {
  if (!document.text.includes('secl-ignore')) return [];
  return Array.from({ length: document.lines.lineCount }, (_, index) => ignoredCodes(document, index + 1))
    .flat()
    .map((found) => ({
      range: rangeOf(document, found),
      target: pageAddress(documentation, found.code),
    }));
}

function attackLinks(context: DocumentContext): readonly DocumentLink[] {
  return itemsOf(context).flatMap(({ item, cursor }) => {
    if (item.kind !== 'rule') return [];
    const { offset, tags } = item.definition;
    return tags.flatMap(({ key, value, range }): DocumentLink[] => {
      const id = /^(?:TA\d{4}|T\d{4}(?:\.\d{3})?)/.exec(value)?.[0];
      if (id === undefined || !['tactic', 'technique', 'subtechnique'].includes(key)) return [];
      const own = movedRange(range, offset);
      const at = item.carried.text.indexOf(id, own.start);
      if (at === -1 || at + id.length > own.end) return [];
      const place = documentRange(cursor, { start: at, end: at + id.length });
      return [{ range: rangeOf(context.document, place), target: attackPage(id) }];
    });
  });
}

function attackPage(id: string): string {
  const folder = id.startsWith('TA') ? 'tactics' : 'techniques';
  return `https://attack.mitre.org/${folder}/${id.replace('.', '/')}/`;
}

/** The rules and macros of a document. */
export function itemsOf(context: DocumentContext) {
  const [set] = context.sets;
  if (set === undefined) return [];
  return [...itemsWithin(context, set)].map((item) => ({
    item,
    cursor: { ...context, set, carried: item.carried },
  }));
}
