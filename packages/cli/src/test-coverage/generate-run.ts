/** `secl test --generate` and `--event`: a test file to look at, on stdout. */
import { type LoadedRule, load, type RuleSet } from '@secl/policy';
import {
  caseFromEvent,
  type NoProposal,
  type Proposal,
  propose,
  proposing,
  withoutSurvivors,
  writtenTests,
} from '@secl/testing';
import { forTerminal } from '@secl/text';
import { didYouMean, type Found } from '@secl/workspace';
import { misuse } from '../command.ts';
import type { TestFlags } from '../commands/test.ts';
import type { CliContext } from '../context.ts';
import { type CommandExit, exit } from '../exit.ts';
import { type ChosenRuleSet, chosenRuleSets, workspaceOf } from '../policies-run.ts';
import { documentsOf } from '../report/documents.ts';
import { whyOf } from '../report/load/why.ts';
import { lostPolicies } from '../report/lost-policies.ts';
import { recordedEvent } from './recorded-event.ts';
import { type WhereRulesAre, whereRulesAre } from './where-rules-are.ts';

/** A rule set that has the rule, loaded for the first of its targets that loads the rule. */
interface Chosen {
  readonly set: ChosenRuleSet;
  readonly ruleSet: RuleSet;
}

export async function generate(
  context: CliContext,
  flags: TestFlags,
  paths: readonly string[],
): Promise<CommandExit> {
  const sets = await chosenRuleSets(context, flags, paths);
  if (!sets.ok) return misuse(context, sets.message);
  const workspace = await workspaceOf(context);
  if (!workspace.ok) return misuse(context, workspace.message);
  const chosen = choose(sets.value, flags.generate);
  if (!chosen.ok) {
    // Of files that are no policies, such as the tests themselves, that says more.
    const [lost = chosen.message] = sets.value.flatMap(lostPolicies);
    return misuse(context, lost);
  }
  const proposal = await proposed(context, flags, chosen.value);
  if (!proposal.ok) return misuse(context, proposal.message);
  return write(
    context,
    proposal.value,
    chosen.value,
    whereRulesAre(chosen.value.set, paths, workspace.value),
  );
}

function choose(sets: readonly ChosenRuleSet[], id: string | undefined): Found<Chosen> {
  const known = new Set<string>();
  let rejected: string | undefined;
  for (const set of sets) {
    for (const target of set.targets) {
      const ruleSet = load(set.files, target.target, set.external);
      if (id === undefined || ruleSet.rules.some((rule) => rule.id === id))
        return { ok: true, value: { set, ruleSet } };
      for (const verdict of ruleSet.verdicts) known.add(verdict.id);
    }
    rejected ??= id === undefined ? undefined : whyNotLoaded(id, set);
  }
  if (rejected !== undefined) return { ok: false, message: `--generate ${id}: ${rejected}` };
  if (id === undefined) return { ok: false, message: 'there are no policies here' };
  return { ok: false, message: `--generate ${id}: no rule has this id${didYouMean(id, known)}` };
}

/** Nothing where no target knows of the rule. */
function whyNotLoaded(id: string, set: ChosenRuleSet): string | undefined {
  const documents = documentsOf(set.texts, set.homes);
  const reasons = set.targets.flatMap((target) => {
    const verdict = load(set.files, target.target, set.external).verdicts.find((each) => each.id === id);
    if (verdict === undefined) return [];
    return [`${target.name} (${whyOf({ ...verdict, eventTypes: [] }, target, documents)})`];
  });
  return reasons.length === 0 ? undefined : `this rule does not load for ${reasons.join(', ')}`;
}

async function proposed(
  context: CliContext,
  { generate: id, event: where, mutate }: TestFlags,
  { set, ruleSet }: Chosen,
): Promise<Found<Proposal | NoProposal>> {
  if (where === undefined) {
    const proposal = propose(id ?? '', proposing(ruleSet, set.files));
    const whole =
      'reason' in proposal || mutate !== true
        ? proposal
        : await withoutSurvivors(proposal, ruleSet, set.files);
    return { ok: true, value: whole };
  }
  const event = await recordedEvent(context, where, ruleSet);
  if (!event.ok) return event;
  const { Type } = event.value.record;
  const ofType = ruleSet.rules.filter(({ eventType }) => eventType === Type);
  const asked = ofType.filter((rule) => rule.id === id);
  if (id !== undefined && asked.length === 0)
    return {
      ok: false,
      message: `--event ${where}: this is an event of type ${Type}, which \`${id}\` is not about`,
    };
  // Where the recording lies is not what the test is about.
  const name = `the ${Type} event of ${where.replace(/^.*[\\/]/, '')}`;
  const rules =
    id === undefined ? telling(ofType, (rule) => caseFromEvent(event.value, [rule], ruleSet, name)) : asked;
  if (rules.length === 0)
    return {
      ok: true,
      value: { rule: where, reason: `no rule matches this event, of type ${Type}: name one with --generate` },
    };
  const only = caseFromEvent(event.value, rules, ruleSet, name);
  return {
    ok: true,
    value: { rules: [...new Set(rules.map((rule) => rule.id))], cases: [only], notFound: [] },
  };
}

/** Rules that match the event, or may. */
function telling(
  rules: readonly LoadedRule[],
  caseOf: (rule: LoadedRule) => ReturnType<typeof caseFromEvent>,
): readonly LoadedRule[] {
  return rules.filter((rule) => caseOf(rule).expected.silent.length === 0);
}

function write(
  context: CliContext,
  proposal: Proposal | NoProposal,
  { set, ruleSet }: Chosen,
  { advice, policies, namedSet, targets }: WhereRulesAre,
): CommandExit {
  const { stdout, stderr } = context;
  if ('reason' in proposal) {
    stderr.write(`secl: no test for ${forTerminal(proposal.rule)}: ${forTerminal(proposal.reason)}\n`);
    return exit.findings;
  }
  const { text, lost } = writtenTests(proposal, {
    ruleSet,
    policies,
    namedSet,
    targets: targets.map(({ name, target }) => ({ name, ruleSet: load(set.files, target, set.external) })),
    comment: [`Proposed for ${proposal.rules.join(', ')}: look at each case before you keep it.`, advice],
  });
  stdout.write(text);
  for (const missing of proposal.notFound) stderr.write(`no event was found for ${forTerminal(missing)}\n`);
  for (const name of lost)
    stderr.write(`left out, as it did not hold when it was tried: ${forTerminal(name)}\n`);
  return exit.fine;
}
