/**
 * What would become of the rules on the same host with the newest agent. It says whether a rule is meant for such hosts at
 * all, which an old agent that does not know its filters cannot say, and whether an upgrade is a way out.
 */
import { accepts, catalogue, parseConstraint } from '@secl/model';
import { minorOf, type RuleState, type Target } from '@secl/policy';
import { newestAgent } from '../report/versions.ts';

/**
 * Sets of policies whose rules are remembered at a time. A fleet with a thousand policies sends nearly every host another
 * set; those of before are loaded again where they are asked for again.
 */
const kept = 500;

export type StateOf = (key: string) => RuleState | undefined;

/** Loads for the newest agent when a rule asks for the first time, and once for hosts that cannot differ then. */
export class Newest {
  readonly #known = new Map<string, StateOf>();

  /** `files` tells different sets of policies apart. */
  of(target: Target, files: string, loaded: (target: Target) => StateOf): StateOf {
    return (ruleKey) => {
      const { platform, origin, disabledEventTypes = [], host } = target;
      const key = JSON.stringify([platform, origin, [...disabledEventTypes], [...host].map(String), files]);
      const known = this.#known.get(key) ?? loaded({ ...target, agentVersion: newestAgent(platform) });
      // The one that was asked for last goes last.
      this.#known.delete(key);
      this.#known.set(key, known);
      for (const [oldest] of this.#known) {
        if (this.#known.size <= kept) break;
        this.#known.delete(oldest);
      }
      return known(ruleKey);
    };
  }
}

/**
 * Whether a rule is meant for a host: not where its own filters keep it from the newest agent there, and not on agents that
 * are newer than all that its `agent_version` takes.
 */
export function isMeant(state: RuleState, newest: () => RuleState | undefined, target: Target): boolean {
  if (state.status === 'loaded') return true;
  if (state.status === 'filtered' && state.by !== 'agent_version') return false;
  const later = newest();
  if (later?.status === 'filtered' && later.by !== 'agent_version') return false;
  return state.status !== 'filtered' || firstTaken(state.text, target) !== undefined;
}

/** The oldest minor, not older than the host's, that a constraint takes. */
export function firstTaken(constraint: string, { platform, agentVersion }: Target): number | undefined {
  const parsed = parseConstraint(constraint);
  if (!parsed.ok) return undefined;
  const { firstMinor, lastMinor } = catalogue(platform);
  const own = agentVersion === undefined ? firstMinor : minorOf({ agentVersion });
  for (let minor = Math.max(own, firstMinor); minor <= lastMinor; minor++)
    for (const patch of patches)
      if (accepts(parsed.constraint, { major: 7, minor, patch, prerelease: '', build: '' })) return minor;
  return undefined;
}

/** The first release of a minor, and one after all that there are. */
const patches = [0, 99] as const;
