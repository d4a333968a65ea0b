/** A name that a rule asks for and an agent does not have: not yet, not any more, or only on the other platform. */
import { type Catalogue, catalogue, type Platform } from '@secl/model';
import type { Target } from '@secl/policy';
import { minorOf } from '@secl/policy';
import type { OutcomeCause } from '../report/report.ts';

export interface Missing {
  readonly cause: OutcomeCause;
  readonly why: string;
  readonly fix: string;
  /** The oldest agent that has it, where the host's is older. */
  readonly since: string | null;
}

interface Span {
  readonly since: number;
  readonly until: number | null;
}

const titles: Readonly<Record<Platform, string>> = { linux: 'Linux', windows: 'Windows' };

/** Nothing where no agent of any platform has ever had such a name. */
export function missingThere(name: string, target: Target, upgradeHelps: boolean): Missing | undefined {
  const { platform, agentVersion } = target;
  const span = spanOf(name, catalogue(platform));
  if (span === undefined) return onOtherPlatform(name, platform);
  const minor = agentVersion === undefined ? undefined : minorOf({ agentVersion });
  const { since, until } = span;
  if (minor !== undefined && minor < since) {
    const isGone = until !== null;
    const words =
      until === null ? `it exists since 7.${since}` : `only agents ${minors(since, until)} have it`;
    return {
      cause: 'newer_agent',
      why: `\`${name}\` does not exist there: ${words}`,
      fix: isGone ? 'ask for something that newer agents know as well' : fromAgent(since, upgradeHelps),
      since: isGone ? null : `7.${since}`,
    };
  }
  if (until === null || (minor !== undefined && minor <= until)) {
    return {
      cause: 'removed',
      why: `\`${name}\` does not exist on ${minor === undefined ? 'the agents there' : `agent 7.${minor}`}`,
      fix: '',
      since: null,
    };
  }
  return {
    cause: 'removed',
    why: `\`${name}\` does not exist there any more: only agents ${minors(since, until)} have it`,
    fix: `ask for something else, or keep newer agents from the rule with \`agent_version: "< 7.${until + 1}"\``,
    since: null,
  };
}

/** The ways out where an agent is older than what a rule asks for. */
export function fromAgent(minor: number, upgradeHelps: boolean): string {
  const keep = `keep older agents from it with \`agent_version: ">= 7.${minor}"\``;
  return upgradeHelps ? `upgrade to agent 7.${minor} or newer, or ${keep}` : keep;
}

function onOtherPlatform(name: string, platform: Platform): Missing | undefined {
  const other = platform === 'linux' ? 'windows' : 'linux';
  if (spanOf(name, catalogue(other)) === undefined) return undefined;
  return {
    cause: 'other_platform',
    why: `\`${name}\` exists on ${titles[other]} only, not on ${titles[platform]}`,
    fix: `keep the rule from there with \`filters: ['os == "${other}"']\`, or its policy by host tags`,
    since: null,
  };
}

const register = /^(.*)\[[^\]]+\](.*)$/;

/** Fields, names of old, constants, and prefixes that stand for several fields. */
function spanOf(written: string, { field, legacy, constants, rewrites }: Catalogue): Span | undefined {
  const name = written.replace(register, '$1$2');
  return (
    field(name) ??
    legacy(name) ??
    rewrites.find(({ prefix }) => name.startsWith(prefix)) ??
    constants.find((each) => each.name === name)
  );
}

function minors(since: number, until: number): string {
  return since === until ? `7.${since}` : `7.${since} to 7.${until}`;
}
