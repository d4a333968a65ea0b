import { type AgentVersion, accepts, catalogue, type Platform, parseConstraint } from '@secl/model';

/**
 * The newest agent of the catalogue that a constraint admits, with the latest patch that the constraint can mean;
 * undefined where it admits none, or is none.
 */
export function newestAdmitted(constraint: string | undefined, platform: Platform): AgentVersion | undefined {
  const { firstMinor, lastMinor } = catalogue(platform);
  const parsed = constraint === undefined ? undefined : parseConstraint(constraint);
  if (parsed?.ok === false) return undefined;
  for (let minor = lastMinor; minor >= firstMinor; minor--) {
    for (const patch of [0, latestPatch]) {
      const version: AgentVersion = { major: 7, minor, patch, prerelease: '', build: '' };
      if (parsed === undefined || accepts(parsed.constraint, version)) return version;
    }
  }
  return undefined;
}

/** Beyond every patch that was released. */
const latestPatch = 99;
