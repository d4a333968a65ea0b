import type { Facts } from '@secl/model';

/**
 * What of a comment is the rest of a rule: `why && process.uid == 0`. Nothing where it begins with the operator, or holds a
 * whole condition in front of it: that was taken out on purpose.
 */
export function lostConditions(comment: string, facts: Facts): string | undefined {
  const words = comment.slice(0, longest).replace(/^(?:#|\/\/)/, '');
  const [, before = '', rest, name] =
    /^(.*?)((?:&&|\|\||\b(?:and|or)\b)\s*(?:!|not\b)?[\s(]*([a-z]\w*(?:\.\w+)+)\s*(?:[=!<>&]|in\b|not\b|allin\b).*)$/.exec(
      words,
    ) ?? [];
  if (rest === undefined || name === undefined || facts.field(name) === undefined) return undefined;
  return before.trim() === '' || /[=<>~]|\bin\s*\[/.test(before) ? undefined : rest.trim();
}

/** Remarks are shorter. */
const longest = 500;
