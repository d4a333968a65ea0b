import type { Availability, Minor } from '@secl/model';

/** `agent 7.36 and newer`, `agents 7.36 to 7.50`; `~` stands before what is an estimate. */
export function agentsWith({ since, sinceMax, until, untilMin }: Availability): string {
  return range(since, until, since === sinceMax, until === null || until === untilMin);
}

export function agentsFrom(since: Minor, until: Minor | null, sure: boolean): string {
  return range(since, until, sure, true);
}

function range(since: Minor, until: Minor | null, sureSince: boolean, sureUntil: boolean): string {
  const from = `${sureSince ? '' : '~'}7.${since}`;
  return until === null ? `agent ${from} and newer` : `agents ${from} to ${sureUntil ? '' : '~'}7.${until}`;
}
