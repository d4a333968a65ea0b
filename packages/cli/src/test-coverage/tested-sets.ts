/** The rule sets that tests run on, each with its cases in the order in which they are found. */
import type { TestedCase, TestedRuleSet } from '@secl/testing';
import type { RanCase } from '../test/run-tests.ts';
import type { CasesCame } from './mutation-thread.ts';

interface SetOfCases {
  readonly of: Omit<TestedRuleSet, 'cases'>;
  readonly cases: TestedCase[];
}

export interface TestedSets {
  readonly onCase: (ran: RanCase) => void;
  /** A rule looks at an event of the case that runs. */
  readonly onMeeting: (rule: string) => void;
  readonly sets: () => readonly TestedRuleSet[];
  /** How all came out, as data. */
  readonly results: () => CasesCame;
  /** With what was found out elsewhere; nothing where those are other cases. */
  readonly withResults: (came: CasesCame) => readonly TestedRuleSet[] | undefined;
}

export function testedSets(): TestedSets {
  const tested = new Map<RanCase['ruleSet'], SetOfCases>();
  let meets = new Set<string>();
  const all = (): readonly SetOfCases[] => [...tested.values()];
  return {
    onMeeting: (rule) => void meets.add(rule),
    onCase({ ruleSet, set: { files }, target, prepared, result, isAbout }) {
      const known = tested.get(ruleSet) ?? { of: { ruleSet, files, target: target.name }, cases: [] };
      tested.set(ruleSet, known);
      known.cases.push({ prepared, isAbout, came: { passed: result.outcome === 'passed', meets } });
      meets = new Set();
    },
    sets: () => all().map(({ of, cases }) => ({ ...of, cases })),
    results: () =>
      all().map(({ cases }) =>
        cases.map(({ came }) => ({ passed: came?.passed === true, meets: [...(came?.meets ?? [])] })),
      ),
    withResults(came) {
      const isSame =
        came.length === tested.size &&
        all().every(({ cases }, index) => cases.length === came[index]?.length);
      if (!isSame) return undefined;
      return all().map(({ of, cases }, index) => ({
        ...of,
        cases: cases.map((each, place) => {
          const { passed = false, meets: ids = [] } = came[index]?.[place] ?? {};
          return { ...each, came: { passed, meets: new Set(ids) } };
        }),
      }));
    },
  };
}
