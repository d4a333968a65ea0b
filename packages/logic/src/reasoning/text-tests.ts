import { passes, type TextClass, type TextSet } from './text-class.ts';
import { areApart, isUniversal, isWithin } from './text-relations.ts';

/** The text has to pass some matcher of the set, or (`holds: false`) none. */
export interface TextTest {
  readonly type: 'text';
  readonly textClass: TextClass;
  readonly set: TextSet;
  readonly holds: boolean;
}

/** Whether one text may pass all tests, all of one class: `false` is proved, `true` is not. */
export function mayPassTexts(tests: readonly TextTest[]): boolean {
  const wanted: TextSet[] = [];
  const refused: TextSet[] = [];
  for (const { set, holds } of tests) (holds ? wanted : refused).push(set);
  if (refused.some(({ open }) => open.some(isUniversal))) return false;
  if (wanted.length + refused.length < 2) return true;
  return wanted.every((set) => {
    const others = wanted.filter((other) => other !== set);
    for (const text of set.exact) {
      if (others.every((other) => passes(other, text)) && !refused.some((each) => passes(each, text)))
        return true;
    }
    return set.open.some(
      (matcher) =>
        !refused.some(({ open }) => open.some((outer) => isWithin(matcher, outer))) &&
        others.every(
          (other) =>
            other.open.some((each) => !areApart(matcher, each)) || [...other.exact].some(matcher.passes),
        ),
    );
  });
}
