import { type Matcher, type Predicate, predicate } from '@secl/language';

/** The test that some of the matchers hold, and whether it costs little on most texts. */
export interface TextTest {
  readonly test: Predicate;
  /** No search through the text and no regexp: a hash, or a prefix that most texts lack. */
  readonly cheap: boolean;
  /** The one text that it accepts, compared as it is. */
  readonly only: string | undefined;
}

interface Fold {
  readonly ignoreCase: boolean;
  readonly windowsPath: boolean;
}

/**
 * Many matchers as one test: plain texts become one set for each way to fold a text, patterns of the common shapes
 * (`a*`, `*a`, `*a*`, `/a/**`, `/a/*`) one comparison, other globs are tried only behind what stands before their
 * first `*`. A text is folded once for all that fold it alike.
 */
export function textTest(matchers: readonly Matcher[]): TextTest {
  const groups = new Map<string, Group>();
  let cheap = true;
  for (const matcher of matchers) {
    const fold = foldOf(matcher);
    const key = `${fold.ignoreCase} ${fold.windowsPath}`;
    const group = groups.get(key) ?? { fold, texts: new Set<string>(), tests: [] };
    groups.set(key, group);
    if (matcher.kind === 'scalar' || (matcher.kind !== 'regexp' && !matcher.value.includes('*'))) {
      group.texts.add(folded(matcher.value, fold));
      continue;
    }
    cheap &&= matcher.kind === 'glob' || (matcher.kind === 'pattern' && !matcher.value.startsWith('*'));
    group.tests.push(testOf(matcher));
  }
  const all = [...groups.values()];
  return { test: someOf(all.map(groupTest)), cheap, only: onlyText(all) };
}

interface Group {
  readonly fold: Fold;
  readonly texts: Set<string>;
  /** On folded text. */
  readonly tests: Predicate[];
}

/** Globs that fold and regexps are left to the language's own test, which folds by itself. */
function foldOf(matcher: Matcher): Fold {
  const none = { ignoreCase: false, windowsPath: false };
  switch (matcher.kind) {
    case 'scalar':
      return matcher;
    case 'pattern':
      return { ignoreCase: matcher.ignoreCase, windowsPath: false };
    case 'glob':
      return matcher.value.includes('*') ? none : matcher;
    case 'regexp':
      return none;
  }
}

function folded(text: string, { ignoreCase, windowsPath }: Fold): string {
  const separated = windowsPath ? text.replaceAll('\\', '/') : text;
  return ignoreCase ? separated.toLowerCase() : separated;
}

function groupTest({ fold, texts, tests }: Group): Predicate {
  const [first = '', ...more] = texts;
  const own: Predicate[] = [...tests];
  if (texts.size > 0) own.unshift(more.length === 0 ? (text) => text === first : (text) => texts.has(text));
  const test = someOf(own);
  return fold.ignoreCase || fold.windowsPath ? (text) => test(folded(text, fold)) : test;
}

function someOf(tests: readonly Predicate[]): Predicate {
  const [first, second] = tests;
  if (first === undefined) return () => false;
  if (second === undefined) return first;
  return (text) => {
    for (const test of tests) if (test(text)) return true;
    return false;
  };
}

function onlyText(groups: readonly Group[]): string | undefined {
  const [group] = groups;
  if (group === undefined || groups.length > 1 || group.texts.size !== 1 || group.tests.length > 0)
    return undefined;
  return group.fold.ignoreCase || group.fold.windowsPath ? undefined : [...group.texts][0];
}

function testOf(matcher: Matcher): Predicate {
  switch (matcher.kind) {
    case 'pattern':
      return patternTest(matcher.ignoreCase ? matcher.value.toLowerCase() : matcher.value);
    case 'glob':
      return matcher.ignoreCase || matcher.windowsPath ? predicate(matcher) : globTest(matcher);
    default:
      return late(matcher);
  }
}

/** Regexps are compiled when the first text reaches them: most never are. */
function late(matcher: Matcher): Predicate {
  let made: Predicate | undefined;
  return (text) => {
    made ??= predicate(matcher);
    return made(text);
  };
}

/** The text is folded already. */
function patternTest(pattern: string): Predicate {
  const [before = '', middle = '', after] = pattern.split('*', 4);
  const stars = pattern.split('*').length - 1;
  if (stars === 1 && middle === '') return (text) => text.startsWith(before);
  if (stars === 1 && before === '') {
    // The first occurrence has to be the one at the end: `*bar` does not match `foobarbar`.
    return (text) => text.endsWith(middle) && text.indexOf(middle) === text.length - middle.length;
  }
  if (stars === 2 && before === '' && after === '') return (text) => text.includes(middle);
  const whole = predicate({ kind: 'pattern', value: pattern, ignoreCase: false });
  return before === '' ? whole : (text) => text.startsWith(before) && whole(text);
}

/** A path that matches begins with all that stands before the first `*`, in every habit of agents. */
function globTest(matcher: Matcher & { readonly kind: 'glob' }): Predicate {
  const { value } = matcher;
  const prefix = value.slice(0, value.indexOf('*'));
  const rest = value.slice(prefix.length);
  if (prefix.endsWith('/') && rest === '**') {
    return (path) => path.length > prefix.length && path.startsWith(prefix);
  }
  if (prefix.endsWith('/') && rest === '*') {
    return (path) => path.startsWith(prefix) && path.indexOf('/', prefix.length) < 0;
  }
  const whole = predicate(matcher);
  return prefix === '' ? whole : (path) => path.startsWith(prefix) && whole(path);
}
