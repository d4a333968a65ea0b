import type { Match } from '@secl/engine';
import type { RuleSet } from '@secl/policy';
import type { Occurrence } from './report.ts';

/** What an agent said that a rule matched, and what the same rule did here with the agent's events. */
export interface AgentSaid {
  readonly rule: string;
  /** Whether these policies have such a rule, and it is loaded. */
  readonly loaded: boolean;
  /** Events that the agent sent for it. */
  readonly events: number;
  /** Of these: it matched here as well. */
  readonly matched: number;
  /** An agent's event does not hold everything that the agent looked at. */
  readonly undecided: number;
  /** It did not match here. */
  readonly silent: number;
  /** What would decide the undecided ones, sorted. */
  readonly needs: readonly string[];
  /** The first event that it did not match here, else the first undecided one. */
  readonly first: Occurrence | undefined;
}

interface Counted {
  events: number;
  matched: number;
  undecided: number;
  silent: number;
  readonly needs: Set<string>;
  firstSilent: Occurrence | undefined;
  firstUndecided: Occurrence | undefined;
}

/** Counts in constant memory, but for the ids of rules. */
export class AgentRecord {
  private readonly rules = new Map<string, Counted>();

  add(rule: string, here: Match['verdict'] | false, at: Occurrence): void {
    let counted = this.rules.get(rule);
    if (counted === undefined) {
      if (this.rules.size >= MOST_RULES) return;
      counted = {
        events: 0,
        matched: 0,
        undecided: 0,
        silent: 0,
        needs: new Set(),
        firstSilent: undefined,
        firstUndecided: undefined,
      };
      this.rules.set(rule, counted);
    }
    counted.events++;
    if (here === true) counted.matched++;
    else if (here === false) {
      counted.silent++;
      counted.firstSilent ??= at;
    } else {
      counted.undecided++;
      counted.firstUndecided ??= at;
      for (const need of here.needs) counted.needs.add(need);
    }
  }

  summaries({ rules }: RuleSet): readonly AgentSaid[] {
    const loaded = new Set(rules.map(({ id }) => id));
    return [...this.rules]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, { needs, firstSilent, firstUndecided, ...counts }]) => ({
        rule,
        loaded: loaded.has(rule),
        ...counts,
        needs: [...needs].sort(),
        first: firstSilent ?? firstUndecided,
      }));
  }
}

/** No rule set has as many; a recording that makes up ids must not fill the memory. */
const MOST_RULES = 100_000;
