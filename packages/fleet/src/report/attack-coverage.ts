import { attack } from '@secl/model';
import type { AttackCoverage, CoveredTactic, CoveredTechnique } from './attack.ts';
import { shareOf } from './counting.ts';
import type { JudgedProfile } from './placed.ts';
import type { Outcome, ReportedRule } from './report.ts';

export function attackCoverage(
  rules: readonly ReportedRule[],
  profiles: readonly JudgedProfile[],
  outcomes: readonly Outcome[],
  all: number,
): AttackCoverage {
  const table = attack();
  const membersOf = (own: readonly number[]): number => {
    let members = 0;
    for (const profile of profiles)
      if (own.some((rule) => outcomes[profile.outcomes[rule] ?? -1]?.status === 'live'))
        members += profile.hosts + profile.tasks;
    return members;
  };
  const named = new Map<string, number[]>();
  for (const [index, { techniques }] of rules.entries())
    for (const id of techniques) named.set(id, [...(named.get(id) ?? []), index]);
  const techniques = [...named]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]): CoveredTechnique => {
      const members = membersOf(own);
      const known = table.techniques.get(id);
      return {
        id,
        name: known?.name ?? '',
        tactics: known?.tactics ?? [],
        rules: own,
        members,
        share: shareOf(members, all),
      };
    });
  const tactics = [...table.tactics].map(([id, name]): CoveredTactic => {
    const own = rules.flatMap((rule, index) => (isOfTactic(rule, id) ? [index] : []));
    const members = membersOf(own);
    return { id, name, rules: own, members, share: shareOf(members, all) };
  });
  // A technique counts as named where one of its sub-techniques is.
  const covered = new Set([...named.keys()].flatMap((id) => [id, id.replace(/\..*/, '')]));
  const holes = [...table.techniques.keys()].filter((id) => !id.includes('.') && !covered.has(id));
  return { tactics, techniques, holes };
}

function isOfTactic({ tactics, techniques }: ReportedRule, id: string): boolean {
  if (tactics.length > 0) return tactics.includes(id);
  return techniques.some((technique) => attack().techniques.get(technique)?.tactics.includes(id) === true);
}
