/** Keys of policies and values that are not SECL. */
import { attack, filterFields, type Minor } from '@secl/model';
import { CompletionItemKind } from 'vscode-languageserver-types';
import skeletons from '../data/skeletons.json' with { type: 'json' };
import { knownTo } from '../hover.ts';
import type { Cursor } from '../view/cursor.ts';
import { eventTypeOfItem } from '../words/event-page.ts';
import { keysOf, valuesOf } from '../words/policy-key.ts';
import { fieldsOf, offersFor } from './fields.ts';
import type { Offer } from './offer.ts';
import type { YamlContext } from './yaml-context.ts';

export function keyOffers({ section, present, newItem, firstItem, inFlow }: YamlContext): readonly Offer[] {
  const offers: Offer[] = [];
  if (firstItem !== undefined) offers.push(...firstItems(firstItem.section, firstItem.dash));
  // So far in, only an item can stand.
  if (firstItem?.dash === '- ') return offers;
  if (newItem) offers.push(...skeletonOffers(section));
  if (section === 'tags') offers.push(...tagKeys.filter((key) => !present.includes(key)).map(tagKey));
  for (const [key, { about, opens }] of keysOf(section)) {
    if (present.includes(key)) continue;
    offers.push({
      label: key,
      kind: CompletionItemKind.Property,
      rank: usual[section]?.includes(key) === true ? 2 : 3,
      insert: opens && !inFlow ? `${key}:` : `${key}: `,
      detail: about.replaceAll('`', ''),
    });
  }
  return offers;
}

/** What nearly everybody writes. */
const usual: Readonly<Partial<Record<YamlContext['section'], readonly string[]>>> = {
  policy: ['rules'],
  macro: ['id', 'expression'],
  rule: ['id', 'expression'],
  set: ['name', 'field', 'value'],
};

const tagKeys = ['tactic', 'technique', 'subtechnique'];
const tagKey = (key: string): Offer => ({
  label: key,
  kind: CompletionItemKind.Property,
  rank: 1,
  insert: `${key}: `,
  detail: 'MITRE ATT&CK',
});

function skeletonOffers(section: YamlContext['section']): readonly Offer[] {
  const list = lists[section];
  if (list === undefined) return [];
  return skeletons[list].map(({ name, about, lines }) => ({
    label: name,
    kind: CompletionItemKind.Snippet,
    rank: 1,
    // Clients indent further lines as the first one is; keys stand behind its dash, and so does a further item.
    insert: lines
      .map((line, index) => (index === 0 || line.startsWith('- ') ? line : `  ${line}`))
      .join('\n'),
    snippet: true,
    detail: about,
  }));
}

/** Whole items, and the beginning of one, from the dash on. */
function firstItems(section: YamlContext['section'], dash: string): readonly Offer[] {
  const [first = ''] = usual[section] ?? [];
  const whole = skeletonOffers(section).map((offer) => {
    const lines = offer.insert.split('\n');
    const indented = lines.map((line, index) => (index === 0 ? dash : ' '.repeat(dash.length - 2)) + line);
    return { ...offer, insert: indented.join('\n') };
  });
  if (first === '') return whole;
  const begun: Offer = {
    label: `- ${first}`,
    kind: CompletionItemKind.Property,
    rank: 1,
    order: '~',
    insert: `${dash}${first}: `,
    detail: `the first ${section}`,
  };
  return [...whole, begun];
}

const lists: Readonly<Partial<Record<YamlContext['section'], keyof typeof skeletons>>> = {
  rule: 'rules',
  macro: 'macros',
  action: 'actions',
};

export function valueOffers(cursor: Cursor, { section, key, typed }: YamlContext): readonly Offer[] {
  if (key === undefined) return [];
  if (section === 'tags') return attackOffers(key);
  if (key === 'product_tags') return productTags();
  if (key === 'filters') return filterOffers(cursor, typed);
  if (fieldKeys.has(`${section}.${key}`)) {
    const { facts, whole } = knownTo(cursor);
    const eventType = cursor.item === undefined ? undefined : eventTypeOfItem(cursor.item, facts);
    return offersFor(typed, fieldsOf(facts, whole.fieldNames), eventType).map((offer) => ({
      label: offer.name,
      kind: offer.kind === 'field' ? CompletionItemKind.Field : CompletionItemKind.Module,
      rank: 1,
      insert: offer.name,
      ...(offer.kind === 'field' ? { about: { kind: 'field', name: offer.name } as const } : {}),
    }));
  }
  if (key === 'agent_version') return versionOffers(cursor);
  return valuesOf(section, key).map((value) => ({
    label: value,
    kind: CompletionItemKind.EnumMember,
    rank: 1,
    insert: value,
  }));
}

const fieldKeys: ReadonlySet<string> = new Set([
  'set.field',
  'set.scope_field',
  'hash.field',
  'rule.limiter_token',
]);

/** Found by their names: "credential" finds `T1003-os-credential-dumping`. */
function attackOffers(key: string): readonly Offer[] {
  const { tactics, techniques } = attack();
  const named: readonly (readonly [string, string])[] =
    key === 'tactic'
      ? [...tactics]
      : key === 'technique' || key === 'subtechnique'
        ? [...techniques.values()].map(({ id, name }) => [id, name] as const)
        : [];
  return named
    .filter(([id]) => key === 'tactic' || id.includes('.') === (key === 'subtechnique'))
    .map(([id, name]) => ({
      label: `${id}-${slugOf(name)}`,
      kind: CompletionItemKind.EnumMember,
      rank: 1,
      insert: `${id}-${slugOf(name)}`,
      detail: name,
      search: `${slugOf(name)} ${id}`,
    }));
}

/** Tags of the product are texts: `technique:T1003-os-credential-dumping`. */
function productTags(): readonly Offer[] {
  return tagKeys.flatMap((key) =>
    attackOffers(key).map((offer) => ({
      ...offer,
      label: `${key}:${offer.label}`,
      insert: `${key}:${offer.insert}`,
      search: `${offer.search ?? offer.label} ${key}`,
    })),
  );
}

/** Facts about the host where a condition begins. */
function filterOffers(cursor: Cursor, typed: string): readonly Offer[] {
  const [word = ''] = /[\w.]*$/.exec(typed) ?? [];
  const before = typed.slice(0, typed.length - word.length);
  if (!/(?:^|&&|\|\||\(|!|\bnot)\s*$/.test(before)) return [];
  return [...filterFields(knownTo(cursor).facts.platform)].map(([name, { type, array }]) => ({
    label: name,
    kind: CompletionItemKind.Field,
    rank: 1,
    insert: before + name,
    search: before + name,
    detail: array ? `list of ${type}` : type,
  }));
}

/** As Datadog's default policies write names of ATT&CK: a slash is written as `or`. */
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\//g, ' or ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^(?:or-|-)+|-+$/g, '');
}

/** Constraints in quotes: `>` begins a block of YAML. */
function versionOffers(cursor: Cursor): readonly Offer[] {
  const { facts, whole } = knownTo(cursor);
  const [view] = cursor.set.views;
  const target = view === undefined ? '' : `the target ${view.target.name}`;
  const from = (minor: Minor, detail: string, rank: number): Offer => ({
    label: `>= 7.${minor}`,
    kind: CompletionItemKind.Value,
    rank,
    insert: `">= 7.${minor}"`,
    detail,
  });
  const isNewest = facts.minor === whole.lastMinor;
  const others: readonly Offer[] = [
    ...(isNewest ? [] : [[`>= 7.${facts.minor}, < 7.${whole.lastMinor}`, 'from one, before another']]),
    [`~7.${facts.minor}`, `patch releases of 7.${facts.minor} only`],
    [`< 7.${facts.minor}`, 'before one'],
  ].map(([label = '', detail = '']) => ({
    label,
    kind: CompletionItemKind.Value,
    rank: 3,
    insert: `"${label}"`,
    detail,
  }));
  const newest = isNewest ? [] : [from(whole.lastMinor, 'the newest that is known', 2)];
  return [from(facts.minor, `${target} and newer`, 1), ...newest, ...others];
}
