/** The page counts anew what its filters leave. Where they leave everything, it says what the report says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageDataOf } from '../src/page/page-data.ts';
import type { FleetReport, RuleCounts } from '../src/report/report.ts';
import { reportOf } from '../src/test-fleet.ts';
import { rankedRules } from './attention.ts';
import { countRule, coveredBy, liveShare } from './counting.ts';
import { readFleet } from './fleet.ts';
import { found } from './test-selection.ts';

/** One of each thing that can become of a rule, meant for a host or not. */
const bodies = [
  'connect.addr.port == 22',
  'exec.file.name == "sh"',
  'dns.question.length > 60',
  'expression: exec.file.name == "sh"\ntags: {tactic: TA0002-execution, technique: T1059}',
  'expression: exec.file.name == "sh"\nfilters: [\'origin == "ebpfless"\']',
  'expression: exec.file.name == "sh"\nfilters: ["kernel.version.major >= 5"]',
  'expression: connect.addr.port == 22\nagent_version: ">= 7.60"',
  'expression: exec.file.name == "sh"\nagent_version: "< 7.40"',
  'exec.fil.name == "sh"',
  'create.registry.key_name == "x"',
  'exec.cookie == 1',
  'expression: exec.file.name == "sh"\ndisabled: true',
];
const host = fc.record({
  agent: fc.constantFrom('7.34.0', '7.50.2', '7.60.0', '7.78.1', 'none', '', 'main'),
  os: fc.constantFrom('linux', 'windows', ''),
  kernel: fc.constantFrom('4.18', '6.1', ''),
});
const fleets = fc.record({
  hosts: fc.array(host, { minLength: 1, maxLength: 6 }),
  rules: fc.uniqueArray(fc.nat({ max: bodies.length - 1 }), { minLength: 1, maxLength: bodies.length }),
});

function reportFor({ hosts, rules }: typeof fleets extends fc.Arbitrary<infer Fleet> ? Fleet : never) {
  const rows = hosts.map(({ agent, os, kernel }, index) => `h${index},${agent},${os},${kernel}`);
  return reportOf(
    ['hostname,agent_version,os,kernel', ...rows].join('\n'),
    Object.fromEntries(rules.map((body) => [`r${body}`, bodies[body] ?? ''])),
  );
}

function wholeOf(report: FleetReport) {
  const fleet = readFleet(JSON.stringify(pageDataOf(report)));
  if (fleet === undefined) throw new Error('the page cannot read its data');
  return { fleet, selection: found(fleet, {}).selection };
}

const sum = (hosts: RuleCounts, tasks: RuleCounts) =>
  Object.fromEntries(
    Object.entries(hosts).map(([key, count]) => [key, count + tasks[key as keyof RuleCounts]]),
  );

describe('the page of a whole fleet', () => {
  it('says the numbers of the report', async () => {
    await fc.assert(
      fc.asyncProperty(fleets, async (given) => {
        const report = await reportFor(given);
        const { fleet, selection } = wholeOf(report);
        const members = report.hosts.length + report.tasks.length;
        expect({
          share: liveShare(selection) ?? 1,
          toLookAt: rankedRules(fleet, selection).filter(({ needsLook }) => needsLook).length,
          rules: report.rules.map((_, rule) => {
            const { counts, expected, share } = countRule(fleet, selection, rule);
            return { counts, expected, share };
          }),
          tactics: fleet.data.attack.tactics.map(({ rules }) => coveredBy(fleet, selection, rules) / members),
        }).toEqual({
          share: report.summary.liveShare,
          toLookAt: report.summary.rulesToLookAt,
          rules: report.rules.map(({ hosts, tasks, expected, liveShare: share }) => ({
            counts: sum(hosts, tasks),
            expected,
            share,
          })),
          tactics: report.attack.tactics.map(({ share }) => share),
        });
      }),
      { numRuns: 60 },
    );
  });

  it('has a rule among those to look at that is in error where it is not meant', async () => {
    const report = await reportOf('hostname,agent_version\nold,7.50.0\nnew,7.78.0', {
      fargate: 'expression: exec.file.name == "sh"\nfilters: [\'origin == "ebpfless"\']',
    });
    const { fleet, selection } = wholeOf(report);
    expect(report.summary.rulesToLookAt).toBe(1);
    const [row] = rankedRules(fleet, selection);
    expect(row).toMatchObject({ needsLook: true, isWhole: true, members: 1, worst: { status: 'rejected' } });
  });

  it('counts where a rule is lost, not where its author keeps it out', async () => {
    const report = await reportOf(
      'hostname,agent_version,os\na,7.50.0,linux\nb,7.78.0,linux\nc,7.78.0,linux\n',
      { both: 'expression: exec.file.name == "sh"\nagent_version: "7.60.x || < 7.40"' },
    );
    const { fleet, selection } = wholeOf(report);
    expect(countRule(fleet, selection, 0).counts.filtered).toBe(3);
    expect(rankedRules(fleet, selection)[0]).toMatchObject({ needsLook: true, members: 1 });
  });
});
