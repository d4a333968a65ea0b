import { type Matcher, type Predicate, predicate } from '@secl/language';

/**
 * What a text is before it is compared: matchers of one class do not tell apart texts that are equal in it. Regexps that
 * ignore case stand alone, since their own folding is another than that of texts.
 */
export type TextClass = 'exact' | 'folded' | 'folded-path' | 'folded-regexp';

export function classOf(matcher: Matcher): TextClass {
  if (!matcher.ignoreCase) return 'exact';
  if (matcher.kind === 'regexp') return 'folded-regexp';
  return 'windowsPath' in matcher && matcher.windowsPath ? 'folded-path' : 'folded';
}

export function normal(text: string, textClass: TextClass): string {
  switch (textClass) {
    case 'exact':
    case 'folded-regexp':
      return text;
    case 'folded':
      return text.toLowerCase();
    case 'folded-path':
      return text.replaceAll('\\', '/').toLowerCase();
  }
}

/** A matcher that more than one text passes. */
export interface OpenMatcher {
  readonly kind: 'pattern' | 'glob' | 'regexp';
  /** Normal in its class. */
  readonly value: string;
  /** Of globs: one `**` may stand anywhere. */
  readonly starsAnywhere: boolean;
  readonly passes: Predicate;
}

/** Texts of one class that pass some of several matchers. */
export interface TextSet {
  readonly textClass: TextClass;
  readonly exact: ReadonlySet<string>;
  readonly open: readonly OpenMatcher[];
}

/** What was made of the matchers of a condition: it is asked for when the condition is to be true, and when it is not. */
const made = new WeakMap<readonly Matcher[], readonly TextSet[]>();

/** The matchers by class, each class as one set: mostly there is one. */
export function textSets(matchers: readonly Matcher[]): readonly TextSet[] {
  const before = made.get(matchers);
  if (before !== undefined) return before;
  const sets = separate(matchers);
  made.set(matchers, sets);
  return sets;
}

function separate(matchers: readonly Matcher[]): readonly TextSet[] {
  const classes = matchers.map(classOf);
  const [first] = classes;
  if (first === undefined) return [];
  if (classes.every((each) => each === first)) return [setOf(matchers, first)];
  return [...new Set(classes)].map((textClass) =>
    setOf(
      matchers.filter((_, index) => classes[index] === textClass),
      textClass,
    ),
  );
}

/** Of matchers of one class. */
function setOf(matchers: readonly Matcher[], textClass: TextClass): TextSet {
  const exact = new Set<string>();
  const open: OpenMatcher[] = [];
  for (const matcher of matchers) {
    const only = onlyText(matcher);
    if (only !== undefined) exact.add(normal(only, textClass));
    else if (matcher.kind !== 'scalar') {
      const value = matcher.kind === 'regexp' ? matcher.value : normal(matcher.value, textClass);
      const starsAnywhere = matcher.kind === 'glob' && matcher.starsAnywhere;
      open.push({ kind: matcher.kind, value, starsAnywhere, passes: whenAsked(matcher) });
    }
  }
  return { textClass, exact, open };
}

/** Most matchers are never tried, and some take long to compile. */
function whenAsked(matcher: Matcher): Predicate {
  let compiled: Predicate | undefined;
  return (text) => {
    compiled ??= predicate(matcher);
    return compiled(text);
  };
}

export function passes(set: TextSet, text: string): boolean {
  return set.exact.has(text) || set.open.some((each) => each.passes(text));
}

const wholeText = /^\^([A-Za-z0-9_/ :@=,-]*)\$$/;

/** The one text that passes, where there is only one. */
function onlyText(matcher: Matcher): string | undefined {
  switch (matcher.kind) {
    case 'scalar':
      return matcher.value;
    case 'pattern':
    case 'glob':
      return matcher.value.includes('*') ? undefined : matcher.value;
    case 'regexp':
      return matcher.ignoreCase ? undefined : wholeText.exec(matcher.value)?.[1];
  }
}
