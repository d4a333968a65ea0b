import { editDistance } from '@secl/text';
import type { CheckScope } from './scope.ts';

/** The name that was probably meant: a macro, constant or field of this agent that differs by a few letters. */
export function suggestName(scope: CheckScope, name: string): string | undefined {
  if (name.length < 3) return undefined;
  const sameLetters = inOtherCase(scope, name);
  if (sameLetters !== undefined) return sameLetters;
  const prefix = name.slice(0, name.indexOf('.') + 1);
  const limit = Math.max(1, Math.floor(name.length / 4));
  let best: string | undefined;
  let bestDistance = limit + 1;
  const consider = (candidate: string): void => {
    if (Math.abs(candidate.length - name.length) >= bestDistance || candidate === name) return;
    const found = editDistance(name, candidate, bestDistance);
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
  return best ?? begun(scope, name) ?? sameEnd(scope, name);
}

/** `EXEC.FILE.NAME` for `exec.file.name`, `o_creat` for `O_CREAT`. */
function inOtherCase({ facts, macros }: CheckScope, name: string): string | undefined {
  const [lower, upper] = [name.toLowerCase(), name.toUpperCase()];
  if (lower !== name && facts.field(lower) !== undefined) return lower;
  if (upper !== name && facts.constant(upper) !== undefined) return upper;
  return [...macros.keys()].find((id) => id !== name && id.toLowerCase() === lower);
}

/** The one macro that begins like a name of which only a part is typed. */
function begun({ macros }: CheckScope, name: string): string | undefined {
  const [only, other] = [...macros.keys()].filter((id) => id.startsWith(name));
  return other === undefined ? only : undefined;
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
  // Everything has a length.
  if (end === '.length') return undefined;
  let best: string | undefined;
  for (const field of scope.catalogue.fieldNames) {
    if (!field.startsWith(start) || !field.endsWith(end) || scope.facts.field(field) === undefined) continue;
    if (best === undefined || field.length < best.length) best = field;
  }
  return best;
}
