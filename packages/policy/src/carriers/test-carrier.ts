import { createLineIndex, type Problem, type Range } from '@secl/text';
import type { ActionDefinition, RuleDefinition } from '../read/definitions.ts';
import type { CarriedPolicy } from './carried.ts';
import { outward } from './outward.ts';
import { type ReadingTools, readCarrier } from './read-carrier.ts';

/** What a file of policies holds and what is wrong with it, in words. */
export interface Reading {
  /** The rules and macros of each policy, by its name. */
  readonly policies: Readonly<Record<string, readonly string[]>>;
  /** The code of each problem, in the order of their places in the user's file. */
  readonly problems: readonly string[];
  readonly carried: readonly CarriedPolicy[];
}

/**
 * Reads a file in which `«»` stand around every place of a problem, and holds the places against these marks: an Error
 * where a problem stands elsewhere.
 */
export function readMarked(name: string, marked: string, tools?: ReadingTools): Reading {
  const { text, marks } = unmarked(marked);
  const carried = readCarrier(name, text, tools);
  const problems = [...problemsOutside(carried)].sort(
    ({ place: { range: a } }, { place: { range: b } }) => a.start - b.start || b.end - a.end,
  );
  const shown = ({ start, end }: Range): string => {
    const { line, column } = createLineIndex(text).positionAt(start);
    return `${line}:${column} «${text.slice(start, end)}»`;
  };
  const found = problems.filter(({ place: { range } }) => range.end > 0).map((each) => each.place.range);
  const [expected, actual] = [marks.map(shown).join('\n'), found.map(shown).join('\n')];
  if (expected !== actual) throw new Error(`problems stand at\n${actual}\nand not at\n${expected}`);
  return { policies: contentsOf(carried), problems: problems.map(({ code }) => code), carried };
}

function unmarked(marked: string): { readonly text: string; readonly marks: readonly Range[] } {
  const marks: Range[] = [];
  const open: number[] = [];
  let text = '';
  for (const char of marked) {
    if (char === '«') open.push(text.length);
    else if (char === '»') marks.push({ start: open.pop() ?? 0, end: text.length });
    else text += char;
  }
  return { text, marks: marks.sort((a, b) => a.start - b.start || b.end - a.end) };
}

/** Problems as a user sees them: at places of the file. */
export function problemsOutside(carried: readonly CarriedPolicy[]): readonly Problem[] {
  const homes = new Map(carried.map(({ file, home }) => [file.name, home]));
  return carried.flatMap(({ file }) =>
    file.problems.map((problem) => outward(problem, (document) => homes.get(document))),
  );
}

/** Keys that the carrier cannot hold, as `rule: key`. */
export function ignoredIn(carried: readonly CarriedPolicy[]): readonly string[] {
  return carried.flatMap(({ ignored }) => ignored.map(({ rule, key }) => `${rule}: ${key}`));
}

function contentsOf(carried: readonly CarriedPolicy[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    carried.map(({ file }) => [
      file.name,
      [
        ...file.macros.map(({ id, expression }) => `macro ${id?.value} = ${expression?.value ?? '[…]'}`),
        ...file.rules.map(ruleInWords),
      ],
    ]),
  );
}

function ruleInWords({ id, expression, disabled, actions }: RuleDefinition): string {
  return [
    `${id?.value}: ${expression?.value.trim()}`,
    disabled?.value === true ? ', disabled' : '',
    ...actions.map((action) => `, ${actionInWords(action)}`),
  ].join('');
}

function actionInWords({ set, kill, hash }: ActionDefinition): string {
  if (set !== undefined) {
    const value = set.value?.kind === 'scalar' ? ` = ${set.value.value}` : '';
    return `set ${set.name?.value}${value}`;
  }
  return kill === undefined ? `hash ${hash?.field?.value ?? ''}`.trim() : `kill ${kill.signal?.value}`;
}
