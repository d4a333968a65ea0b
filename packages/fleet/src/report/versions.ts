import { type AgentVersion, catalogue, compareAgentVersions, type Platform } from '@secl/model';
import { versionIn } from '../inventory/written-version.ts';
import type { Placed } from './placed.ts';
import type { AgentVersionInUse } from './report.ts';

/** How the group of agents is called whose version nobody says, or which cannot be read. */
export const unknownAgent = 'unknown';

export function newestAgent(platform: Platform): AgentVersion {
  return { major: 7, minor: catalogue(platform).lastMinor, patch: 0, prerelease: '', build: '' };
}

/** A candidate of a release counts as that release. */
export function isOutdated(version: AgentVersion, oldest: AgentVersion): boolean {
  return compareAgentVersions({ ...version, prerelease: '' }, oldest) < 0;
}

/** The versions of the fleet against the releases that are known, newest first; what cannot be read comes last. */
export function versionsInUse(placed: readonly Placed[], oldest: AgentVersion): readonly AgentVersionInUse[] {
  const found = new Map<string, { hosts: number; tasks: number }>();
  for (const { member } of placed) {
    const text = member.facts.agent?.value;
    if (text === undefined || text === 'none') continue;
    const counts = found.get(text) ?? { hosts: 0, tasks: 0 };
    counts[member.kind === 'host' ? 'hosts' : 'tasks']++;
    found.set(text, counts);
  }
  const newest = newestAgent('linux');
  return [...found]
    .map(([version, counts]) => ({ version, counts, parsed: versionIn(version) }))
    .sort((a, b) => order(b.parsed, a.parsed) || (a.version < b.version ? -1 : 1))
    .map(({ version, counts, parsed }) => {
      const isSeven = parsed?.major === 7;
      return {
        version,
        ...counts,
        behind: isSeven ? Math.max(0, newest.minor - parsed.minor) : null,
        outdated: parsed !== undefined && isOutdated(parsed, oldest),
        readable: parsed !== undefined,
        newer: parsed !== undefined && (parsed.major > 7 || (isSeven && parsed.minor > newest.minor)),
      };
    });
}

function order(a: AgentVersion | undefined, b: AgentVersion | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  return compareAgentVersions(a, b);
}
