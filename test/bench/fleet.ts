import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './measure.ts';
import { policyPath } from './rule-set.ts';

const command = join(import.meta.dirname, '../../packages/cli/bin/secl.mjs');
const rounds = 5;
const hosts = 50_000;
const tasks = 20_000;

/** Says at its end how much memory the process had at most, in KiB, and its processor time in microseconds. */
const usage =
  'data:text/javascript,process.on("exit",()=>{const u=process.resourceUsage();process.stderr.write("usage="+u.maxRSS+"/"+(u.userCPUTime+u.systemCPUTime)+"\\n")})';

interface Run {
  readonly milliseconds: number;
  readonly processor: number;
  readonly mebibytes: number;
}

/** `secl coverage` of a large fleet as a whole process, from a CSV of hosts and the answers of ECS. */
export function measureFleet(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'secl-fleet-'));
  try {
    writeFileSync(join(folder, 'hosts.csv'), hostList());
    writeFileSync(join(folder, 'tasks.json'), taskList());
    const pretty = Array.from({ length: rounds }, () => run(folder, 'pretty'));
    const json = Array.from({ length: rounds }, () => run(folder, 'json'));
    return [figures('for people', pretty), figures('as JSON', json)].flat();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function figures(what: string, runs: readonly Run[]): readonly Figure[] {
  return [
    {
      what: `${what}, time`,
      cost: `${(least(runs, 'milliseconds') / 1000).toFixed(2)} s at best (${(least(runs, 'processor') / 1000).toFixed(2)} s of processors)`,
      goal: 'at most 5 s',
    },
    {
      what: `${what}, peak memory`,
      cost: `${least(runs, 'mebibytes').toFixed(0)} MiB`,
      goal: 'at most 500 MB',
    },
  ];
}

const least = (runs: readonly Run[], key: keyof Run): number => Math.min(...runs.map((each) => each[key]));

function run(cwd: string, format: string): Run {
  const start = performance.now();
  const args = ['--import', usage, command, 'coverage', 'hosts.csv', 'tasks.json', '--policies', policyPath];
  const { status, stderr } = spawnSync(process.execPath, [...args, '--format', format], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const milliseconds = performance.now() - start;
  const [, memory, processor] = /usage=(\d+)\/(\d+)/.exec(stderr) ?? [];
  if (status !== 1 || memory === undefined) throw new Error(`secl coverage ended with ${status}: ${stderr}`);
  return { milliseconds, processor: Number(processor) / 1000, mebibytes: Number(memory) / 1024 };
}

const at = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length];
const distributions = [
  'ubuntu 22.04',
  'ubuntu 20.04',
  'amzn 2',
  'amzn 2023',
  'debian 11',
  'rhel 8',
  'rocky 9',
  'sles 15',
];
const environments = ['prod', 'staging', 'dev'];

/** Forty minor versions in three patch releases each, twenty kernels in many builds, some of everything that lacks. */
export function hostList(): string {
  const rows = ['hostname,agent_version,os,kernel,distro,cluster,account,tags'];
  for (let host = 0; host < hosts; host++) {
    const version = host % 97 === 0 ? '' : host % 53 === 0 ? 'none' : `7.${44 + (host % 40)}.${host % 3}`;
    const kernel = host % 11 === 0 ? '' : `${4 + (host % 3)}.${host % 20}.0-${1000 + (host % 300)}-aws`;
    const tags = `env:${at(environments, host)} team:t${host % 40} service:s${host % 700}`;
    const cluster = `cluster-${host % 60}`;
    rows.push(
      `ip-10-0-${host >> 8}-${host & 255}.internal,${version},linux,${kernel},${at(distributions, host)},${cluster},${100000000000 + (host % 12)},${tags}`,
    );
  }
  return `${rows.join('\n')}\n`;
}

export function taskList(): string {
  const arn = (kind: string, name: string): string => `arn:aws:ecs:eu-west-1:123456789012:${kind}/${name}`;
  const image = (definition: number): string => `public.ecr.aws/datadog/agent:7.${55 + (definition % 28)}.0`;
  const pages = Array.from({ length: tasks / 100 }, (_, page) => ({
    tasks: Array.from({ length: 100 }, (_, index) => {
      const definition = (page * 100 + index) % 400;
      return {
        taskArn: arn('task', `shop-${page % 20}/${String(page * 100 + index).padStart(32, '0')}`),
        clusterArn: arn('cluster', `shop-${page % 20}`),
        taskDefinitionArn: arn('task-definition', `family-${definition}:1`),
        launchType: 'FARGATE',
        lastStatus: 'RUNNING',
        platformFamily: 'Linux',
        attachments: [
          {
            type: 'ElasticNetworkInterface',
            status: 'ATTACHED',
            details: [{ name: 'subnetId', value: 'subnet-1' }],
          },
        ],
        containers: [
          {
            name: 'app',
            image: `registry.example/app:${definition}`,
            lastStatus: 'RUNNING',
            cpu: '256',
            memory: '512',
          },
          ...(definition % 9 === 0
            ? []
            : [{ name: 'datadog-agent', image: image(definition), lastStatus: 'RUNNING' }]),
        ],
        tags: [{ key: 'env', value: at(environments, definition) }],
      };
    }),
    failures: [],
  }));
  const definitions = Array.from({ length: 400 }, (_, definition) => ({
    taskDefinition: {
      taskDefinitionArn: arn('task-definition', `family-${definition}:1`),
      family: `family-${definition}`,
      containerDefinitions: [
        {
          name: 'app',
          image: `registry.example/app:${definition}`,
          entryPoint: definition % 5 === 0 ? ['/app'] : ['/cws/cws-instrumentation', 'trace', '--', '/app'],
        },
        ...(definition % 9 === 0
          ? []
          : [
              {
                name: 'datadog-agent',
                image: image(definition),
                environment: [
                  { name: 'DD_RUNTIME_SECURITY_CONFIG_ENABLED', value: 'true' },
                  { name: 'DD_RUNTIME_SECURITY_CONFIG_EBPFLESS_ENABLED', value: 'true' },
                ],
              },
            ]),
      ],
    },
  }));
  return [...pages, ...definitions].map((each) => `${JSON.stringify(each, undefined, 1)}\n`).join('');
}
