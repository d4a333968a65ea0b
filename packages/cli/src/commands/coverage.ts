import { buildCommand } from '@stricli/core';
import { runs } from '../command.ts';
import type { CliContext } from '../context.ts';
import { type PolicyFlags, policyFlags } from '../policies.ts';
import { formatFlag } from '../report/format.ts';

export const coverageFormats = ['pretty', 'html', 'json', 'csv', 'markdown', 'navigator'] as const;

interface OwnFlags extends PolicyFlags {
  readonly deployment?: string;
  readonly set?: readonly string[];
  readonly drop?: readonly string[];
  readonly compare?: string;
  readonly upgrade?: string;
  readonly share: number;
  readonly rule?: string;
  readonly host?: string;
  readonly group?: string;
  readonly groupBy?: readonly string[];
  readonly oldest?: string;
  readonly failUnder?: readonly string[];
  readonly all?: boolean;
  readonly format: (typeof coverageFormats)[number];
}

/** Stricli wants a type whose keys are known, which an interface is not. */
export type CoverageFlags = { readonly [Flag in keyof OwnFlags]: OwnFlags[Flag] };

const text = (brief: string, placeholder: string) =>
  ({ kind: 'parsed', parse: String, brief, placeholder, optional: true }) as const;

export const coverage = buildCommand<CoverageFlags, string[], CliContext>({
  loader: runs(async () => (await import('./coverage-run.ts')).coverage),
  parameters: {
    flags: {
      ...policyFlags,
      deployment: text('YAML that says to which host tags policies go and the state of their rules', 'FILE'),
      set: {
        ...text('What if hosts had another fact: cluster:prod:agent=7.78; may be given again', 'CHANGE'),
        variadic: true,
      },
      drop: {
        ...text('What if these hosts were no more: 7.50, cluster:old; may be given again', 'GROUP'),
        variadic: true,
      },
      compare: text('The policies as they were before; says which rules come alive or die where', 'PATH'),
      upgrade: text('Find the smallest upgrade of agents that makes this rule live', 'RULE'),
      share: {
        kind: 'parsed',
        parse: percentOf,
        brief: 'On how many percent of the hosts, for --upgrade',
        placeholder: 'PERCENT',
        default: '95',
      },
      rule: text('All about one rule', 'RULE'),
      host: text('All about one host or task', 'NAME'),
      group: text('Only these hosts and tasks: cluster:prod, env:prod, agent:7.50, tasks', 'GROUP'),
      groupBy: {
        ...text('Keys of tags to group by; several with commas', 'KEY'),
        variadic: ',',
      },
      oldest: text('Agents before this one are outdated [default: a year of releases ago]', 'VERSION'),
      failUnder: {
        ...text('Exit 1 where rules are live on fewer hosts: 95, severity:critical@env:prod=99', 'DEMAND'),
        variadic: true,
      },
      all: {
        kind: 'boolean',
        brief: 'List every rule, group and note, however many there are',
        optional: true,
        withNegated: false,
      },
      format: formatFlag(coverageFormats),
    },
    positional: {
      kind: 'array',
      parameter: {
        brief:
          'Inventory: file, directory, - for standard input; CLUSTER=FILE names the cluster of its hosts',
        parse: String,
        placeholder: 'INVENTORY',
      },
    },
  },
  docs: {
    customUsage: ['[FLAG]... INVENTORY...'],
    brief: 'Say on which hosts and serverless tasks rules would be live, before they are deployed',
    fullDescription: [
      'Reads inventories of a fleet, judges the policies for every host and task, and says where rules load, are in',
      'error, never fire or are missing, and why. Inventories are told by what they hold: CSV, YAML or JSON with at',
      'least hostname and agent_version; answers of the API for agents; kubectl get nodes,daemonsets,pods -o json; aws ecs',
      'describe-tasks and describe-task-definition; ruleset_loaded and heartbeat events. Several are merged by host.',
      '',
      'Ends with 1 when a demand of --fail-under is not met; without one, when a rule is in error on some host, or no',
      'upgrade is enough for --upgrade.',
      '',
      '  secl coverage hosts.csv --policies policies',
      '  secl coverage hosts.csv --policies policies --rule shell_connects',
      '  secl coverage hosts.csv --policies policies --format html > coverage.html',
      '  secl coverage prod=nodes.json prod=daemonset.json tasks.json --policies main.tf',
      '  secl coverage hosts.csv --set cluster:prod:agent=7.78',
      '  secl coverage hosts.csv --upgrade shell_connects --share 99',
      '  secl coverage hosts.csv --fail-under severity:critical@env:prod=99',
    ].join('\n'),
  },
});

function percentOf(text: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (text.trim() === '' || !(percent > 0 && percent <= 100)) throw new Error('a share is a percentage: 95');
  return percent / 100;
}
