/** Proposed tests as a file of tests. What it says is tried before it is written: each event does what it is there for. */
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import { createLineIndex } from '@secl/text';
import { prepareSteps } from '../events/prepare.ts';
import { readTestFile } from '../read/read-test-file.ts';
import { caseRunner } from '../run/case-runner.ts';
import type { Draft } from './draft.ts';
import type { ExpectedSilence, Proposal, ProposedCase } from './proposed.ts';
import { tabled } from './tabled.ts';
import { writtenEvents } from './written-event.ts';
import { map, text, type Yaml, type YamlMap, yamlLines } from './yaml-lines.ts';

export interface WritingTests {
  readonly ruleSet: RuleSet;
  /** As the test file is to name them; nothing where it lies beside them. */
  readonly policies?: readonly string[];
  /** Lines of a comment at the top. */
  readonly comment: readonly string[];
}

/** The text of a file, and the cases that could not be written so that they hold. */
export interface WrittenTests {
  readonly text: string;
  readonly cases: number;
  readonly lost: readonly string[];
}

export function writtenTests({ rules, cases }: Proposal, writing: WritingTests): WrittenTests {
  const { ruleSet, policies = [], comment } = writing;
  const holds = holdsIn(ruleSet, new Set(rules));
  const lost: string[] = [];
  const write = (proposed: ProposedCase): readonly YamlMap[] => {
    const found = [proposed, withoutReason(proposed)]
      .flatMap((each) => forms(each, ruleSet))
      .find((form) => holds(form, proposed.isGood));
    if (found === undefined) lost.push(proposed.name);
    return found === undefined ? [] : [found];
  };
  const rows = cases.filter(({ isRow }) => isRow === true);
  const written = [
    ...cases.filter((each) => !rows.includes(each)).flatMap(write),
    ...tabled(rows.filter(({ expected }) => expected.fires.length > 0).flatMap(write), 'fires', (table) =>
      holds(table),
    ),
    ...tabled(rows.filter(({ expected }) => expected.fires.length === 0).flatMap(write), 'silent', (table) =>
      holds(table),
    ),
  ];
  const file = map(
    ...(policies.length === 0 ? [] : [['policies', policies.map(text)] as const]),
    ['about', rules.map(text)],
    ['cases', written],
  );
  const lines = [...comment.map((line) => `# ${line}`), ...yamlLines(file)];
  return { text: `${lines.join('\n')}\n`, cases: written.length, lost };
}

/** A condition may be named in more ways than one; that the rule is silent holds without its name. */
function withoutReason({ expected, ...others }: ProposedCase): ProposedCase {
  const silent = expected.silent.map(({ rule }) => ({ rule, because: undefined }));
  return { ...others, expected: { ...expected, silent } };
}

/** The shortest first. Events before the last are written as short as the last one. */
function forms({ name, story, expected: wanted }: ProposedCase, ruleSet: RuleSet): readonly YamlMap[] {
  const whole = catalogue(ruleSet.target.platform);
  const ways = story.map((draft: Draft) => writtenEvents(draft, whole));
  const most = Math.max(...ways.map((each) => each.length));
  const expected = writtenExpectation(wanted);
  return Array.from({ length: most }, (_, index) => {
    // From the end, where the forms that say everything are.
    const events = ways.map((each) => each[Math.max(0, each.length - most + index)] ?? map());
    const [only] = events;
    if (events.length === 1 && only !== undefined)
      return map(['name', text(name)], ['events', [only]], ['expect', expected]);
    const last = events[events.length - 1];
    const entries = last !== undefined && 'pairs' in last ? last.pairs : [];
    const expecting = map(...entries, ['expect', expected]);
    return map(['name', text(name)], ['events', [...events.slice(0, -1), expecting]]);
  });
}

/** Exactly those that fire, where nothing else is to be said. */
function writtenExpectation({ fires, silent, undecided }: ProposedCase['expected']): Yaml {
  const [only] = fires;
  if (silent.length + undecided.length === 0)
    return only === undefined ? text('none') : fires.length === 1 ? text(only) : fires.map(text);
  const reasons = silent.some(({ because }) => because !== undefined);
  return map(
    ...(fires.length === 0 ? [] : [['fires', fires.map(text)] as const]),
    ...(silent.length === 0 ? [] : [['silent', reasons ? reasonsOf(silent) : ids(silent)] as const]),
    ...(undecided.length === 0 ? [] : [['undecided', undecided.map(text)] as const]),
  );
}

function reasonsOf(silent: readonly ExpectedSilence[]): Yaml {
  return map(...silent.map(({ rule, because = '' }) => [rule, text(because)] as const));
}

function ids(silent: readonly ExpectedSilence[]): Yaml {
  const [only] = silent;
  return silent.length === 1 && only !== undefined ? text(only.rule) : silent.map(({ rule }) => text(rule));
}

/** Whether a case, or each row of it, read and run as any other, comes as expected. */
function holdsIn(
  ruleSet: RuleSet,
  rules: ReadonlySet<string>,
): (form: YamlMap, isGood?: ProposedCase['isGood']) => boolean {
  const run = caseRunner(ruleSet, { isAbout: (id) => rules.has(id), explain: false });
  const whole = catalogue(ruleSet.target.platform);
  const origin = ruleSet.target.origin;
  return (form, isGood = () => true) => {
    const content = yamlLines(map(['cases', [form]])).join('\n');
    const { cases, problems } = readTestFile('', content);
    if (cases.length === 0 || problems.length > 0) return false;
    const setting = {
      document: '',
      catalogue: whole,
      facts: ruleSet.facts,
      origin,
      lines: createLineIndex(content),
    };
    return cases.every((each) => {
      const prepared = prepareSteps(each, setting);
      const last = prepared.happenings.at(-1)?.record;
      return last !== undefined && isGood(last) && run(prepared).outcome === 'passed';
    });
  };
}
