import type { Counting } from './counting.ts';
import type { FleetSummary, MemberStatus, ReportedHost, ReportedTask, StatusCounts } from './report.ts';

export function summaryOf(
  hosts: readonly ReportedHost[],
  tasks: readonly ReportedTask[],
  counting: Counting,
  oldestCurrentAgent: string,
): FleetSummary {
  const configured = tasks.filter((task) => task.configured === 'configured').length;
  return {
    hosts: hosts.length,
    tasks: tasks.length,
    hostStatuses: countStatuses(hosts),
    taskStatuses: countStatuses(tasks),
    configuredTasks: configured,
    serverless: serverlessWords(configured, tasks.length),
    outdated: [...hosts, ...tasks].filter(({ outdated }) => outdated).length,
    oldestCurrentAgent,
    rulesToLookAt: counting.rulesToLookAt(),
    ...counting.shares(
      counting.profiles.map((profile) => [
        profile,
        profile.hosts + profile.tasks,
        profile.without.hosts + profile.without.tasks,
      ]),
    ),
  };
}

export function countStatuses(members: Iterable<{ readonly status: MemberStatus }>): StatusCounts {
  const counts = { loaded: 0, errors: 0, undecided: 0, 'no-policy': 0, 'feature-off': 0, 'no-agent': 0 };
  for (const { status } of members) counts[status]++;
  return counts;
}

/** The line above the product's list of serverless tasks. */
export function serverlessWords(covered: number, tasks: number): string {
  if (tasks === 0) return '';
  const share = covered / tasks;
  const level =
    share === 1
      ? 'Full'
      : share >= 0.75
        ? 'High'
        : share >= 0.5
          ? 'Medium'
          : share >= 0.25
            ? 'Low'
            : 'Very low';
  return `${level} coverage. ${covered} of ${tasks} task${tasks === 1 ? '' : 's'} covered`;
}
