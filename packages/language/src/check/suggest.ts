import type { CheckScope } from './scope.ts';

/** The name that was probably meant: a macro, constant or field of this agent that differs by a few letters. */
export function suggestName(scope: CheckScope, name: string): string | undefined {
  if (name.length < 3) return undefined;
  const prefix = name.slice(0, name.indexOf('.') + 1);
  const limit = Math.max(1, Math.floor(name.length / 4));
  let best: string | undefined;
  let bestDistance = limit + 1;
  const consider = (candidate: string): void => {
    if (Math.abs(candidate.length - name.length) >= bestDistance || candidate === name) return;
    const found = distance(name, candidate, bestDistance);
    if (found < bestDistance) {
      best = candidate;
      bestDistance = found;
    }
  };
  for (const id of scope.macros.keys()) consider(id);
  if (prefix === '') {
    for (const constant of scope.catalogue.constants) {
      if (scope.facts.constant(constant.name) !== undefined) consider(constant.name);
    }
  }
  for (const field of scope.catalogue.fieldNames) {
    if ((prefix === '' || sharesStart(field, prefix)) && scope.facts.field(field) !== undefined)
      consider(field);
  }
  return best ?? sameEnd(scope, name);
}

function sharesStart(field: string, prefix: string): boolean {
  return field.charAt(0) === prefix.charAt(0) || field.charAt(1) === prefix.charAt(1);
}

/** `exec.path` for `exec.file.path`: the same first and last segment, something between. */
function sameEnd(scope: CheckScope, name: string): string | undefined {
  const first = name.indexOf('.');
  if (first < 0) return undefined;
  const start = name.slice(0, first + 1);
  const end = name.slice(name.lastIndexOf('.'));
  let best: string | undefined;
  for (const field of scope.catalogue.fieldNames) {
    if (!field.startsWith(start) || !field.endsWith(end) || scope.facts.field(field) === undefined) continue;
    if (best === undefined || field.length < best.length) best = field;
  }
  return best;
}

/** Edit distance with swaps of neighbours, or `limit` when it is at least that. */
export function distance(a: string, b: string, limit: number): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const before = previous;
    previous = current;
    current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a.charAt(i - 1) === b.charAt(j - 2) && a.charAt(i - 2) === b.charAt(j - 1)) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
  }
  return current[b.length] ?? limit;
}
