import type { Catalogue, Constant } from '@secl/model';
import { forMarkdown } from '@secl/text';
import { code } from './markdown.ts';
import { agentsFrom } from './versions.ts';

export function constantCard(constant: Constant, whole: Catalogue): string {
  const { name, groups, since, until, sure } = constant;
  const lines = groups.map(
    (group) => `- ${forMarkdown(group)}: ${forMarkdown(whole.describeConstantGroup(group))}`,
  );
  return [
    `**${code(name)}** · ${code(valueWords(constant))}`,
    '',
    ...lines,
    `- ${agentsFrom(since, until, sure)}`,
  ].join('\n');
}

/** `= 64 (0x40)` for what has a bit to see. */
export function valueWords({ value }: Constant): string {
  if (value === null) return 'value not known';
  if (typeof value === 'object') return value.join(', ');
  const shown = `= ${String(value)}`;
  return (typeof value === 'number' || typeof value === 'bigint') && value > 9
    ? `${shown} (0x${value.toString(16)})`
    : shown;
}
