/** Proposed tests as a file of tests. What it says is tried before it is written: each event does what it is there for. */
import { catalogue } from '@secl/model';
import type { RuleSet } from '@secl/policy';
import type { Draft } from './draft.ts';
import { holdsIn } from './holds.ts';
import type { Expected, ExpectedSilence, Proposal, ProposedCase } from './proposed.ts';
import { tabled } from './tabled.ts';
import { writtenEvents } from './written-event.ts';
import { map, text, type Yaml, type YamlMap, yamlLines } from './yaml-lines.ts';

export interface WritingTests {
  readonly ruleSet: RuleSet;
  /** As the test file is to name them; nothing where it lies beside them. */
  readonly policies?: readonly string[];
  /** The rule set of secl.yaml that the test file is to name instead. */
  readonly namedSet?: string | undefined;
  /** Other targets that the cases would run on by themselves: those on which they hold are named where not all do. */
  readonly targets?: readonly { readonly name: string; readonly ruleSet: RuleSet }[];
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
  const { ruleSet, comment, targets = [] } = writing;
  const about = ['about', rules.map(text)] as const;
  const asText = (written: readonly YamlMap[]): string =>
    yamlLines(map(about, ['cases', written])).join('\n');
  const holdsHere = holdsIn(ruleSet);
  const holds = (form: YamlMap, isGood?: ProposedCase['isGood']): boolean =>
    holdsHere(asText([form]), isGood);
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
  const fitting = targets.filter((target) => holdsIn(target.ruleSet)(asText(written)));
  const named = fitting.length === targets.length ? [] : fitting.map(({ name }) => text(name));
  const file = map(
    ...whereRulesAre(writing),
    ...(named.length === 0 ? [] : [['targets', named] as const]),
    about,
    ['cases', written],
  );
  const lines = [...comment.map((line) => `# ${line}`), ...yamlLines(file)];
  return { text: `${lines.join('\n')}\n`, cases: written.length, lost };
}

function whereRulesAre({ policies = [], namedSet }: WritingTests): YamlMap['pairs'] {
  if (namedSet !== undefined) return [['rule_set', text(namedSet)]];
  return policies.length === 0 ? [] : [['policies', policies.map(text)]];
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
function writtenExpectation(expected: ProposedCase['expected']): Yaml {
  const { fires, silent, undecided, actions = [], variables = [] } = expected;
  const [only] = fires;
  if (silent.length + undecided.length + actions.length + variables.length === 0)
    return only === undefined ? text('none') : fires.length === 1 ? text(only) : fires.map(text);
  const reasons = silent.some(({ because }) => because !== undefined);
  return map(
    ...(fires.length === 0 ? [] : [['fires', fires.map(text)] as const]),
    ...(silent.length === 0 ? [] : [['silent', reasons ? reasonsOf(silent) : ids(silent)] as const]),
    ...(undecided.length === 0 ? [] : [['undecided', undecided.map(text)] as const]),
    ...(actions.length === 0 ? [] : [['actions', map(...actions.map(writtenActions))] as const]),
    ...(variables.length === 0
      ? []
      : [
          [
            'variables',
            map(...variables.map(({ name, value }) => [name, text(String(value))] as const)),
          ] as const,
        ]),
  );
}

function writtenActions({ rule, done }: NonNullable<Expected['actions']>[number]): readonly [string, Yaml] {
  const [only] = done;
  if (only === undefined) return [rule, text('none')];
  return [rule, done.length === 1 ? text(only) : done.map(text)];
}

function reasonsOf(silent: readonly ExpectedSilence[]): Yaml {
  return map(...silent.map(({ rule, because = '' }) => [rule, text(because)] as const));
}

function ids(silent: readonly ExpectedSilence[]): Yaml {
  const [only] = silent;
  return silent.length === 1 && only !== undefined ? text(only.rule) : silent.map(({ rule }) => text(rule));
}
