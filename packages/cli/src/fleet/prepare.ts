/** Flags and files into a fleet and the policies for it. */
import {
  type AssessOptions,
  deploy,
  type FleetPolicy,
  fleetPolicyOf,
  readDeployment,
  withApiStates,
} from '@secl/fleet';
import { parseAgentVersion } from '@secl/model';
import { decodeText } from '@secl/text';
import { describeTarget, didYouMean, type Found } from '@secl/workspace';
import type { CoverageFlags } from '../commands/coverage.ts';
import type { CliContext } from '../context.ts';
import { type ChosenRuleSet, chosenRuleSets, onlyRuleSet } from '../policies-run.ts';

export interface PreparedPolicies {
  readonly set: ChosenRuleSet;
  readonly policies: readonly FleetPolicy[];
}

export async function preparePolicies(
  context: CliContext,
  flags: CoverageFlags,
  paths: readonly string[] | undefined = flags.policies,
): Promise<Found<PreparedPolicies>> {
  const { deployment, ruleSet } = flags;
  const sets = await chosenRuleSets(context, {
    ...(paths === undefined ? {} : { policies: paths }),
    ...(flags.default === undefined ? {} : { default: flags.default }),
    ...(ruleSet === undefined ? {} : { ruleSet }),
  });
  if (!sets.ok) return sets;
  const one = onlyRuleSet(sets.value);
  if (!one.ok) return { ok: false, message: `${one.message}, ${otherWays(flags)}` };
  const policies = withApiStates(one.value.carried.map(fleetPolicyOf));
  if (deployment === undefined) return { ok: true, value: { set: one.value, policies } };
  const deployed = await deployedBy(context, deployment, policies);
  return deployed.ok ? { ok: true, value: { set: one.value, policies: deployed.value } } : deployed;
}

/** Rather asked than guessed: a pipeline that gains a rule set would go on, and judge less than before. */
function otherWays({ default: path }: CoverageFlags): string {
  const all = 'or name all files with --policies';
  return path === undefined
    ? all
    : `${all}; for the default policy alone, --policies ${path} --default ${path}`;
}

async function deployedBy(
  { fs }: CliContext,
  path: string,
  policies: readonly FleetPolicy[],
): Promise<Found<readonly FleetPolicy[]>> {
  const file = await fs.read(path);
  if (!file.ok) return { ok: false, message: `--deployment ${path}: ${file.trouble.reason}` };
  const read = readDeployment(path, decodeText(file.value).text);
  if (!read.ok) return { ok: false, message: `--deployment ${path}: ${read.message}` };
  const { policies: deployed, unknown } = deploy(policies, read.policies);
  const [first] = unknown;
  if (first === undefined) return { ok: true, value: deployed };
  const names = policies.map(({ policy: { file, about } }) => about?.name?.value ?? file.name);
  const message = `--deployment ${path}: no policy here is called \`${first}\`${didYouMean(first, names) || `: there are ${names.join(', ')}`}`;
  return { ok: false, message };
}

export function assessOptions(flags: CoverageFlags, set: ChosenRuleSet): Found<AssessOptions> {
  const { oldest, groupBy } = flags;
  if (oldest !== undefined && parseAgentVersion(oldest)?.major !== 7)
    return { ok: false, message: `--oldest ${oldest}: write an agent version, such as 7.68` };
  return {
    ok: true,
    value: {
      describe: (description) => describeTarget(description),
      external: set.external,
      ...(oldest === undefined ? {} : { oldestCurrentAgent: oldest }),
      ...(groupBy === undefined ? {} : { groupBy }),
    },
  };
}
