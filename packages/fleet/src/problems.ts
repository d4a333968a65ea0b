import type { ProblemKind } from '@secl/text';

/** Everything that can be wrong with an inventory. The rest of it is read on. */
export const fleetProblems = {
  'fleet/broken-record': {
    severity: 'warning',
    title: 'Record of an inventory that cannot be read',
    message: 'this record cannot be read and is left out: {reason}',
    explanation:
      'A line or an element that is broken loses itself and nothing else. It is counted, so that nobody takes the rest for the whole.',
    avoid: 'hostname,agent_version\n"web-1,7.68.0',
    prefer: 'hostname,agent_version\nweb-1,7.68.0',
  },
  'fleet/unknown-inventory': {
    severity: 'error',
    title: 'File that is no inventory',
    message: 'nothing in this file is an inventory that is known here: {reason}',
    explanation:
      'Known are CSV, YAML and JSON with at least a hostname, the answers of the API for agents, nodes, daemon sets and pods of kubectl, tasks and task definitions of ECS, and `ruleset_loaded` and `heartbeat` events.',
    avoid: '{"servers": 12}',
    prefer: '{"hosts": [{"hostname": "web-1", "agent_version": "7.68.0"}]}',
  },
  'fleet/no-name': {
    severity: 'warning',
    title: 'Record without a name',
    message: 'this record names no host and no task: it is left out',
    explanation:
      'Hosts go by their `hostname`, tasks by their `task_arn`. Without one nothing can be counted.',
    avoid: '- agent_version: 7.68.0',
    prefer: '- hostname: web-1\n  agent_version: 7.68.0',
  },
  'fleet/doubled-host': {
    severity: 'info',
    title: 'Host that stands twice in one inventory',
    message:
      '`{name}` stands in this file before: it counts once, and what the first record says of it stays',
    explanation:
      'A host that stands twice would count twice. What only the second record says is taken over; where both differ, that is said apart.',
    avoid: 'hostname,agent_version\nweb-1,7.68.0\nweb-1,7.68.0',
    prefer: 'hostname,agent_version\nweb-1,7.68.0',
  },
  'fleet/clashing-facts': {
    severity: 'warning',
    title: 'Inventories that contradict each other',
    message: '`{name}`: the {fact} is `{first}` in {source} and `{second}` here; the first counts',
    explanation:
      'Inventories are read in the order in which they are named, and the first that knows something is believed. Name the one that you trust most first.',
    avoid: 'secl coverage old-list.csv agents.json',
    prefer: 'secl coverage agents.json old-list.csv',
  },
  'fleet/unknown-version': {
    severity: 'warning',
    title: 'Agent version that cannot be read',
    message: '`{version}` is not the version of an agent: what depends on it is undecided on `{name}`',
    explanation:
      'Versions are written as `7.68` or `7.68.1`, or `none` where no agent runs. Tags of images such as `latest` name no version, and a number of JSON does not tell 7.5 from 7.50: there they stand in quotes.',
    avoid: 'web-1,latest',
    prefer: 'web-1,7.68.1',
  },
  'fleet/unsupported-version': {
    severity: 'warning',
    title: 'Agent version that is not known here',
    message: 'agent `{version}` is outside of what is known here, {range}: `{name}` is judged as the nearest',
    explanation:
      'The catalogue of fields covers a range of agents. Newer agents are taken to know what the newest of them knows, older ones what the oldest knows.',
    avoid: 'web-1,5.32.0',
    prefer: 'web-1,7.68.0',
  },
  'fleet/unknown-fact': {
    severity: 'warning',
    title: 'Fact that cannot be read',
    message: '`{name}`: {reason}; rules that ask for it are undecided there',
    explanation:
      'A kernel is written as `uname -r` prints it, a distribution by its name and version. Something else is not guessed at.',
    avoid: 'web-1,7.68.0,linux-current',
    prefer: 'web-1,7.68.0,5.15.0-1051-aws',
  },
  'fleet/assumed-os': {
    severity: 'info',
    title: 'Operating system that no inventory says',
    message: 'no inventory says the operating system of `{name}`: it is taken for Linux',
    explanation:
      'The least that an inventory can hold is a name and the version of the agent. Where nothing says otherwise, a host is a Linux host with eBPF, and a task one without.',
    avoid: 'hostname,agent_version\nad-1,7.68.0',
    prefer: 'hostname,agent_version,os\nad-1,7.68.0,windows',
  },
  'fleet/unknown-os': {
    severity: 'warning',
    title: 'Operating system that cannot be read',
    message: '`{os}` is not an operating system that is known here: `{name}` is taken for Linux',
    explanation:
      'Known are Linux, Windows, the names of common distributions, with or without their version, and systems on which Workload Protection does not run.',
    avoid: 'web-1,7.68.0,x86_64',
    prefer: 'web-1,7.68.0,Ubuntu 22.04',
  },
  'fleet/unwatched-os': {
    severity: 'info',
    title: 'Operating system that is not watched',
    message: 'Workload Protection does not run on `{os}`: `{name}` counts as a host on which it is off',
    explanation:
      'Agents protect workloads on Linux and on Windows. Other hosts are counted, so that nobody misses them, and no rule can be live there.',
    avoid: 'secl coverage all-machines.csv',
    prefer: 'secl coverage servers.csv',
  },
  'fleet/tag-columns': {
    severity: 'info',
    title: 'Columns that are taken for tags',
    message: 'no facts are called {columns}: they are taken for tags',
    explanation:
      'A column of a CSV with a name that means nothing here becomes a tag, `env:prod` for `prod` in the column `env`, so that policies and groups can ask for it.',
    avoid: 'hostname,agent_version,stage\nweb-1,7.68.0,prod',
    prefer: 'hostname,agent_version,tags\nweb-1,7.68.0,stage:prod',
  },
  'fleet/pages-missing': {
    severity: 'warning',
    title: 'Answer of the API that is not whole',
    message: 'the answers hold {read} of {total} agents: pages are missing',
    explanation:
      'The API answers in pages. Fetch all of them and name all files; otherwise hosts are missing from the counts.',
    avoid: 'secl coverage page-0.json',
    prefer: 'secl coverage page-0.json page-1.json page-2.json',
  },
  'fleet/not-serverless': {
    severity: 'info',
    title: 'Tasks that run on hosts of their own',
    message: 'this task runs on {launch}: its host counts, it does not',
    explanation:
      'Tasks on EC2 or on machines outside of AWS are watched by the agent of their host. They are left out, or they would count twice.',
    avoid: 'aws ecs list-tasks --cluster prod',
    prefer: 'aws ecs list-tasks --cluster prod --launch-type FARGATE',
  },
  'fleet/several-daemon-sets': {
    severity: 'warning',
    title: 'Several agents that fit a node',
    message: '`{name}`: {count} daemon sets of an agent fit this node; the first counts',
    explanation:
      'A node takes the daemon set whose node selector and tolerations fit it. Where several do, there should be one agent too many; the first in the files is believed.',
    avoid: 'two daemon sets of the agent without node selectors',
    prefer: 'one daemon set, or several with node selectors that exclude each other',
  },
  'fleet/stopped-task': {
    severity: 'info',
    title: 'Tasks that have stopped',
    message: 'this task is {status} and is left out',
    explanation:
      'ECS goes on listing tasks for an hour after they have ended. They are not part of the fleet.',
    avoid: 'aws ecs list-tasks --desired-status STOPPED',
    prefer: 'aws ecs list-tasks --desired-status RUNNING',
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;

export type FleetProblemCode = keyof typeof fleetProblems;
