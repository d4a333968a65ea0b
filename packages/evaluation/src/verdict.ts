/** Why something could not be decided: the fields, variables or "event time" that the recording does not know. */
export interface Undecided {
  readonly needs: readonly string[];
}

/** Of a rule, or of one condition, on one event. */
export type Verdict = boolean | Undecided;

export function undecided(...needs: string[]): Undecided {
  return { needs };
}

export function isUndecided(verdict: Verdict): verdict is Undecided {
  return typeof verdict === 'object';
}

/** Both causes, each need once. */
export function merge(a: Undecided, b: Verdict): Undecided {
  if (!isUndecided(b) || a === b) return a;
  const needs = new Set([...a.needs, ...b.needs]);
  return needs.size === a.needs.length ? a : { needs: [...needs] };
}

export function negate(verdict: Verdict): Verdict {
  return isUndecided(verdict) ? verdict : !verdict;
}
