import { forAnyone, isNull, type Mapping, type Node, type Problem, placeOf, readChunked } from '@secl/text';
import type { SaidText, TargetChoice, TestCase, TestFile } from '../written.ts';
import { readCases } from './read-case.ts';
import { readRuleTests } from './read-rule-tests.ts';
import { TestReader } from './reader.ts';

const keys = ['policies', 'rule_set', 'targets', 'about', 'cases', 'description'] as const;

/** Test files by their name; rule files with tests go by any. */
export const testFileName = /_test\.ya?ml$/;

/** Reads a file of tests. Never fails: what can be read is there, beside the problems. */
export function readTestFile(document: string, text: string): TestFile {
  const yaml = readChunked(document, text);
  const wrong = forAnyone(yaml.problems);
  const reader = new TestReader(document);
  const whole = yaml.root();
  const root = whole === undefined || isNull(whole) ? undefined : whole;
  const mapping = reader.mapping(root, 'the file', 'a mapping with `cases`');
  const isRuleFile = mapping !== undefined && has(mapping, 'expression') && !has(mapping, 'cases');
  const file =
    mapping === undefined
      ? undefined
      : isRuleFile
        ? readRuleTests(reader, mapping)
        : readTests(reader, mapping);
  const none = {
    kind: 'tests',
    policies: [],
    ruleSet: undefined,
    targets: [],
    about: [],
    cases: [],
  } as const;
  const { cases, ...about } = file ?? none;
  if (cases.length === 0 && reader.problems.length === 0 && wrong.length === 0 && !isRuleFile)
    reader.note('testing/no-cases', { start: 0, end: 0 });
  noteSameNames(reader, cases);
  const own = reader.problems.filter((each) => !isEcho(each, wrong));
  const problems = [...wrong, ...own].sort((a, b) => a.place.range.start - b.place.range.start);
  // A mistake in the YAML may have taken any part of any case.
  const isLost = wrong.some(({ severity }) => severity === 'error');
  return {
    document,
    text,
    ...about,
    cases: isLost ? cases.map((each) => ({ ...each, broken: true })) : cases,
    problems,
  };
}

const missing: ReadonlySet<string> = new Set(['testing/expects-nothing', 'testing/no-events']);

/** What is missing may stand behind the mistake in the YAML; what it makes of one place is told by itself. */
function isEcho({ code, place }: Problem, wrong: readonly Problem[]): boolean {
  const errors = wrong.filter(({ severity }) => severity === 'error');
  return errors.some((each) => missing.has(code) || each.place.range.start === place.range.start);
}

const has = ({ entries }: Mapping, name: string): boolean => entries.some(({ key }) => key.value === name);

export type Contents = Omit<TestFile, 'document' | 'text' | 'problems'>;

function readTests(reader: TestReader, mapping: Mapping): Contents {
  const values = reader.entries(mapping, 'a test file', keys);
  return {
    kind: 'tests',
    policies: reader.texts(values.get('policies'), 'policies'),
    ruleSet: reader.text(values.get('rule_set'), 'rule_set'),
    targets: readTargets(reader, values.get('targets')),
    about: reader.texts(values.get('about'), 'about'),
    cases: reader
      .items(values.get('cases'), 'cases', 'a list of cases')
      .flatMap((item, index) => readCases(reader, item, index)),
  };
}

const targetKeys = ['name', 'os', 'agent', 'origin', 'kernel', 'distro'] as const;

/** Names of targets of secl.yaml, and descriptions as they stand there. */
function readTargets(reader: TestReader, node: Node | undefined): readonly TargetChoice[] {
  if (node === undefined) return [];
  const items = node.kind === 'sequence' ? node.items : [node];
  return items.flatMap((item): readonly TargetChoice[] => {
    if (item.kind === 'scalar') return [{ kind: 'named', name: item.value, range: placeOf(item) }];
    const mapping = reader.mapping(item, 'targets', 'names of targets, or mappings such as `{agent: 7.68}`');
    if (mapping === undefined) return [];
    const values = new Map<string, SaidText>();
    for (const [key, value] of reader.entries(mapping, 'a target', targetKeys)) {
      const text = reader.text(value, key);
      if (text !== undefined) values.set(key, text);
    }
    const name = values.get('name')?.value;
    values.delete('name');
    return [{ kind: 'described', name, keys: values, range: mapping.range }];
  });
}

/** Variants of one name are told apart by a number: their values may be too long to be part of it. */
function noteSameNames(reader: TestReader, cases: readonly TestCase[]): void {
  const seen = new Set<string>();
  for (const { name, place } of cases) {
    if (seen.has(name)) reader.note('testing/same-name', place.range, { name });
    seen.add(name);
  }
}
