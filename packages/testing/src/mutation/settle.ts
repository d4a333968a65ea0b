/** What becomes of a change that no test has noticed: it means the same, or an event shows that it does not. */
import type { CanonicalRecord } from '@secl/events';
import { equivalent, propositionOf, without } from '@secl/logic';
import type { LoadedRule, RuleSet } from '@secl/policy';
import type { Draft } from '../generate/draft.ts';
import { inWords } from '../generate/in-words.ts';
import { ruleOnDraft } from '../generate/rule-on-draft.ts';
import { solution } from '../generate/solution.ts';
import { tidied } from '../generate/tidy.ts';
import { type ChangedRule, type CompiledMutant, withChange } from './mutant.ts';
import type { Survivor } from './report.ts';

const inOneTest = { variables: 'same', fileNames: 'one' } as const;

/** Undefined where it is proved that no event of a test tells the two apart. */
export function settled({ mutant, rules, changed }: CompiledMutant, ruleSet: RuleSet): Survivor | undefined {
  const versions = rules.flatMap((rule) => {
    const version = changed(rule);
    return version === undefined ? [] : [{ rule, version }];
  });
  const different = versions.filter(({ rule, version }) => !areEquivalent(rule, version));
  if (different.length === 0) return undefined;
  for (const { rule, version } of different.slice(0, mostTried)) {
    const shown = telling(rule, version, ruleSet);
    if (shown !== undefined) return { mutant, ...shown };
  }
  return { mutant, shows: undefined, event: undefined, matchesNow: false, isToldBy: () => false };
}

/** Of the many rules that use a macro. */
const mostTried = 3;

function areEquivalent({ checked }: LoadedRule, version: ChangedRule): boolean {
  const before = propositionOf(checked);
  const after = propositionOf(version.checked);
  return before !== undefined && after !== undefined && equivalent(before, after, inOneTest);
}

function telling(
  rule: LoadedRule,
  version: ChangedRule,
  ruleSet: RuleSet,
): Omit<Survivor, 'mutant'> | undefined {
  const now = ruleOnDraft(rule, ruleSet);
  const then = ruleOnDraft(withChange(rule, version), ruleSet);
  const before = propositionOf(rule.checked);
  const after = propositionOf(version.checked);
  if (now === undefined || then === undefined || before === undefined || after === undefined)
    return undefined;
  const ways = [
    { wanted: now, unwanted: then, proposition: without(before, after) },
    { wanted: then, unwanted: now, proposition: without(after, before) },
    // The solver gives up on what it cannot have both ways; trying what is near does not.
    { wanted: now, unwanted: then, proposition: before },
    { wanted: then, unwanted: now, proposition: after },
  ];
  let unlikely: Omit<Survivor, 'mutant'> | undefined;
  for (const { wanted, unwanted, proposition } of ways) {
    const shows = (draft: Draft): boolean =>
      wanted.verdict(draft) === true && unwanted.verdict(draft) === false;
    const found = solution(proposition, shows);
    const isToldBy = (record: CanonicalRecord): boolean =>
      wanted.verdictOn(record) === true && unwanted.verdictOn(record) === false;
    if (found === undefined) continue;
    const shown = tidied(found, shows, now.catalogue);
    const event = inWords(shown, now.catalogue);
    const told = { shows: shown, event, matchesNow: wanted === now, isToldBy };
    if (isLikely(shown)) return told;
    unlikely ??= told;
  }
  return unlikely;
}

/** Errors are small negative numbers; flags with all of the highest bits no kernel has. */
function isLikely({ values }: Draft): boolean {
  return Object.values(values).every(
    (value) => (typeof value !== 'number' && typeof value !== 'bigint') || value >= leastError,
  );
}

const leastError = -4095;
