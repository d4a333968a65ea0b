import { type Availability, type Catalogue, type Minor, parseAgentVersion } from '@secl/model';

/** The first agent that has something. `agent` below `latest`: an estimate, it came with one of those between. */
export interface Since {
  readonly agent: string;
  readonly latest: string;
  readonly sure: boolean;
}

/** The last agent that has something. `earliest` below `agent`: an estimate. */
export interface Until {
  readonly agent: string;
  readonly earliest: string;
  readonly sure: boolean;
}

export interface Versions {
  readonly since: Since;
  readonly until: Until | null;
}

export function agentName(minor: Minor): string {
  return `7.${minor}`;
}

export function versionsOf({ since, sinceMax, until, untilMin }: Availability): Versions {
  return {
    since: { agent: agentName(since), latest: agentName(sinceMax), sure: since === sinceMax },
    until:
      until === null
        ? null
        : {
            agent: agentName(until),
            earliest: agentName(untilMin ?? until),
            sure: until === (untilMin ?? until),
          },
  };
}

/** Of event types and constants, of which one flag says whether their first version is exact. */
export function plainVersions(thing: {
  readonly since: Minor;
  readonly until: Minor | null;
  readonly sure: boolean;
}): Versions {
  const { since, until, sure } = thing;
  return {
    since: { agent: agentName(since), latest: agentName(since), sure },
    until: until === null ? null : { agent: agentName(until), earliest: agentName(until), sure: true },
  };
}

/** `7.36`, `~7.72`, `7.36-7.50`. */
export function shortVersions({ since, until }: Versions): string {
  const from = `${since.sure ? '' : '~'}${since.agent}`;
  return until === null ? from : `${from}-${until.sure ? '' : '~'}${until.agent}`;
}

/** `7.36 and newer`, `from 7.72 to 7.75 on, and newer`. */
export function longVersions({ since, until }: Versions): string {
  const from = since.agent === since.latest ? since.agent : `one of ${since.agent} to ${since.latest}`;
  const estimate = since.sure && until?.sure !== false ? '' : ' (an estimate)';
  if (until === null) return `${from} and newer${estimate}`;
  if (since.agent === until.agent) return `${from} only${estimate}`;
  return `${from} to ${until.sure ? until.agent : `one of ${until.earliest} to ${until.agent}`}${estimate}`;
}

export type ReadMinor =
  | { readonly ok: true; readonly minor: Minor }
  | { readonly ok: false; readonly message: string };

/** The minor of `7.57`, `7.57.1`, `v7.57`; agents that the catalogue does not know are refused. */
export function readMinor(text: string, catalogue: Catalogue): ReadMinor {
  const version = parseAgentVersion(text);
  if (version === undefined) {
    return { ok: false, message: `\`${text}\` is not an agent version: write it as 7.68 or 7.68.1` };
  }
  const { firstMinor, lastMinor, platform } = catalogue;
  if (version.major !== 7 || version.minor < firstMinor || version.minor > lastMinor) {
    const known = `${agentName(firstMinor)} to ${agentName(lastMinor)}`;
    return { ok: false, message: `agent ${text} is not known here: on ${platform} there are ${known}` };
  }
  return { ok: true, minor: version.minor };
}
