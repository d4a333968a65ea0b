/**
 * Regexps that anybody can see to be well formed: letters, dots, classes, groups, alternatives and repetitions. What is plain
 * here, RE2 accepts; of anything else RE2 has to be asked, which takes milliseconds for the first one.
 */
const letter = '[\\w \\-:@%,;=<>"\'#&~`!/]';
const escaped = '\\\\(?:[dDsSwW]|[ -/:-@[-`{-~])';
const digits = Array.from('0123456789', (digit) => `${digit}-[${digit}-9]`).join('|');
const inClass = `(?:a-z|A-Z|${digits}|[\\w :@%,;=<>"'#~\`!/.*+?(){}|$]|${escaped})`;
const atom = `(?:${letter}|${escaped}|\\.|\\[\\^?${inClass}+\\])`;
const flat = `(?:${atom}(?:[*+?]\\??)?|[|^$]|\\\\b)*`;

const whole = new RegExp(`^${flat}$`);
const group = new RegExp(`\\((?:\\?:)?${flat}\\)`, 'g');
/** Ignores case, in front of all. */
const flag = /^\(\?i\)/;
/** As good as any repetition where there are few of it. */
const counted = /\{[1-9]\}/;
const deepest = 20;

export function isPlainRegexp(source: string): boolean {
  let left = source.replace(flag, '').replace(counted, '*');
  // A group is as good as a letter: from the inside out, one level a turn.
  for (let depth = 0; depth < deepest; depth++) {
    if (whole.test(left)) return true;
    const outer = left.replace(group, 'a');
    if (outer === left) return false;
    left = outer;
  }
  return false;
}
