/** Whether tests that are about to be written come as they say: read and run as any others. */
import type { CanonicalRecord } from '@secl/events';
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { createLineIndex } from '@secl/text';
import { prepareSteps } from '../events/prepare.ts';
import { readTestFile } from '../read/read-test-file.ts';
import { aboutTest } from '../run/about.ts';
import { type CaseRunner, caseRunner } from '../run/case-runner.ts';

/** The text of a test file whose cases are to pass, and of each the last event is to be as it should be. */
export type Holds = (text: string, isGood?: (last: CanonicalRecord) => boolean) => boolean;

/** Cases with recordings are not looked at: proposed ones have none. */
export function holdsIn(ruleSet: RuleSet): Holds {
  const runners = new Map<string, CaseRunner>();
  const whole = catalogue(ruleSet.target.platform);
  const { origin } = ruleSet.target;
  return (text, isGood = () => true) => {
    const file = readTestFile('', text);
    if (file.cases.length === 0 || file.problems.length > 0) return false;
    const about = file.about.map(({ value }) => value).join(' ');
    const run = runners.get(about) ?? caseRunner(ruleSet, { isAbout: aboutTest(file), explain: false });
    runners.set(about, run);
    const setting = {
      document: '',
      catalogue: whole,
      facts: ruleSet.facts,
      origin,
      lines: createLineIndex(text),
    };
    return file.cases.every((each) => {
      const prepared = prepareSteps(each, setting);
      const last = prepared.happenings.at(-1)?.record;
      return last !== undefined && isGood(last) && run(prepared).outcome === 'passed';
    });
  };
}
