/** Which agents the word of a target means: one version, a range of them, or any. */
import { type AgentVersion, catalogue, type Platform, parseAgentVersion, parseConstraint } from '@secl/model';
import { admitsAgents, newestAdmitted, type Target } from '@secl/policy';

export interface Agent {
  readonly facts: Pick<Target, 'agentVersion' | 'agentRange'>;
  /** As a target's name has it: `7.68`, `agent >= 7.50`. */
  readonly name: string;
  /** What a person should know about these agents. */
  readonly note: string | undefined;
}

export type DescribedAgent =
  | { readonly ok: true; readonly value: Agent }
  | { readonly ok: false; readonly message: string };

/** `text` as people write it; left out, it is the newest agent that the catalogue knows. */
export function describeAgent(text: string | undefined, platform: Platform): DescribedAgent {
  const { lastMinor } = catalogue(platform);
  if (text === undefined || text === 'latest')
    return oneAgent({ major: 7, minor: lastMinor, patch: 0, prerelease: '', build: '' }, undefined);
  if (text === 'unknown') return anyAgent({ agentVersion: undefined }, text, platform);
  const version = parseAgentVersion(text);
  if (version !== undefined) return knownAgent(text, version, platform);
  if (looksLikeRange.test(text)) return rangeOfAgents(text, platform);
  return refuse(
    `\`${text}\` is not an agent version: write it as 7.68 or 7.68.1, as a range such as ">= 7.50", or as unknown`,
  );
}

/** Operators of constraints, wildcards, and the blanks of `7.50 - 7.68`. */
const looksLikeRange = /[<>=~^!|*]|\.x\b|\s-\s/;

function knownAgent(text: string, version: AgentVersion, platform: Platform): DescribedAgent {
  const { firstMinor, lastMinor } = catalogue(platform);
  const range = knownAgents(platform);
  if (version.major !== 7 || version.minor < firstMinor)
    return refuse(`agent ${text} is not known: the agents here are ${range}`);
  const note =
    version.minor > lastMinor
      ? `agent ${text} is newer than the agents known here (${range}): taken to know what 7.${lastMinor} knows`
      : undefined;
  return oneAgent(version, note);
}

function oneAgent(agentVersion: AgentVersion, note: string | undefined): DescribedAgent {
  return { ok: true, value: { facts: { agentVersion }, name: short(agentVersion), note } };
}

function rangeOfAgents(text: string, platform: Platform): DescribedAgent {
  const parsed = parseConstraint(text);
  if (!parsed.ok)
    return refuse(`\`${text}\` is not a range of agent versions: write it as ">= 7.50" or "7.50 - 7.68"`);
  const facts = { agentVersion: undefined, agentRange: parsed.constraint };
  if (!admitsAgents({ platform, ...facts }))
    return refuse(`no agent known here is ${text}: they are ${knownAgents(platform)}`);
  return anyAgent(facts, text, platform);
}

function anyAgent(facts: Agent['facts'], text: string, platform: Platform): DescribedAgent {
  const newest = short(newestAdmitted({ platform, ...facts }));
  const which = text === 'unknown' ? `all agents from ${knownAgents(platform)}` : `all agents ${text}`;
  const note = `the agent version is open: rules are loaded that load on ${which}; they run as on ${newest}`;
  return { ok: true, value: { facts, name: `agent ${text}`, note } };
}

function knownAgents(platform: Platform): string {
  const { firstMinor, lastMinor } = catalogue(platform);
  return `7.${firstMinor} to 7.${lastMinor}`;
}

function short({ major, minor, patch, prerelease }: AgentVersion): string {
  return `${major}.${minor}${patch === 0 ? '' : `.${patch}`}${prerelease === '' ? '' : `-${prerelease}`}`;
}

function refuse(message: string): DescribedAgent {
  return { ok: false, message };
}
