/** Event types have a page each, which editors open like a file that cannot be changed. */
import { type Catalogue, catalogue, type Facts, type Field, type Platform } from '@secl/model';
import { eventTypeOf } from '../completion/fields.ts';
import { parsedOf } from '../view/slots.ts';
import type { Item } from '../workspace/set-snapshot.ts';
import { typeWords } from './field.ts';
import { code } from './markdown.ts';
import { agentsFrom, agentsWith } from './versions.ts';

/** What addresses of pages begin with. */
export const pageScheme = 'secl';

export function eventPageUri(platform: Platform, event: string): string {
  return `${pageScheme}:/${platform}/events/${event}.md`;
}

/** The page at an address, as Markdown; undefined where there is none. */
export function pageAt(uri: string): string | undefined {
  const match = /^secl:\/+(linux|windows)\/events\/([a-z_]+)\.md$/.exec(uri);
  const [, platform, event] = match ?? [];
  if (platform !== 'linux' && platform !== 'windows') return undefined;
  return eventPage(catalogue(platform), event ?? '');
}

function eventPage(whole: Catalogue, name: string): string | undefined {
  const event = whole.eventTypes.find((each) => each.name === name);
  if (event === undefined) return undefined;
  const fields = whole.fieldNames.flatMap((each) => whole.field(each) ?? []);
  const own = fields.filter((field) => field.event === name);
  const also = fields.filter((field) => field.restrictedTo?.includes(name));
  return [
    `# ${name}`,
    '',
    whole.describeEventType(name),
    '',
    `- ${agentsFrom(event.since, event.until, event.sure)}`,
    `- ${event.category}${event.experimental ? ', experimental' : ''}`,
    '',
    ...table('Fields', own, whole),
    ...table('Fields that a few event types share', also, whole),
    'Rules on it can ask for all fields of the process as well, of its container and its ancestors.',
    '',
  ].join('\n');
}

/** Descriptions are our own data, so they stand as they are: people read pages as plain text, too. */
function table(title: string, fields: readonly Field[], whole: Catalogue): readonly string[] {
  if (fields.length === 0) return [];
  return [
    `## ${title}`,
    '',
    '| field | type | what | agents |',
    '| --- | --- | --- | --- |',
    ...fields.map(
      (field) =>
        `| ${code(field.name)} | ${typeWords(field)} | ${whole.describe(field.name)} | ${agentsWith(field)} |`,
    ),
    '',
  ];
}

/** The event type that the fields of a rule give it. */
export function eventTypeOfItem({ kind, definition }: Item, facts: Facts): string | undefined {
  const { expression } = definition;
  if (kind !== 'rule' || expression === undefined) return undefined;
  return eventTypeOf(parsedOf({ role: 'rule', text: expression }).tree.root, facts, -1);
}

/** An event type in a few lines; undefined where there is none of this name. */
export function eventTypeCard(platform: Platform, name: string): string | undefined {
  const whole = catalogue(platform);
  const event = whole.eventTypes.find((each) => each.name === name);
  if (event === undefined) return undefined;
  return [
    `**${code(name)}** · event type`,
    '',
    whole.describeEventType(name),
    '',
    `- ${agentsFrom(event.since, event.until, event.sure)}`,
    `- ${event.category}${event.experimental ? ', experimental' : ''}`,
  ].join('\n');
}
