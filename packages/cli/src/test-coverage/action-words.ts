import type { ActionCoverage } from '@secl/testing';
import { count } from '../report/markdown.ts';

/** What a condition of an action is: "whether `kill` is done". Plain text with code between backticks. */
export function actionTitle({ action, role }: Pick<ActionCoverage, 'action' | 'role'>): string {
  return role === 'filter' ? `whether \`${action}\` is done` : `what \`${action}\` stores`;
}

/** On how many matches of its rule it was asked, and how it came out. */
export function actionMet({ events, matches }: Pick<ActionCoverage, 'events' | 'matches'>): string {
  if (events === 0) return 'no match of its rule';
  return `${count(events, 'match', 'matches')}, true on ${matches}`;
}
