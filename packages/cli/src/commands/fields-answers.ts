import { type Catalogue, catalogue, type Minor, nameElsewhere, type Platform } from '@secl/model';
import { count } from '../report/markdown.ts';
import type { FieldsFlags } from './fields.ts';
import { cardOf } from './fields-card.ts';
import { type ConstantGroup, constantGroups } from './fields-constants.ts';
import { differenceOf } from './fields-diff.ts';
import { eventTypeRows, fieldsOfEventType } from './fields-events.ts';
import type { Page } from './fields-layout.ts';
import * as print from './fields-print.ts';
import { knownFields } from './fields-row.ts';
import { searchFields, similarNames } from './fields-search.ts';
import { agentName, readMinor } from './fields-versions.ts';

/** An answer: what JSON says, what people see, and a word at the end for them. */
export interface Answer {
  readonly kind: string;
  readonly data: object;
  readonly lines: (page: Page) => readonly string[];
  readonly footer?: string;
}

export type Answered = Answer | { readonly refused: string };

export interface Question {
  readonly flags: FieldsFlags;
  readonly query: string;
  readonly known: Catalogue;
  readonly minor: Minor | undefined;
}

/** A search shows so many without `--all`. */
const shown = 30;

/** The answer to what the flags ask, or why there is none. */
export function answer(question: Question): Answered {
  const { flags, query } = question;
  if (flags.diff !== undefined) return answerDiff(question, flags.diff);
  if (flags.constants !== undefined) return answerConstants(question, flags.constants);
  if (query !== '') return answerQuery(question);
  if (flags.event !== undefined) return answerEventType(question, flags.event);
  const eventTypes = eventTypeRows(question.known, question.minor);
  return {
    kind: 'event-types',
    data: { eventTypes },
    lines: (page) => print.printEventTypes(eventTypes, page),
    footer: `${count(eventTypes.length, 'event type')}. Next: secl fields --event exec, or words to search for.`,
  };
}

function answerQuery(question: Question): Answered {
  const { flags, query, known, minor } = question;
  const exact = exactField(question) ?? exactConstant(question);
  if (exact !== undefined) return exact;
  const found = searchFields(query, known, minor).filter(
    ({ eventType }) => flags.event === undefined || eventType === null || eventType === flags.event,
  );
  if (found.length === 0) return nothingFound(question);
  const rows = flags.all === true || flags.format === 'json' ? found : found.slice(0, shown);
  const rest = found.length - rows.length;
  const isType = known.eventTypes.some(({ name }) => name === query);
  const typeHint = isType ? ` All that rules on ${query} can ask: --event ${query}.` : '';
  return {
    kind: 'search',
    data: { query, fields: rows },
    lines: (page) => print.printFields(rows, page),
    footer:
      (rest > 0
        ? `The best ${rows.length} of ${count(found.length, 'field')}; --all shows the rest.`
        : `${count(found.length, 'field')}.`) + typeHint,
  };
}

/** `secl fields O_CREAT` can only mean the constant. */
function exactConstant(question: Question): Answer | undefined {
  const { query, known, minor } = question;
  const isKnown =
    minor === undefined
      ? known.constants.some(({ name }) => name === query)
      : known.at(minor).constant(query) !== undefined;
  if (!isKnown) return undefined;
  const groups = withConstants(constantGroups(known, minor), (name) => name === query);
  return constantsAnswer(groups);
}

function constantsAnswer(groups: readonly ConstantGroup[]): Answer {
  return { kind: 'constants', data: { groups }, lines: (page) => print.printConstants(groups, page) };
}

/** A name in full, an old one too; where this platform does not have it, another that does. */
function exactField({ flags, query, known, minor }: Question): Answer | undefined {
  const others = otherPlatforms(known.platform);
  const name = query.replace(/\[[^\]]*\]/g, '');
  const at = (each: Catalogue) =>
    minor === undefined
      ? (each.field(name) ?? each.field(each.legacy(name)?.to ?? ''))
      : each.at(minor).field(name);
  const here = at(known);
  const owner =
    here === undefined && flags.os === undefined ? others.find((each) => at(each) !== undefined) : known;
  const field = owner === undefined ? undefined : at(owner);
  if (owner === undefined || field === undefined) return undefined;
  const rest = [known, ...others].filter((each) => each !== owner);
  const card = cardOf(field, owner, rest);
  const old = field.name === name ? '' : `${print.quoted(name)} is an old name of this field. `;
  const elsewhere =
    owner === known ? '' : `This is a field of ${owner.platform}; ${known.platform} has none of this name.`;
  return {
    kind: 'field',
    data: { platform: owner.platform, field: card },
    lines: (page) => print.printCard(card, page),
    ...(old + elsewhere === '' ? {} : { footer: (old + elsewhere).trim() }),
  };
}

function nothingFound({ query, known, minor, flags }: Question): Answered {
  const names = knownFields(known, minor).map(({ name }) => name);
  // Constants are written in capitals, and found by the same search.
  const constants = known.constants.map(({ name }) => name);
  const similar = similarNames(query, /^[A-Z0-9_]+$/.test(query) ? [...constants, ...names] : names);
  const elsewhere = otherPlatforms(known.platform).filter(
    (other) => searchFields(query, other, minor).length > 0,
  );
  const versions = minor === undefined ? [] : searchFields(query, known, undefined);
  const foreign = nameElsewhere(query, known);
  const hints = [
    ...(foreign === undefined
      ? []
      : [
          `this is a name of ${foreign.of}; here ${foreign.instead ?? `it is ${foreign.fields.join(' or ')}`}`,
        ]),
    ...(foreign === undefined && similar.length > 0 ? [`did you mean ${similar.join(', ')}?`] : []),
    ...(versions.length > 0
      ? [
          `other agents than ${agentName(minor ?? 0)} have ${print.someOf(
            versions.map(({ name }) => name),
            3,
          )}`,
        ]
      : []),
    ...elsewhere.map(({ platform }) => `there is something on ${platform}: add --os ${platform}`),
  ];
  const where = `${known.platform}${minor === undefined ? '' : ` ${agentName(minor)}`}${flags.event === undefined ? '' : `, ${flags.event}`}`;
  const refused = `no field matches ${print.quoted(query)} (${where})${hints.map((hint) => `\n  ${hint}`).join('')}`;
  return { refused };
}

function answerEventType({ known, minor }: Question, name: string): Answered {
  const type = known.eventTypes.find((each) => each.name === name);
  if (type === undefined) return { refused: unknownEventType(name, known) };
  if (minor !== undefined && known.at(minor).eventType(name) === undefined) {
    return {
      refused: `agent ${agentName(minor)} has no event type ${print.quoted(name)}: it came with ${agentName(type.since)}`,
    };
  }
  const fieldsOfType = fieldsOfEventType(type, known, minor);
  return {
    kind: 'event-type',
    data: fieldsOfType,
    lines: (page) => print.printEventTypeFields(fieldsOfType, page),
  };
}

function unknownEventType(name: string, known: Catalogue): string {
  const names = known.eventTypes.map((each) => each.name);
  const similar = similarNames(name, names, 3);
  const elsewhere = otherPlatforms(known.platform).find((other) =>
    other.eventTypes.some((each) => each.name === name),
  );
  const hint =
    elsewhere !== undefined
      ? `${elsewhere.platform} has it: add --os ${elsewhere.platform}`
      : similar.length > 0
        ? `did you mean ${similar.join(', ')}?`
        : `there are ${names.join(', ')}`;
  return `no event type ${print.quoted(name)} on ${known.platform}\n  ${hint}`;
}

function answerConstants({ known, minor }: Question, wanted: string): Answered {
  const groups = constantGroups(known, minor);
  const needle = wanted.trim().toLowerCase();
  const whole = groups.filter(({ group }) => group.toLowerCase() === needle);
  const partly = groups.filter(({ group }) => group.toLowerCase().includes(needle));
  const found = [
    () => whole,
    () => withConstants(groups, (name) => name.toLowerCase() === needle),
    () => partly,
    () => withConstants(groups, (name) => name.toLowerCase().includes(needle)),
  ]
    .map((find) => find())
    .find((each) => each.length > 0);
  if (needle === '' || needle === 'all') {
    return {
      kind: 'constants',
      data: { groups },
      lines: (page) => print.printGroups(groups, page),
      footer: `${count(groups.length, 'group')}.`,
    };
  }
  if (found === undefined) {
    const names = [...groups.map(({ group }) => group), ...known.constants.map(({ name }) => name)];
    const similar = similarNames(wanted, names);
    const hint =
      similar.length > 0 ? `did you mean ${similar.join(', ')}?` : 'all groups: secl fields --constants all';
    return { refused: `no constant and no group of constants matches ${print.quoted(wanted)}\n  ${hint}` };
  }
  return constantsAnswer(found);
}

function withConstants(
  groups: readonly ConstantGroup[],
  matches: (name: string) => boolean,
): readonly ConstantGroup[] {
  return groups
    .map((group) => ({ ...group, constants: group.constants.filter(({ name }) => matches(name)) }))
    .filter(({ constants }) => constants.length > 0);
}

function answerDiff({ known, flags }: Question, range: string): Answered {
  const [first = '', second, ...more] = range.split('..');
  if (second === undefined || more.length > 0) {
    return { refused: `--diff takes two agent versions: 7.60..7.68, not ${print.quoted(range)}` };
  }
  if (flags.agent !== undefined) return { refused: '--diff names its agents itself: leave --agent out' };
  const [from, to] = [readMinor(first, known), readMinor(second, known)];
  if (!from.ok) return { refused: from.message };
  if (!to.ok) return { refused: to.message };
  if (flags.event !== undefined && !known.eventTypes.some(({ name }) => name === flags.event)) {
    return { refused: unknownEventType(flags.event, known) };
  }
  const difference = differenceOf(known, from.minor, to.minor, flags.event);
  const estimated = Math.max(from.minor, to.minor) > known.lastExactMinor;
  return {
    kind: 'diff',
    data: { from: agentName(from.minor), to: agentName(to.minor), estimated, ...difference },
    lines: (page) => print.printDifference(difference, page),
    ...(estimated
      ? {
          footer: `Versions after ${agentName(known.lastExactMinor)} are estimates, most of all those with ~.`,
        }
      : {}),
  };
}

function otherPlatforms(platform: Platform): readonly Catalogue[] {
  return platform === 'linux' ? [catalogue('windows')] : [catalogue('linux')];
}
