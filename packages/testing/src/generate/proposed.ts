import type { CanonicalRecord } from '@secl/events';
import type { Story } from './story.ts';

/** What is expected of the last event of a case. */
export interface Expected {
  readonly fires: readonly string[];
  readonly silent: readonly ExpectedSilence[];
  readonly undecided: readonly string[];
  /** What rules do, and nothing beside; as tests name it. */
  readonly actions?: readonly { readonly rule: string; readonly done: readonly string[] }[];
  readonly variables?: readonly { readonly name: string; readonly value: boolean }[];
}

export interface ExpectedSilence {
  readonly rule: string;
  /** The condition that keeps it silent, as written; nothing where that is not one. */
  readonly because: string | undefined;
}

/** One test that is proposed: to be looked at by a person. */
export interface ProposedCase {
  readonly name: string;
  readonly story: Story;
  readonly expected: Expected;
  /** It is one of many of its kind: written as a row of a table, where others differ from it in one value. */
  readonly isRow?: boolean;
  /** What the last event has to do beside coming out as expected, however it is written. */
  readonly isGood?: (record: CanonicalRecord) => boolean;
}

export interface Proposal {
  /** Rules that the cases speak of. */
  readonly rules: readonly string[];
  readonly cases: readonly ProposedCase[];
  /** Sides of conditions that no case shows and that are not proved to be impossible, in words. */
  readonly notFound: readonly string[];
}

export function firing(...fires: readonly string[]): Expected {
  return { fires, silent: [], undecided: [] };
}

export function silent(rule: string, because: string | undefined): Expected {
  return { fires: [], silent: [{ rule, because }], undecided: [] };
}

/** Each once: the same events with the same outcome, which do what each of them is there for. */
export function differing(cases: readonly ProposedCase[]): readonly ProposedCase[] {
  const byWhat = new Map<string, ProposedCase>();
  for (const each of cases) {
    const what = JSON.stringify([each.story, each.expected], exactly);
    const before = byWhat.get(what);
    byWhat.set(what, before === undefined ? each : goodForBoth(before, each));
  }
  return [...byWhat.values()];
}

const exactly = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);

function goodForBoth(first: ProposedCase, { isGood }: ProposedCase): ProposedCase {
  if (isGood === undefined) return first;
  const isGoodFirst = first.isGood;
  return { ...first, isGood: (record) => isGood(record) && isGoodFirst?.(record) !== false };
}

/** Names are unique in a file; two comparisons, and two changes, may be written alike. */
export function namedApart(cases: readonly ProposedCase[]): readonly ProposedCase[] {
  const taken = new Set<string>();
  return cases.map((each) => {
    let name = each.name;
    for (let number = 2; taken.has(name); number++) name = `${each.name} (${number})`;
    taken.add(name);
    return name === each.name ? each : { ...each, name };
  });
}

/** Why nothing can be proposed. */
export interface NoProposal {
  readonly rule: string;
  readonly reason: string;
}
