import { forTerminal } from '@secl/text';
import { count } from '../report/markdown.ts';
import type { FieldCard } from './fields-card.ts';
import type { ConstantGroup, ConstantRow } from './fields-constants.ts';
import type { Difference } from './fields-diff.ts';
import type { EventTypeFields, EventTypeRow } from './fields-events.ts';
import { entry, type Page, rowsWithText, wrap } from './fields-layout.ts';
import { type FieldRow, shortType } from './fields-row.ts';
import { longVersions, shortVersions } from './fields-versions.ts';

type Lines = readonly string[];

export function printFields(rows: readonly FieldRow[], page: Page): Lines {
  return rowsWithText(
    rows.map((row) => ({
      cells: [row.name, shortType(row), shortVersions(row)],
      text: row.description,
    })),
    page,
  );
}

export function printEventTypes(rows: readonly EventTypeRow[], page: Page): Lines {
  return rowsWithText(
    rows.map((row) => ({
      cells: [row.name, shortVersions(row)],
      text: row.description + (row.experimental ? ' (experimental)' : ''),
    })),
    page,
  );
}

export function printEventTypeFields({ eventType, own, shared }: EventTypeFields, page: Page): Lines {
  const families = new Map<string, number>();
  for (const { name } of shared) {
    const family = name.slice(0, name.indexOf('.') + 1) || name;
    families.set(family, (families.get(family) ?? 0) + 1);
  }
  const counted = [...families].map(
    ([family, count]) => `${family.endsWith('.') ? `${family}*` : family} (${count})`,
  );
  return [
    `${page.paint.strong(eventType.name)}  ${shortVersions(eventType)}`,
    ...wrap(eventType.description + (eventType.experimental ? ' (experimental)' : ''), page, 2),
    '',
    ...printFields(own, page),
    '',
    ...wrap(
      `${count(own.length, 'field')} of its own. Rules on it can also ask ${count(shared.length, 'field')} of any event: ${counted.join(', ')}.`,
      page,
    ),
  ];
}

export function printConstants(groups: readonly ConstantGroup[], page: Page): Lines {
  return groups.flatMap(({ group, description, fields, constants }, index) => [
    ...(index === 0 ? [] : ['']),
    page.paint.strong(group),
    ...wrap(description, page, 2),
    ...(fields.length === 0 ? [] : wrap(`for ${someOf(fields, 6)}`, page, 2).map(page.paint.faint)),
    ...constantLines(constants, page),
  ]);
}

function constantLines(constants: readonly ConstantRow[], page: Page): Lines {
  return rowsWithText(
    constants.map((row) => {
      const { value } = row;
      const list = typeof value === 'object' && value !== null;
      return {
        cells: [
          `  ${row.name}`,
          value === null ? '?' : list ? `${value.length} names` : String(value),
          shortVersions(row),
        ],
        text: list ? value.join(' ') : '',
      };
    }),
    page,
  );
}

export function printGroups(groups: readonly ConstantGroup[], page: Page): Lines {
  return rowsWithText(
    groups.map(({ group, description, constants }) => ({
      cells: [group, String(constants.length)],
      text: description,
    })),
    page,
  );
}

export function printDifference(difference: Difference, page: Page): Lines {
  const { eventTypes, fields, constants } = difference;
  const parts: readonly (readonly [string, Lines])[] = [
    ['Event types added', printEventTypes(eventTypes.added, page)],
    ['Event types removed', printEventTypes(eventTypes.removed, page)],
    ['Fields added', printFields(fields.added, page)],
    [
      'Fields changed',
      rowsWithText(
        fields.changed.map(({ name, changes }) => ({
          cells: [name],
          text: changes.map(({ was, is }) => `${was} → ${is}`).join('; '),
        })),
        page,
      ),
    ],
    ['Fields removed', printFields(fields.removed, page)],
    ['Constants added', byGroup(constants.added, page)],
    [
      'Constants changed',
      rowsWithText(
        constants.changed.map(({ name, was, value }) => ({ cells: [name], text: `${was} → ${value}` })),
        page,
      ),
    ],
    ['Constants removed', byGroup(constants.removed, page)],
  ];
  const shown = parts.filter(([, lines]) => lines.length > 0);
  if (shown.length === 0) return ['Nothing differs.'];
  const total = (kind: 'added' | 'changed' | 'removed'): string => {
    const changed = (part: object): number =>
      kind in part ? ((part as Record<string, Lines>)[kind]?.length ?? 0) : 0;
    const found = [
      [changed(eventTypes), 'event type'],
      [changed(fields), 'field'],
      [changed(constants), 'constant'],
    ] as const;
    const words = found.filter(([n]) => n > 0).map(([n, noun]) => count(n, noun));
    return words.length === 0 ? '' : `${kind} ${words.join(', ')}`;
  };
  const summary = (['added', 'changed', 'removed'] as const).map(total).filter((text) => text !== '');
  return [
    ...shown.flatMap(([title, lines]) => [page.paint.name(title), ...lines, '']),
    ...wrap(`${summary.join('; ')}.`, page),
  ];
}

/** Names alone, by group: a new kind of constants comes with dozens of them. */
function byGroup(constants: readonly ConstantRow[], page: Page): Lines {
  const groups = new Map<string, string[]>();
  for (const { name, groups: own } of constants) {
    const group = own.join(', ');
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups].flatMap(([group, names]) => wrap(`${group}: ${someOf(names, 24)}`, page));
}

export function printCard(card: FieldCard, page: Page): Lines {
  const entries = (label: string, texts: readonly string[]): Lines =>
    texts.flatMap((text, index) => entry(index === 0 ? label : '', text, page));
  return [
    page.paint.strong(card.name),
    ...wrap(`${card.description}.`, page, 2),
    '',
    ...entry('type', card.typeInWords, page),
    ...entry('agents', longVersions(card), page),
    ...(card.missingIn.length === 0 ? [] : entry('not in', card.missingIn.join(', '), page)),
    ...entries(
      'also on',
      card.alsoOn.map((other) => `${other.platform}: ${longVersions(other)}`),
    ),
    ...entry('event type', eventTypeWords(card), page),
    ...(card.sameAs === null
      ? []
      : entry('same as', `${card.sameAs}, on ${card.eventType ?? 'any'} events`, page)),
    ...(card.lengthOf === null ? [] : entry('length of', card.lengthOf, page)),
    ...(card.lengthField === null ? [] : entry('length', card.lengthField, page)),
    ...entries('compared', card.comparison.words),
    ...entry('cost', `${card.cost}, ${card.costInWords}`, page),
    ...entries(
      'old names',
      card.legacyNames.map((old) => `${old.name} (${longVersions(old)})`),
    ),
    ...entries(
      'before',
      card.earlier.map(({ until, change }) => `up to ${until}: ${change}`),
    ),
    ...entries('note', card.notes),
    ...(card.constants === null ? [] : constantEntry(card.constants, page)),
    '',
    ...card.examples.map((example) => `  ${example}`),
  ];
}

function constantEntry({ group, members }: Exclude<FieldCard['constants'], null>, page: Page): Lines {
  const names = members.map(({ name }) => name);
  return [
    ...entry('constants', `${group}: ${someOf(names, 24)}`, page),
    ...(names.length > 24 ? entry('', `all: secl fields --constants "${group}"`, page) : []),
  ];
}

function eventTypeWords({ eventType, limitedTo }: FieldCard): string {
  if (limitedTo !== null) return `only ${limitedTo.join(', ')}`;
  return eventType === null ? 'any: it gives a rule no event type' : `${eventType} only`;
}

/** The first of many, and how many more there are. */
export function someOf(words: readonly string[], limit: number): string {
  const more = words.length - limit;
  return more > 0 ? `${words.slice(0, limit).join(', ')} and ${more} more` : words.join(', ');
}

/** What was asked, as it may be shown. */
export function quoted(text: string): string {
  return `\`${forTerminal(text)}\``;
}
