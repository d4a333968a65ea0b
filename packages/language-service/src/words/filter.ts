/** What `filters` of rules and macros may ask: facts about the host, which are no fields of events. */
import { filterFields, type Platform } from '@secl/model';
import { code } from './markdown.ts';
import { agentsFrom } from './versions.ts';

export function filterCard(name: string, platform: Platform): string | undefined {
  const field = filterFields(platform).get(name);
  if (field === undefined) return undefined;
  const { type, array, since, until } = field;
  const shape = { string: 'string', int: 'integer', bool: 'truth value', ip: 'IP address' }[type];
  return [
    `**${code(name)}** · ${array ? `list of ${shape}s` : shape}`,
    '',
    'A fact about the host and its agent: one of the filters has to hold for a host to take the rule.',
    '',
    `- ${agentsFrom(since, until, true)}`,
  ].join('\n');
}
