/** Attributes and blocks of Terraform resources that hold rules and policies, and values that are no texts. */
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  InsertTextMode,
} from 'vscode-languageserver-types';
import type { DocumentContext } from '../context.ts';
import words from '../data/terraform-words.json' with { type: 'json' };
import { rangeOf } from '../document.ts';
import { asItem } from './expression.ts';
import type { Offer } from './offer.ts';
import { type TerraformPlace, terraformPlace } from './terraform-place.ts';

interface Word {
  readonly about: string;
  readonly insert: string;
  /** A block, of which there may be several. */
  readonly block?: boolean;
}

const table: Readonly<Record<string, Readonly<Record<string, Word>>>> = words;

export function completeTerraformAt({ document }: DocumentContext, offset: number): CompletionList {
  const place = document.path.endsWith('.tf') ? terraformPlace(document.text, offset) : undefined;
  if (place === undefined) return { isIncomplete: false, items: [] };
  const range = rangeOf(document, { start: offset - place.typed.length, end: offset });
  // What stands behind a name has its own `=` already.
  const isNamed = /^\w*[ \t]*[={]/.test(document.text.slice(offset));
  const offers = place.attribute === undefined ? names(place) : values(place.attribute, document.text);
  const items = [...offers].map((offer): CompletionItem => {
    const isWhole = offer.snippet === true && !isNamed;
    return {
      ...asItem(offer),
      insertTextFormat: isWhole ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      ...(isWhole ? { insertTextMode: InsertTextMode.adjustIndentation } : {}),
      textEdit: {
        range,
        newText: isWhole ? offer.insert : offer.snippet === true ? offer.label : offer.insert,
      },
    };
  });
  return { isIncomplete: false, items };
}

function* names({ section, present }: TerraformPlace): Generator<Offer> {
  for (const [name, { about, insert, block }] of Object.entries(table[section] ?? {}))
    if (block === true || !present.includes(name))
      yield {
        label: name,
        kind: block === true ? CompletionItemKind.Struct : CompletionItemKind.Property,
        rank: 1,
        insert,
        snippet: true,
        detail: about,
      };
}

const policy = /^[ \t]*resource[ \t]+"(datadog_csm_threats_policy)"[ \t]+"([\w-]+)"/gm;

/** Policies of the same file, and truth values. Texts in quotes are for other completions. */
function* values(attribute: string, text: string): Generator<Offer> {
  if (attribute === 'policy_id')
    for (const [, type = '', name = ''] of text.matchAll(policy)) {
      const reference = `${type}.${name}.id`;
      yield { label: reference, kind: CompletionItemKind.Reference, rank: 1, insert: reference };
    }
  if (attribute === 'enabled' || attribute === 'append')
    for (const word of ['true', 'false'])
      yield { label: word, kind: CompletionItemKind.Value, rank: 1, insert: word };
}
