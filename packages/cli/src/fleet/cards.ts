/** All about one rule, and all about one host or task. */
import {
  type FleetReport,
  type Group,
  type Outcome,
  type Place,
  type ReportedHost,
  type ReportedRule,
  type ReportedTask,
  stateName,
} from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { count } from '../report/markdown.ts';
import { type Column, table } from '../report/table.ts';
import { liveOn, outcomeStyle, reasonLines } from './dead-rules.ts';
import { mainGroups, membersOutside, outsideGroups } from './honeycomb.ts';
import { type Looks, number, paintOf } from './looks.ts';
import { ruleSource, type SourceOf } from './rule-source.ts';
import { styleOf, wordsOf } from './statuses.ts';
import { reasonGroups } from './where.ts';

/** The rule is there: that was asked before. */
export function prettyRule(report: FleetReport, id: string, sourceOf: SourceOf, looks: Looks): string {
  const paint = paintOf(looks);
  const rule = report.rules.find((each) => each.id === id);
  if (rule === undefined) return '';
  const { file, line, column } = rule.place;
  const lines = [
    `${paint.strong(forTerminal(rule.id))}  ${liveOn(rule)}${rule.expected === 0 ? '' : ` of ${number(rule.expected)}`}`,
    ...(rule.description === '' ? [] : [forTerminal(rule.description)]),
    paint.faint(forTerminal(`${file}:${line}:${column}`)),
    ...ruleSource(rule, wrongPlaces(report, rule), sourceOf, looks),
    '',
    ...reasonLines(report, rule, { ...looks, all: true }),
    ...idleLines(report, rule),
    '',
  ];
  return `${lines.map((each) => `${each}\n`).join('')}${groupTable(report, rule, looks)}`;
}

/** Where in its expression some agents find something wrong. */
function wrongPlaces(report: FleetReport, rule: ReportedRule): readonly Place[] {
  return reasonGroups(report, rule).flatMap(({ outcome: { status, place } }) =>
    status === 'rejected' && place !== null && place.file === rule.expressionPlace?.file ? [place] : [],
  );
}

/** Actions of it that do nothing somewhere, where it is live. */
function idleLines(report: FleetReport, rule: ReportedRule): readonly string[] {
  const index = report.rules.indexOf(rule);
  const idle = new Map<string, number>();
  for (const { outcomes, hosts, tasks } of report.profiles)
    for (const { action, why } of report.outcomes[outcomes[index] ?? -1]?.idle ?? [])
      idle.set(`${action}: ${why}`, (idle.get(`${action}: ${why}`) ?? 0) + hosts + tasks);
  return [...idle]
    .filter(([, members]) => members > 0)
    .map(([words, members]) => `  does nothing on ${number(members)}: ${forTerminal(words)}`);
}

function groupTable(report: FleetReport, rule: ReportedRule, looks: Looks): string {
  const paint = paintOf(looks);
  const index = report.rules.indexOf(rule);
  const groups = mainGroups(report, looks.by);
  if (groups.length === 0) return '';
  const statuses: readonly Outcome['status'][] = [
    'live',
    'silent',
    'rejected',
    'undecided',
    'filtered',
    'absent',
  ];
  const countsOf = (profiles: Group['profiles']): Map<Outcome['status'], number> => {
    const counts = new Map<Outcome['status'], number>();
    for (const [profile, members] of profiles) {
      const status = report.outcomes[report.profiles[profile]?.outcomes[index] ?? -1]?.status ?? 'absent';
      counts.set(status, (counts.get(status) ?? 0) + members);
    }
    return counts;
  };
  const counted = groups.map(({ name, statuses: own, profiles }) => ({
    name: forTerminal(name),
    own,
    counts: countsOf(profiles),
  }));
  const outside = outsideGroups(report, looks.by);
  if (outside !== undefined) {
    const inside = new Map<number, number>();
    for (const { profile } of membersOutside(report, outside.kind))
      if (profile !== null) inside.set(profile, (inside.get(profile) ?? 0) + 1);
    counted.push({ name: outside.words, own: outside.statuses, counts: countsOf([...inside]) });
  }
  const used = statuses.filter((status) => counted.some(({ counts }) => (counts.get(status) ?? 0) > 0));
  const columns: Column[] = [
    { title: (groups[0]?.kind ?? '').toUpperCase() },
    ...used.map((status): Column => ({ title: status.toUpperCase(), align: 'right' })),
    { title: 'NO AGENT OR OFF', align: 'right' },
  ];
  const rows = counted.map(({ name, own, counts }) => [
    name,
    ...used.map((status) => ((counts.get(status) ?? 0) > 0 ? number(counts.get(status) ?? 0) : '')),
    offOf(own),
  ]);
  return table(columns, rows, paint);
}

function offOf(statuses: Readonly<Record<string, number>>): string {
  const off = (statuses['no-agent'] ?? 0) + (statuses['feature-off'] ?? 0);
  return off === 0 ? '' : number(off);
}

/** Nothing where there is no such host. */
export function prettyHost(report: FleetReport, name: string, looks: Looks): string | undefined {
  const paint = paintOf(looks);
  const wanted = name.toLowerCase();
  const host = [...report.hosts, ...report.tasks].find((each) => each.name.toLowerCase() === wanted);
  if (host === undefined) return undefined;
  const profile = host.profile === null ? undefined : report.profiles[host.profile];
  const lines = [
    `${paint.strong(forTerminal(host.name))}  ${styleOf(paint, host.status)(wordsOf(host.status))}`,
    ...factLines(host, report),
  ];
  if (profile === undefined) return lines.map((line) => `${line}\n`).join('');
  const states = report.policies.map(({ name: policy }, index) => {
    const state = profile.policies[index] ?? null;
    return [forTerminal(policy), state === null ? paint.faint('does not go there') : stateName(state)];
  });
  const rules = report.rules.flatMap((rule, index) => {
    const outcome = report.outcomes[profile.outcomes[index] ?? -1];
    const isTold =
      outcome !== undefined &&
      (looks.all || (outcome.status !== 'live' && outcome.status !== 'absent') || outcome.idle.length > 0);
    if (!isTold) return [];
    const idle = outcome.idle.map(({ action, why }) => `${action} does nothing: ${why}`);
    const why = [outcome.why, ...idle].filter((each) => each !== '').join('; ');
    return [
      [
        forTerminal(rule.id),
        outcomeStyle(paint, outcome)(outcome.status),
        { text: forTerminal(why), style: (text: string) => text },
      ],
    ];
  });
  const live = report.rules.filter(
    (_, index) => report.outcomes[profile.outcomes[index] ?? -1]?.status === 'live',
  ).length;
  const parts = [
    lines.map((line) => `${line}\n`).join(''),
    table([{ title: 'POLICY' }, { title: 'STATE' }], states, paint),
    `${count(live, 'rule')} live\n`,
    ...(rules.length === 0
      ? []
      : [
          table(
            [{ title: 'RULE' }, { title: 'STATUS' }, { title: 'WHY' }],
            rules,
            paint,
            looks.output.columns,
          ),
        ]),
  ];
  return parts.join('\n');
}

function factLines(host: ReportedHost | ReportedTask, { sources }: FleetReport): readonly string[] {
  const agent =
    host.agent === null
      ? 'agent not known or none'
      : `agent ${host.agent}${host.outdated ? ', outdated' : ''}`;
  const facts = [
    agent,
    host.os ?? ('kernel' in host ? 'Linux, as nothing says otherwise' : null),
    'kernel' in host ? host.kernel : host.family,
    'distro' in host ? host.distro : host.launchType,
    host.cluster,
    host.account,
  ]
    .filter((fact) => fact !== null)
    .join(' · ');
  const lines = [`  ${forTerminal(facts)}`];
  if (host.tags.length > 0) lines.push(`  ${forTerminal(host.tags.join(' '))}`);
  if ('configured' in host) {
    const words = {
      configured: 'Configured',
      'not-configured': 'Not Configured',
      unknown: 'not known whether configured',
    };
    lines.push(`  ${[words[host.configured], ...host.lacks].map(forTerminal).join(': ')}`);
  }
  lines.push(`  from ${host.sources.map((source) => forTerminal(sources[source]?.name ?? '')).join(', ')}`);
  return lines;
}
