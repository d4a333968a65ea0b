/** The version of an agent as package managers, installers and `agent version` write it. */
import { type AgentVersion, parseAgentVersion } from '@secl/model';

/** `Agent 7.60.0 - Commit: 1a2b3c - …`; the epoch of Debian's packages. */
const before = /^(?:datadog[ -])?(?:agent[ :/]+)?(?:\d+:)?(?=v?\d)/i;
/** The revision of a package: `-1`, `-1.x86_64`; the fourth number of Windows installers. */
const behind = /(?:-\d{1,3}(?:\.[a-z]\w*)*|(?<=^v?\d+\.\d+\.\d+)\.\d+)$/;

/** Nothing where the text names none; a major version alone does not: agents differ by their minor one. */
export function versionIn(text: string): AgentVersion | undefined {
  return /^v?\d+\.\d/.test(text) ? parseAgentVersion(text) : undefined;
}

/** What `versionIn` reads where the text holds a version, else the text. */
export function writtenVersion(text: string): string {
  const [first = ''] = text.trim().split(/ [-(]/);
  const bare = first.replace(before, '').replace('~', '-').replace(behind, '');
  return versionIn(bare) === undefined ? text : bare.replace(/^v/, '');
}
