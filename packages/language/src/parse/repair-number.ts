import { problem } from '../problems.ts';
import type { Mend, Stop } from './repair.ts';
import * as T from './tokens.ts';
import { makeToken, spanOf, type Token } from './tokens.ts';

interface Reason {
  readonly why: string;
  /** What was meant, where that is sure. */
  readonly use?: string;
}

/** A number with more behind it: `0x41`, `577.0`, `1_000`, `5d`. The lexer makes several tokens of them. */
export function mendNumber(stop: Stop): Mend | undefined {
  const { previous, at, tokens, text } = stop;
  if (previous === undefined || !isNumber(previous)) return undefined;
  let end = previous.end;
  let last = at;
  for (let next = tokens[last]; next?.start === end && isMore(next); next = tokens[++last]) {
    end = next.end;
  }
  if (last === at) return undefined;
  const inList = stop.open.some((index) => tokens[index]?.type === T.OpenList);
  const bracket = inList && text.charAt(end - 1) === ']';
  if (bracket) end--;
  const start = previous.start;
  const found = text.slice(start, end);
  const { why, use } = explain(found);
  const kind = /[a-z]$/.test(use ?? '') ? T.Duration : T.Int;
  const close = bracket ? [makeToken(T.CloseList, ']', end)] : [];
  return {
    at: at - 1,
    remove: last - at + 1,
    insert: [makeToken(kind, use ?? '0', start, end), ...close],
    problem: problem(
      'syntax/number',
      { start: stop.place.start, end },
      { found, why },
      use === undefined
        ? {}
        : { fix: { title: `write ${use}`, kind: 'safe', edits: [{ place: { start, end }, text: use }] } },
    ),
  };
}

/** `5min`, which is read as `5m in`. */
export function mendMinutes({ tokens, previous, at, place }: Stop): Mend | undefined {
  const number = tokens[at - 2];
  if (previous?.type !== T.In || number?.type !== T.Duration) return undefined;
  const { start, end } = spanOf(number);
  if (end !== previous.start) return undefined;
  const whole = { start, end: previous.end };
  const use = number.image;
  return {
    at: at - 2,
    remove: 2,
    insert: [number],
    problem: problem(
      'syntax/number',
      place,
      { found: `${use}in`, why: `a duration ends in \`ms\`, \`s\`, \`m\` or \`h\`, write ${use}` },
      {
        related: [{ message: `this is read as \`${use} in\``, place: whole }],
        fix: { title: `write ${use}`, kind: 'safe', edits: [{ place: whole, text: use }] },
      },
    ),
  };
}

const isNumber = (token: Token): boolean => token.type === T.Int || token.type === T.Duration;

function isMore(token: Token): boolean {
  if (token.image === '.' || /^[A-Za-z_]/.test(token.image)) return token.type !== T.Regexp;
  return isNumber(token) && /^[0-9]/.test(token.image);
}

function explain(found: string): Reason {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/.exec(found) ?? [];
  if (/^0(?:[xX][0-9a-fA-F]+|[bB][01]+|[oO][0-7]+)$/.test(digits)) {
    const name = { x: 'hexadecimal', b: 'binary', o: 'such octal' }[digits.charAt(1).toLowerCase()] ?? '';
    const use = `${sign}${BigInt(digits)}`;
    return { why: `there are no ${name} numbers, write ${use}`, use };
  }
  if (/^[0-9]+(?:_[0-9]+)+$/.test(digits)) {
    const use = sign + digits.replaceAll('_', '');
    return { why: `digits are not grouped, write ${use}`, use };
  }
  const fraction = /^([0-9]+)\.(0*)$/.exec(digits);
  if (fraction !== null) {
    const use = `${sign}${fraction[1]}`;
    return { why: `there are whole numbers only, write ${use}`, use };
  }
  if (/^[0-9]*\.[0-9]+$/.test(digits)) return { why: 'there are whole numbers only' };
  if (/^[0-9]+(?:\.[0-9]+){2,}$/.test(digits)) return { why: 'an IPv4 address has four numbers' };
  if (/^[0-9]+\.\.\.?[0-9]+$/.test(digits)) {
    return { why: 'there are no ranges, compare with `>=` and `<=`' };
  }
  const days = /^([0-9]{1,6})d$/.exec(digits);
  if (days !== null) {
    const use = `${Number(days[1]) * 24}h`;
    return { why: `a duration ends in \`ms\`, \`s\`, \`m\` or \`h\`, write ${use}`, use };
  }
  if (/^[0-9]+[a-zA-Z]+$/.test(digits)) return { why: 'a duration ends in `ms`, `s`, `m` or `h`' };
  return { why: 'it goes on with something that is no digit' };
}
