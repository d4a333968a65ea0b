/** Hosts and tasks as cells of a honeycomb, group by group. */
import {
  type FleetReport,
  type Group,
  type MemberStatus,
  memberStatuses,
  type StatusCounts,
} from '@secl/fleet';
import { forTerminal } from '@secl/text';
import { cut } from '../report/cells.ts';
import type { Paint } from '../report/paint.ts';
import { type Looks, members, number, paintOf, percent, widthOf } from './looks.ts';
import { signOf, statusLine, styleOf } from './statuses.ts';

const mostGroups = 8;
const cellsInRow = 28;
const mostRows = 3;

/** By cluster where hosts have one, else by account, else by agent. */
export function mainGroups({ groups }: FleetReport): readonly Group[] {
  for (const kind of ['cluster', 'account', 'agent']) {
    const found = groups.filter((group) => group.kind === kind);
    if (found.length > 0) return found;
  }
  return [];
}

export function honeycomb(report: FleetReport, looks: Looks): string {
  const paint = paintOf(looks);
  const groups = mainGroups(report);
  const shown = looks.all ? groups : groups.slice(0, mostGroups);
  const rest = groups.length - shown.length;
  const outside = outsideOf(report, groups);
  const lines = shown.flatMap((group) => groupLines(group, paint, looks));
  if (groups.length === 0)
    lines.push(...cellLines(sum([report.summary.hostStatuses, report.summary.taskStatuses]), paint));
  if (rest > 0) lines.push(paint.faint(`and ${number(rest)} more groups (--all lists them)`));
  if (outside > 0 && groups[0] !== undefined)
    lines.push(
      paint.faint(
        `${number(outside)} without ${groups[0].kind === 'agent' ? 'an agent' : `a ${groups[0].kind}`}`,
      ),
    );
  return lines.map((line) => `${line}\n`).join('');
}

function outsideOf({ summary }: FleetReport, groups: readonly Group[]): number {
  return summary.hosts + summary.tasks - groups.reduce((total, { hosts, tasks }) => total + hosts + tasks, 0);
}

function groupLines(group: Group, paint: Paint, looks: Looks): readonly string[] {
  const title = cut(forTerminal(`${group.kind} ${group.name}`), Math.floor(widthOf(looks) / 2));
  const head = `${paint.strong(title)}  ${members(group.hosts, group.tasks)} · ${shareWords(group)}`;
  return [head, ...cellLines(group.statuses, paint)];
}

function shareWords({ expected, liveShare }: Group): string {
  return expected === 0 ? 'no rule should be live' : `${percent(liveShare)} of the rules live`;
}

function cellLines(counts: StatusCounts, paint: Paint): readonly string[] {
  const total = memberStatuses.reduce((all, status) => all + counts[status], 0);
  const { cells, each } = cellsOf(counts, total);
  const rows: string[] = [];
  for (let start = 0; start < cells.length; start += cellsInRow) {
    const row = cells
      .slice(start, start + cellsInRow)
      .map((status) => styleOf(paint, status)(signOf(status)));
    rows.push(`  ${rows.length % 2 === 1 ? ' ' : ''}${row.join(' ')}`);
  }
  const scale = each > 1 ? paint.faint(`  one cell: about ${number(each)}`) : '';
  return [...rows, `  ${statusLine(counts, paint)}${scale}`];
}

/** The worst first. Of many hosts one cell stands for several; nothing that occurs is without a cell. */
function cellsOf(
  counts: StatusCounts,
  total: number,
): { readonly cells: readonly MemberStatus[]; readonly each: number } {
  const each = Math.ceil(total / (cellsInRow * mostRows));
  const order: readonly MemberStatus[] = [
    'errors',
    'undecided',
    'feature-off',
    'no-agent',
    'no-policy',
    'loaded',
  ];
  return {
    each,
    cells: order.flatMap((status) =>
      Array.from(
        { length: counts[status] === 0 ? 0 : Math.max(1, Math.round(counts[status] / each)) },
        () => status,
      ),
    ),
  };
}

function sum(all: readonly StatusCounts[]): StatusCounts {
  const counts = { loaded: 0, errors: 0, undecided: 0, 'no-policy': 0, 'feature-off': 0, 'no-agent': 0 };
  for (const each of all) for (const status of memberStatuses) counts[status] += each[status];
  return counts;
}
