import { type Catalogue, minorsAccepted, parseConstraint } from '@secl/model';
import { forMarkdown } from '@secl/text';
import { code } from './markdown.ts';

/** The agents that an `agent_version` admits, of those that are known. */
export function constraintCard(text: string, { firstMinor, lastMinor }: Catalogue): string {
  const parsed = parseConstraint(text);
  if (!parsed.ok) return forMarkdown(parsed.error);
  const minors = minorsAccepted(parsed.constraint, { first: firstMinor, last: lastMinor });
  const ranges: { first: number; last: number }[] = [];
  for (const { minor } of minors) {
    const last = ranges.at(-1);
    if (last !== undefined && last.last === minor - 1) last.last = minor;
    else ranges.push({ first: minor, last: minor });
  }
  const words = ranges.map(({ first, last }) => (first === last ? `7.${first}` : `7.${first} to 7.${last}`));
  const some = minors.filter(({ patches }) => patches === 'some').map(({ minor }) => `7.${minor}`);
  const known = `of the agents 7.${firstMinor} to 7.${lastMinor}`;
  return [
    `**${code(text)}** admits ${words.length === 0 ? 'none' : words.join(', ')} ${known}`,
    ...(some.length === 0 ? [] : ['', `Of ${some.join(', ')} only some patch releases.`]),
  ].join('\n');
}
