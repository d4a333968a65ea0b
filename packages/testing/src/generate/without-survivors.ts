import { catalogue } from '@secl/model';
import type { PolicyFile, RuleSet } from '@secl/policy';
import { createLineIndex } from '@secl/text';
import { prepareSteps } from '../events/prepare.ts';
import type { Survivor } from '../mutation/report.ts';
import { runMutation } from '../mutation/run-mutation.ts';
import { readTestFile } from '../read/read-test-file.ts';
import { firing, type Proposal, type ProposedCase, silent } from './proposed.ts';
import { writtenTests } from './written-tests.ts';

/** The proposal with a case more for each small change of its rule that its cases would not notice. */
export async function withoutSurvivors(
  proposal: Proposal,
  ruleSet: RuleSet,
  files: readonly PolicyFile[],
): Promise<Proposal> {
  const rules = new Set(proposal.rules);
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
  const report = await runMutation([{ ruleSet, files, target: '', cases }], { isWanted: isAbout });
  const survivors = report.rules.flatMap((rule) =>
    rule.survivors.map((survivor) => ({ id: rule.id, survivor })),
  );
  return {
    ...proposal,
    cases: [...proposal.cases, ...survivors.flatMap(({ id, survivor }) => caseFor(id, survivor))],
  };
}

function caseFor(id: string, { mutant, shows, matchesNow, isToldBy }: Survivor): readonly ProposedCase[] {
  if (shows === undefined) return [];
  const name = `${matchesNow ? 'fires' : 'silent'}, not if ${mutant.says.replaceAll('`', '')}`;
  return [
    {
      name,
      story: [shows],
      expected: matchesNow ? firing(id) : silent(id, undefined),
      isRow: true,
      isGood: isToldBy,
    },
  ];
}
