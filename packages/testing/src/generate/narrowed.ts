import { type Condition, predicate, type Test } from '@secl/language';
import { regexpSamples } from './regexp-sample.ts';

/** What regexps of rules are often about, where their own letters lead to nothing. */
const likely = ['203.0.113.5', 'http://example.com/a', '/tmp/a', 'a', '1', 'root', '-a', 'a.b'];

/** Of a list of hundreds so many regexps are looked into. */
const mostRegexps = 20;

/**
 * The condition with regexps replaced by texts that they match: the solver takes those as they are, and can only guess what
 * a regexp is after. It is true less often, so whatever makes it true is to be held against the condition itself.
 */
export function narrowed(condition: Condition): Condition {
  switch (condition.kind) {
    case 'constant':
    case 'truth':
      return condition;
    case 'not':
      // What is to be false stays as it is: fewer texts would be ruled out.
      return condition;
    case 'macro':
      return { ...condition, inner: narrowed(condition.inner) };
    case 'logical':
      return { ...condition, operands: condition.operands.map(narrowed) };
    case 'test':
      return condition.test === 'match' && !condition.negated ? narrowedTest(condition) : condition;
  }
}

function narrowedTest(test: Extract<Test, { test: 'match' }>): Test {
  const matchers = test.matchers.flatMap((matcher, index) => {
    if (matcher.kind !== 'regexp') return [matcher];
    if (index >= mostRegexps) return [];
    const matches = predicate(matcher);
    const samples = regexpSamples(matcher.value);
    return [...samples, ...samples.flatMap((each) => [`x${each}`, `${each}x`]), ...likely]
      .filter(matches)
      .map((value) => ({ kind: 'scalar', value, ignoreCase: false, windowsPath: false }) as const);
  });
  return { ...test, matchers };
}
