/** What is said of several rules with one cause: why, and the way out of all of them. */
import type { FleetReport, Outcome } from '@secl/fleet';
import { compareAgentVersions, parseAgentVersion } from '@secl/model';
import { type Cause, helps, withoutId } from './causes.ts';

export interface CauseWords {
  readonly why: string;
  readonly fix: string;
}

export function causeWords(report: FleetReport, cause: Cause): CauseWords {
  const { outcome } = cause;
  switch (outcome.status) {
    case 'rejected':
      return rejectedWords(report, cause);
    case 'silent':
      return { why: withoutId(outcome.why), fix: outcome.fix.replaceAll(/\bit\b/g, 'them') };
    case 'undecided':
      return { why: outcome.why.replace(/^it depends/, 'they depend'), fix: outcome.fix };
    default:
      return filteredWords(cause);
  }
}

function filteredWords({ outcome, rules }: Cause): CauseWords {
  const needed = versionsOf(rules);
  if (needed.length === 0) return { why: outcome.why.replace(/^its/, 'their'), fix: outcome.fix };
  return {
    why: 'their `agent_version` does not take agents this old',
    fix: `${upgradeTo(needed)}; or add rules for older agents`,
  };
}

function rejectedWords(report: FleetReport, { outcome, rules, profiles }: Cause): CauseWords {
  if (outcome.cause === 'other_platform') {
    const [here, there, os] = [...profiles].some((index) => report.profiles[index]?.platform === 'windows')
      ? ['Windows', 'Linux', 'linux']
      : ['Linux', 'Windows', 'windows'];
    return {
      why: `they are for ${there}: what they ask for does not exist on ${here}`,
      fix:
        outcome.code === 'policy/filter'
          ? 'put them into a policy of their own, and keep that from there by host tags'
          : `keep them from there with \`filters: ['os == "${os}"']\`, or their policy by host tags`,
    };
  }
  const needed = versionsOf(rules);
  const newest = needed.at(-1);
  const keep = `keep older agents from them with \`agent_version${newest === undefined ? '' : `: ">= ${newest}"`}\``;
  if (!outcome.meant)
    return { why: 'they are not meant for such hosts, and agents this old do not see that', fix: keep };
  if (!helps(outcome))
    return {
      why: 'they ask for what agents this old do not have, and newest agents do not run them either',
      fix: keep,
    };
  return {
    why: 'they ask for what agents this old do not have',
    fix: `${upgradeTo(needed)}; or keep older agents from them with \`agent_version\``,
  };
}

/** To what all need, and how far most of them come with less. */
function upgradeTo(needed: readonly string[]): string {
  const newest = needed.at(-1);
  const half = needed[Math.ceil(needed.length / 2) - 1];
  const most = needed.filter((version) => version === half || isBefore(version, half)).length;
  const less = half === newest ? '' : ` (${half} is enough for ${most} of ${needed.length})`;
  return `upgrade to agent ${newest} or newer${less}`;
}

/** The oldest agents that have what rules ask for, oldest first, one a rule. */
function versionsOf(rules: Cause['rules']): readonly string[] {
  return rules
    .flatMap(({ reason }) => reason.outcome.since ?? [])
    .sort((a, b) => (isBefore(a, b) ? -1 : a === b ? 0 : 1));
}

function isBefore(a: string, b: string | undefined): boolean {
  const [first, second] = [parseAgentVersion(a), parseAgentVersion(b ?? '')];
  return first !== undefined && second !== undefined && compareAgentVersions(first, second) < 0;
}

/** What a rule asks for in vain, in few words. */
export function wantedBy({ excerpt, since, why }: Outcome): string {
  if (excerpt === null || excerpt.length > 40) return since === null ? why : `since ${since}`;
  return since === null ? excerpt : `${excerpt} since ${since}`;
}
