/** A layer for the ATT&CK Navigator: techniques coloured by the share of a group on which one of their rules is live. */

import { shareOf } from '../report/counting.ts';
import type { FleetReport, Group } from '../report/report.ts';
import { layerOf, type NavigatorLayer } from './layer.ts';

/** Without a group it is about the whole fleet. Scores are percents. */
export function navigatorLayer(report: FleetReport, group?: Group, name = 'whole fleet'): NavigatorLayer {
  const title = group === undefined ? name : `${group.kind} ${group.name}`;
  return layerOf({
    name: `Rules that are live: ${title}`,
    description: `Share of ${group === undefined ? 'all' : 'its'} hosts and tasks on which at least one rule of the technique is live`,
    techniques: report.attack.techniques.map(({ id, rules, members, share }) => {
      const here = group === undefined ? share : shareIn(report, group, rules);
      const live = group === undefined ? members : Math.round(here * (group.hosts + group.tasks));
      const names = rules.map((rule) => report.rules[rule]?.id ?? '').join(', ');
      return {
        id,
        score: Math.round(here * 1000) / 10,
        comment: `${live} of ${group === undefined ? report.hosts.length + report.tasks.length : group.hosts + group.tasks}: ${names}`,
      };
    }),
    gradient: { colors: ['#d55e00', '#f0e442', '#009e73'], minValue: 0, maxValue: 100 },
    legend: [
      { label: 'no rule is live', color: '#d55e00' },
      { label: 'live everywhere', color: '#009e73' },
    ],
  });
}

function shareIn({ profiles, outcomes }: FleetReport, group: Group, rules: readonly number[]): number {
  let live = 0;
  for (const [number, members] of group.profiles) {
    const own = profiles[number]?.outcomes ?? [];
    if (rules.some((rule) => outcomes[own[rule] ?? -1]?.status === 'live')) live += members;
  }
  return shareOf(live, group.hosts + group.tasks);
}
