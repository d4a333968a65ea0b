import { forTerminal } from '@secl/text';
import type { Page } from '../commands/fields-layout.ts';

const most = 20;

/** Rules of which there is no more to say, below what is wrong with them: a few by name, the others counted. */
export function rulesByName(title: string, ids: readonly string[], { paint }: Page): string {
  if (ids.length === 0) return '';
  const shown = ids.slice(0, most).map((id) => `  ${paint.name(forTerminal(id))}\n`);
  const more = ids.length > most ? `  ${paint.faint(`… ${ids.length - most} more`)}\n` : '';
  return `${paint.bad(paint.strong(title))}\n${shown.join('')}${more}`;
}
