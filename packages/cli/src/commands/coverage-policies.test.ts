/** Which policies are judged, and where they go. */
import { parseJson } from '@secl/text';
import { describe, expect, it } from 'vitest';
import { policy, runCoverage } from '../fleet/test-coverage.ts';
import { runInMemory } from '../test-context.ts';
import { testFiles } from '../test-files.ts';

describe('a default policy that lies apart', () => {
  const one = 'hostname,agent_version,kernel\na,7.68.0,6.1\n';
  const apart = { 'one.csv': one, 'base.yaml': policy };
  const of = (args: readonly string[], more: Readonly<Record<string, string>>) =>
    runInMemory(['coverage', ...args], { fs: testFiles({ ...apart, ...more }) });

  it('is judged alone where there are no rule sets', async () => {
    const { code, stdout } = await of(['one.csv', '--default', 'base.yaml'], {});
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 host, 3 rules in 1 policy')]);
  });

  it('is the first policy of the one rule set', async () => {
    const more = { 'b/b.policy': policy.replaceAll('id: ', 'id: b_') };
    const { stdout } = await of(['one.csv', '--default', 'base.yaml'], more);
    expect(stdout).toContain('1 host, 6 rules in 2 policies');
  });

  it('does not choose among several rule sets; the message says how it is judged alone', async () => {
    const several = { 'b/b.policy': policy, 'c/c.policy': policy };
    const { code, stderr } = await of(['one.csv', '--default', 'base.yaml'], several);
    expect([code, stderr]).toEqual([
      2,
      'secl: several rule sets (b, c): choose one with --rule-set, or name all files with --policies; for the default policy alone, --policies base.yaml --default base.yaml\n',
    ]);
    const alone = ['--policies', 'base.yaml', '--default', 'base.yaml'];
    expect((await of(['one.csv', ...alone], several)).stdout).toContain('1 host, 3 rules in 1 policy');
  });
});

describe('policies of Terraform', () => {
  const main = `resource "datadog_csm_threats_policy" "prod" {
  name            = "prod policy"
  enabled         = true
  host_tags_lists = [["env:prod", "kube_cluster_name:new"]]
}
resource "datadog_csm_threats_policy" "off" {
  name = "sleeping policy"
}
resource "datadog_csm_threats_agent_rule" "ssh" {
  name       = "ssh"
  policy_id  = datadog_csm_threats_policy.prod.id
  enabled    = true
  expression = "connect.addr.port == 22"
}
resource "datadog_csm_threats_agent_rule" "sleeping" {
  name       = "sleeping"
  policy_id  = datadog_csm_threats_policy.off.id
  enabled    = true
  expression = "exec.file.name == \\"sh\\""
}
`;

  it('go where their host tags say, and nowhere where they are not enabled', async () => {
    const args = ['hosts.csv', '--policies', 'main.tf', '--format', 'json'];
    const { stdout } = await runCoverage(args, { 'main.tf': main });
    const parsed = parseJson(stdout);
    expect(parsed.ok && parsed.value).toMatchObject({
      policies: [
        {
          name: 'prod policy',
          scope: [['env:prod', 'kube_cluster_name:new']],
          states: { loaded: 1 },
          absent: 2,
        },
        { name: 'sleeping policy', enabled: false, states: {}, absent: 3 },
      ],
      rules: [
        { id: 'ssh', place: { file: 'main.tf' }, hosts: { live: 1, absent: 2 } },
        { id: 'sleeping', hosts: { absent: 3 } },
      ],
    });
  });
});

it('a policy whose host tags only Terraform knows is undecided', async () => {
  const open = `resource "datadog_csm_threats_policy" "p" {
  name            = "p"
  enabled         = true
  host_tags_lists = var.tags
}
resource "datadog_csm_threats_agent_rule" "ssh" {
  name       = "ssh"
  policy_id  = datadog_csm_threats_policy.p.id
  enabled    = true
  expression = "connect.addr.port == 22"
}
`;
  const { stdout } = await runCoverage(['hosts.csv', '--policies', 'main.tf', '--host', 'web-1'], {
    'main.tf': open,
  });
  expect(stdout).toMatch(/^ssh +undecided +where its policy goes is not written out in the file$/m);
  const whole = await runCoverage(['hosts.csv', '--policies', 'main.tf'], { 'main.tf': open });
  expect(whole.stdout).toMatch(/^p .* not written out in its file$/m);
});

it('of many policies those are listed that have something to look at', async () => {
  const fine = (at: number) => `rules:\n  - {id: fine_${at}, expression: exec.file.name == "sh"}\n`;
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`p/p${at}.policy`, fine(at)]));
  const wrong = { 'p/z.policy': 'rules:\n  - {id: wrong, expression: exec.fil.name == "sh"}\n' };
  const run = async (...flags: readonly string[]) =>
    (await runCoverage(['hosts.csv', '--policies', 'p', ...flags], { ...many, ...wrong })).stdout;
  const stdout = await run();
  expect(stdout).toMatch(/^POLICY .*\np\/z\.policy /m);
  expect(stdout).toContain('\nand 11 more policies (--all lists them)\n');
  expect(await run('--all')).not.toContain('more policies');
});
