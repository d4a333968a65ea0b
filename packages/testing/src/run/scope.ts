import type { RuleSet } from '@secl/policy';
import type { Range } from '@secl/text';
import type { Failure, Happening } from '../result.ts';
import type { Observed } from './observed.ts';

export interface Judging {
  readonly ruleSet: RuleSet;
  /** How the target is called. */
  readonly target: string;
  /** Rules that exact expectations speak of. */
  readonly isAbout: (id: string) => boolean;
}

/** What an expectation is about: one event, or all of a case. */
export interface Scope {
  readonly document: string;
  readonly observed: readonly Observed[];
  /** Set where it is one event. */
  readonly happening: Happening | undefined;
  readonly judging: Judging;
}

export function failure(
  { document, happening }: Scope,
  range: Range,
  message: string,
  more: Partial<Pick<Failure, 'kind' | 'rule' | 'update'>> = {},
): Failure {
  const place = { document, range };
  return {
    kind: 'failed',
    message,
    place,
    happening,
    rule: undefined,
    explained: undefined,
    update: undefined,
    ...more,
  };
}

export function undecidedFailure(id: string, expected: string, range: Range, scope: Scope): Failure {
  const needs = new Set(scope.observed.flatMap(({ undecided }) => undecided.get(id) ?? []));
  const message = `\`${id}\` is ${expected} and cannot be decided: that needs ${[...needs].sort().join(', ')}`;
  return failure(scope, range, message, { kind: 'undecided', rule: id });
}
