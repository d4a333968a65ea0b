import { catalogue } from '@secl/model';
import type { PolicyFile, RuleSet } from '@secl/policy';
import { createLineIndex } from '@secl/text';
import { actionConditions, actionInWords } from '../actions/action-condition.ts';
import { prepareSteps } from '../events/prepare.ts';
import type { Survivor } from '../mutation/report.ts';
import { runMutation } from '../mutation/run-mutation.ts';
import { readTestFile } from '../read/read-test-file.ts';
import { effectsOn } from './action-effects.ts';
import type { Draft } from './draft.ts';
import {
  differing,
  type Expected,
  firing,
  namedApart,
  type Proposal,
  type ProposedCase,
  silent,
} from './proposed.ts';
import { writtenTests } from './written-tests.ts';

/** The proposal with a case more for each small change of its rule, and of macros in it, that its cases would not notice. */
export async function withoutSurvivors(
  proposal: Proposal,
  ruleSet: RuleSet,
  files: readonly PolicyFile[],
): Promise<Proposal> {
  const rules = new Set(proposal.rules);
  const [own = ''] = proposal.rules;
  const isAbout = (id: string): boolean => rules.has(id);
  const { text } = writtenTests(proposal, { ruleSet, comment: [] });
  const lines = createLineIndex(text);
  const whole = catalogue(ruleSet.target.platform);
  const { origin } = ruleSet.target;
  const setting = { document: '', lines, catalogue: whole, facts: ruleSet.facts, origin };
  const cases = readTestFile('', text).cases.map((each) => ({
    prepared: prepareSteps(each, setting),
    isAbout,
  }));
  const report = await runMutation([{ ruleSet, files, target: '', cases }], {
    isWanted: (id) => isAbout(id) || ruleSet.macros.has(id),
    isUser: isAbout,
  });
  const survivors = report.rules.flatMap((rule) =>
    rule.survivors.map((survivor) => ({ id: rule.kind === 'rule' ? rule.id : own, survivor })),
  );
  const more = survivors.flatMap(({ id, survivor }) => caseFor(id, survivor, ruleSet));
  return { ...proposal, cases: namedApart([...proposal.cases, ...differing(more)]) };
}

function caseFor(id: string, survivor: Survivor, ruleSet: RuleSet): readonly ProposedCase[] {
  const { mutant, shows, matchesNow, isToldBy } = survivor;
  if (shows === undefined) return [];
  const { action } = mutant;
  const expected =
    action === undefined
      ? matchesNow
        ? firing(id)
        : silent(id, undefined)
      : effects(id, action, shows, ruleSet);
  if (expected === undefined) return [];
  const effect = action !== undefined || matchesNow ? 'fires' : 'silent';
  const name = `${effect}, not if ${mutant.says.replaceAll('`', '')}`;
  return [
    { name, story: [shows], expected, isRow: action === undefined, ...(isToldBy && { isGood: isToldBy }) },
  ];
}

function effects(
  id: string,
  wanted: NonNullable<Survivor['mutant']['action']>,
  draft: Draft,
  ruleSet: RuleSet,
): Expected | undefined {
  const conditions = ruleSet.rules.filter((rule) => rule.id === id).flatMap(actionConditions);
  const condition = conditions.find(
    ({ role, action }) => role === wanted.role && actionInWords(action) === wanted.name,
  );
  return condition && effectsOn(draft, condition, ruleSet);
}
