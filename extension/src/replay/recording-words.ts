import type { EventPage, ReplayNews } from '@secl/language-server';
import { counted, grouped } from './count-words.ts';
import { visible } from './value-words.ts';

/** What stands above the rules about the chosen recording. */
export function recordingWords({
  recording,
  state,
  message,
  events,
  skipped,
  unit = 'line',
}: ReplayNews): string {
  if (recording === null) return '';
  switch (state) {
    case 'none':
      return '';
    case 'running':
      return 'Replaying …';
    case 'failed':
      return unlinked(`This cannot be replayed: ${message ?? 'it cannot be read'}`);
    case 'done': {
      const lost = skipped === 0 ? '' : `, ${counted(skipped, unit)} could not be read`;
      return unlinked(`${counted(events, 'event')}${lost}${message === undefined ? '' : ` (${message})`}`);
    }
  }
}

/** What is asked of the list of events. */
export interface Asked {
  readonly filter: string;
  readonly matched: boolean;
}

/** What the list of events holds, beside its title. */
export function listWords({ total, listed }: EventPage, events: number, { filter, matched }: Asked): string {
  if (listed < events && total === listed) return `the first ${grouped(total)} of ${grouped(events)}`;
  const parts = [
    grouped(total),
    ...(matched ? [total === 1 ? 'that triggers a rule' : 'that trigger rules'] : []),
    ...(filter === '' ? [] : [`“${visible(filter)}”`]),
    ...(listed < events ? [`in the first ${grouped(listed)} events`] : []),
  ];
  return parts.join(' ');
}

/** VS Code takes `[text](address)` in the message of a view for a link; what a file holds makes none. */
function unlinked(message: string): string {
  return visible(message).replaceAll('](', '] (');
}
