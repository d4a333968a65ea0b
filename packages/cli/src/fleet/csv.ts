/** One line a host or task, for spreadsheets and databases. */
import type { FleetReport, OutcomeStatus, ReportedHost, ReportedTask } from '@secl/fleet';

const columns = [
  'name',
  'kind',
  'status',
  'configured',
  'agent_version',
  'outdated',
  'os',
  'cluster',
  'account',
  'tags',
  'rules_live',
  'rules_silent',
  'rules_filtered',
  'rules_in_error',
  'rules_undecided',
  'in_error',
  'silent',
] as const;

export function* csvCoverage(report: FleetReport): Generator<string> {
  const perProfile = report.profiles.map((_, index) => cellsOf(report, index));
  const none = ['', '', '', '', '', '', ''];
  const row = (member: ReportedHost | ReportedTask): readonly string[] => [
    member.name,
    'configured' in member ? 'task' : 'host',
    member.status,
    'configured' in member ? member.configured : '',
    member.agent ?? '',
    String(member.outdated),
    member.os ?? '',
    member.cluster ?? '',
    member.account ?? '',
    member.tags.join(' '),
    ...(member.profile === null ? none : (perProfile[member.profile] ?? none)),
  ];
  yield line(columns);
  for (const member of [...report.hosts, ...report.tasks]) yield line(row(member));
}

const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;

function cellsOf({ profiles, outcomes, rules }: FleetReport, profile: number): readonly string[] {
  const statuses = Array.from(profiles[profile]?.outcomes ?? [], (number) => outcomes[number]?.status);
  const count = (status: OutcomeStatus): string => String(statuses.filter((each) => each === status).length);
  const names = (status: OutcomeStatus): string =>
    rules
      .filter((_, index) => statuses[index] === status)
      .map(({ id }) => id)
      .join(' ');
  return [
    count('live'),
    count('silent'),
    count('filtered'),
    count('rejected'),
    count('undecided'),
    names('rejected'),
    names('silent'),
  ];
}

/** Spreadsheets run what begins like a formula: a quote before it makes it a text. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
