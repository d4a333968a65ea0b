import { catalogue } from '@secl/model';
import { createLineIndex } from '@secl/text';
import { prepareSteps } from './events/prepare.ts';
import type { TestedRuleSet } from './mutation/tested.ts';
import { readTestFile } from './read/read-test-file.ts';
import type { TestRuleSet } from './test-rule-set.ts';

/** For tests: a rule set with cases, as they are written below `cases`. */
export function tested(
  { ruleSet, files }: TestRuleSet,
  cases: string,
  isAbout: (id: string) => boolean = () => true,
): TestedRuleSet {
  const text = `cases:\n${cases}`;
  const lines = createLineIndex(text);
  const setting = {
    document: 'a_test.yaml',
    catalogue: catalogue('linux'),
    facts: ruleSet.facts,
    origin: 'ebpf',
    lines,
  };
  const prepared = readTestFile('a_test.yaml', text).cases.map((each) => prepareSteps(each, setting));
  return { ruleSet, files, target: '', cases: prepared.map((each) => ({ prepared: each, isAbout })) };
}
