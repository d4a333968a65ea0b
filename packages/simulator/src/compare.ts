import type { ReplayReport, RuleSummary } from './report.ts';

/** How a rule differs between two rule sets on the same recordings. */
export interface Difference {
  readonly id: string;
  readonly before:
    | (Pick<RuleSummary, 'outcome' | 'matches' | 'undecided'> & { readonly status: string })
    | undefined;
  readonly after:
    | (Pick<RuleSummary, 'outcome' | 'matches' | 'undecided'> & { readonly status: string })
    | undefined;
}

export interface Comparison {
  readonly schemaVersion: 1;
  /** Rules that are new, gone, or have another outcome or count; by id. */
  readonly differences: readonly Difference[];
  readonly unchanged: number;
}

export function compareReports(before: ReplayReport, after: ReplayReport): Comparison {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const now = new Map(after.rules.map((rule) => [rule.id, rule]));
  const ids = [...new Set([...old.keys(), ...now.keys()])].sort();
  const differences = ids
    .map((id): Difference => ({ id, before: side(old.get(id)), after: side(now.get(id)) }))
    .filter(
      ({ before: a, after: b }) =>
        a?.outcome !== b?.outcome ||
        a?.matches !== b?.matches ||
        a?.status !== b?.status ||
        a?.undecided !== b?.undecided,
    );
  return { schemaVersion: 1, differences, unchanged: ids.length - differences.length };
}

function side(rule: RuleSummary | undefined): Difference['before'] {
  return (
    rule && {
      outcome: rule.outcome,
      matches: rule.matches,
      undecided: rule.undecided,
      status: rule.state.status,
    }
  );
}
