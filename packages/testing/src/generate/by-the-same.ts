import type { RecordValue } from '@secl/events';
import type { Draft } from './draft.ts';

/** Events of which the process is what they are about. */
const ownProcess: readonly string[] = ['exec', 'fork', 'exit'];
const programs = ['file.path', 'file.name'] as const;

/**
 * The event by the process of the one before, which has set a variable of it: a reader sees whose it is, and need not know
 * that processes of which nothing is said are one. Undefined where the event says another, or nobody is said before.
 */
export function byTheSame(draft: Draft, before: Draft): Draft | undefined {
  const isSaid = Object.keys(draft.values).some((name) => name.startsWith('process.file.'));
  if (isSaid || ownProcess.includes(draft.type) || draft.ancestors.length > 0) return undefined;
  const roots = ownProcess.includes(before.type) ? [before.type, 'process'] : ['process'];
  const own: Record<string, RecordValue> = {};
  for (const root of roots) {
    for (const key of programs) {
      const value = before.values[`${root}.${key}`];
      if (value !== undefined) own[`process.${key}`] ??= value;
    }
  }
  if (Object.keys(own).length === 0) return undefined;
  const parents = Object.entries(before.values).filter(([name]) => name.startsWith('process.parent.'));
  const values = { ...Object.fromEntries(parents), ...own, ...draft.values };
  return { ...draft, values, ancestors: before.ancestors };
}
