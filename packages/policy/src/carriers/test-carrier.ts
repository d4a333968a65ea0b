import type { Problem } from '@secl/text';
import type { ActionDefinition, RuleDefinition } from '../read/definitions.ts';
import type { CarriedPolicy } from './carried.ts';
import { outward } from './outward.ts';

/** What policies hold, in a few words a rule. */
export function contentsOf(carried: readonly CarriedPolicy[]): Readonly<Record<string, readonly string[]>> {
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
  if (set !== undefined) return `set ${set.name?.value}`;
  return kill === undefined ? `hash ${hash?.field?.value ?? ''}`.trim() : `kill ${kill.signal?.value}`;
}

/** Every problem as its code and the characters of the user's file that it marks. */
export function problemsOf(carried: readonly CarriedPolicy[]): readonly string[] {
  return problemsOutside(carried).map(({ code, place: { document, range } }) => {
    const text = carried.find(({ home }) => home.document === document)?.home.text ?? '';
    return `${code} «${text.slice(range.start, range.end)}»`;
  });
}

export function problemsOutside(carried: readonly CarriedPolicy[]): readonly Problem[] {
  const homes = new Map(carried.map(({ file, home }) => [file.name, home]));
  return carried.flatMap(({ file }) =>
    file.problems.map((problem) => outward(problem, (document) => homes.get(document))),
  );
}

/** Keys that the carrier cannot hold, as `rule: key`. */
export function ignoredIn(carried: readonly CarriedPolicy[]): readonly string[] {
  return carried.flatMap(({ ignored, home }) =>
    ignored.map(({ rule, key, range }) => `${rule}: ${key} «${home.text.slice(range.start, range.end)}»`),
  );
}
