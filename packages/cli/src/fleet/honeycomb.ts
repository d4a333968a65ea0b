/** Hosts and tasks as cells of a honeycomb, group by group. */
import {
  type FleetReport,
  type Group,
  type MemberStatus,
  memberStatuses,
  type ReportedHost,
  type ReportedTask,
  type StatusCounts,
  unknownAgent,
} from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { cut } from '../report/cells.ts';
import { type Looks, members, number, paintOf, percent, widthOf } from './looks.ts';
import { signOf, statusLine, styleOf, worstFirst } from './statuses.ts';

const mostGroups = 8;
const mostRows = 2;

/** By what was asked for; else by cluster where hosts have one, else by account, else by agent. */
export function mainGroups({ groups }: FleetReport, by: string | undefined): readonly Group[] {
  for (const kind of [...(by === undefined ? [] : [by]), 'cluster', 'account', 'agent']) {
    const found = groups.filter((group) => group.kind === kind);
    if (found.length > 0) return found;
  }
  return [];
}

export function honeycomb(report: FleetReport, looks: Looks): string {
  const paint = paintOf(looks);
  const groups = mainGroups(report, looks.by);
  const shown = looks.all ? groups : groups.slice(0, mostGroups);
  const rest = groups.length - shown.length;
  const outside = outsideGroups(report, looks.by);
  const lines = shown.flatMap((group) => groupLines(report, group, looks));
  if (groups.length === 0)
    lines.push(
      ...cellLines(sum([report.summary.hostStatuses, report.summary.taskStatuses]), report.summary, looks),
    );
  if (rest > 0)
    lines.push(paint.faint(`and ${number(rest)} more ${rest === 1 ? 'group' : 'groups'} (--all lists them)`));
  if (outside !== undefined)
    lines.push(
      `${paint.strong(outside.words)}  ${members(outside.hosts, outside.tasks)}`,
      ...cellLines(outside.statuses, outside, looks),
    );
  return lines.map((line) => `${line}\n`).join('');
}

export interface Outside extends Pick<Group, 'kind' | 'hosts' | 'tasks' | 'statuses'> {
  /** `without a cluster`. */
  readonly words: string;
}

/** Hosts and tasks that are in none of the main groups; nothing where there are none. */
export function outsideGroups(report: FleetReport, by: string | undefined): Outside | undefined {
  const [first] = mainGroups(report, by);
  if (first === undefined) return undefined;
  const { kind } = first;
  const members = membersOutside(report, kind);
  if (members.length === 0) return undefined;
  const statuses = noStatuses();
  for (const { status } of members) statuses[status] += 1;
  const tasks = members.filter((member) => 'configured' in member).length;
  const words = `without ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
  return { words, kind, hosts: members.length - tasks, tasks, statuses };
}

export function membersOutside(
  { hosts, tasks }: FleetReport,
  kind: string,
): readonly (ReportedHost | ReportedTask)[] {
  return [...hosts, ...tasks].filter((member) => !isIn(member, kind));
}

/** Whether a host or task has a value of that kind; an agent of unknown version is one, too. */
function isIn(member: ReportedHost | ReportedTask, kind: string): boolean {
  switch (kind) {
    case 'cluster':
    case 'account':
    case 'os':
      return member[kind] !== null;
    case 'agent':
      return member.status !== 'no-agent';
    default:
      return member.tags.some((tag) => tag === kind || tag.startsWith(`${kind}:`));
  }
}

function groupLines(report: FleetReport, group: Group, looks: Looks): readonly string[] {
  const title = cut(forTerminal(titleOf(report, group)), Math.floor(widthOf(looks) / 2));
  const head = `${paintOf(looks).strong(title)}  ${members(group.hosts, group.tasks)} · ${shareWords(group)}`;
  return [head, ...cellLines(group.statuses, group, looks)];
}

/** Of agents whose version is unknown, what the inventory has instead. */
function titleOf({ versions }: FleetReport, { kind, name, hosts, tasks }: Group): string {
  if (kind !== 'agent' || name !== unknownAgent) return `${kind} ${name}`;
  const unreadable = versions.filter(({ readable }) => !readable);
  const said = unreadable.reduce((sum, version) => sum + version.hosts + version.tasks, 0);
  const written = unreadable.slice(0, 3).map(({ version }) => `\`${version}\``);
  if (unreadable.length > 3) written.push('…');
  const none = said < hosts + tasks ? [written.length === 0 ? 'none given' : 'or none given'] : [];
  return `agent version unknown (${[...written, ...none].join(', ')})`;
}

function shareWords({ expected, liveShare }: Group): string {
  return expected === 0 ? 'no rule should be live' : `${percent(liveShare)} of the rules live`;
}

function cellLines(
  counts: StatusCounts,
  group: Pick<Group, 'hosts' | 'tasks'>,
  looks: Looks,
): readonly string[] {
  const paint = paintOf(looks);
  const inRow = Math.floor((widthOf(looks) - 3) / 2);
  const { cells, each } = cellsOf(counts, group.hosts + group.tasks, inRow * mostRows);
  const rows: string[] = [];
  for (let start = 0; start < cells.length; start += inRow) {
    const row = cells.slice(start, start + inRow).map((status) => styleOf(paint, status)(signOf(status)));
    rows.push(`  ${rows.length % 2 === 1 ? ' ' : ''}${row.join(' ')}`);
  }
  const scale = each > 1 ? paint.faint(`  one cell: about ${number(each)}`) : '';
  return [...rows, `  ${statusLine(counts, group, paint)}${scale}`];
}

/** The worst first. Of many hosts one cell stands for several; nothing that occurs is without a cell. */
function cellsOf(
  counts: StatusCounts,
  total: number,
  most: number,
): { readonly cells: readonly MemberStatus[]; readonly each: number } {
  const each = Math.max(1, Math.ceil(total / most));
  return {
    each,
    cells: worstFirst.flatMap((status) =>
      Array.from(
        { length: counts[status] === 0 ? 0 : Math.max(1, Math.round(counts[status] / each)) },
        () => status,
      ),
    ),
  };
}

function sum(all: readonly StatusCounts[]): StatusCounts {
  const counts = noStatuses();
  for (const each of all) for (const status of memberStatuses) counts[status] += each[status];
  return counts;
}

function noStatuses(): Record<MemberStatus, number> {
  return { loaded: 0, errors: 0, undecided: 0, 'no-policy': 0, 'feature-off': 0, 'no-agent': 0 };
}
