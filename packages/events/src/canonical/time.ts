const DAY = 86_400;
const NANOSECONDS = 1_000_000_000n;
const FORM = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):?(\d\d))$/;

/** Nanoseconds since 1970 of an RFC 3339 time; digits beyond the ninth are cut off. `undefined`: not a time. */
export function parseTime(text: string): bigint | undefined {
  const parts = FORM.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second, fraction = '', , sign, offsetHours, offsetMinutes] = parts;
  const days = daysSince1970(Number(year), Number(month), Number(day));
  const withinDay = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  if (days === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) {
    return undefined;
  }
  const offset = (Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0)) * (sign === '-' ? -60 : 60);
  return BigInt(days * DAY + withinDay - offset) * NANOSECONDS + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

/**
 * The same for a stream of times: those that share their second with the last one, as most lines of a recording do,
 * cost an addition.
 */
export function timeReader(): (text: string) => bigint | undefined {
  const secondLength = '2026-03-01T10:00:00'.length;
  let second = '';
  let base = 0n;
  return (text) => {
    // ".123456789Z" behind the second that is known
    if (
      text.length === secondLength + 11 &&
      text.charCodeAt(29) === 0x5a &&
      text.startsWith(second) &&
      second !== ''
    ) {
      const nanoseconds = nineDigits(text, secondLength + 1);
      if (nanoseconds >= 0 && text.charCodeAt(secondLength) === 0x2e) {
        return base + BigInt(nanoseconds);
      }
    }
    const time = parseTime(text);
    if (time !== undefined && text.charCodeAt(text.length - 1) === 0x5a) {
      second = text.slice(0, secondLength);
      base = time - (((time % NANOSECONDS) + NANOSECONDS) % NANOSECONDS);
    }
    return time;
  };
}

/** The same time as text, in UTC, with nine digits of a second. */
export function formatTime(nanoseconds: bigint): string {
  const fraction = ((nanoseconds % NANOSECONDS) + NANOSECONDS) % NANOSECONDS;
  const milliseconds = Number((nanoseconds - fraction) / 1_000_000n);
  return `${new Date(milliseconds).toISOString().slice(0, -5)}.${String(fraction).padStart(9, '0')}Z`;
}

function nineDigits(text: string, from: number): number {
  let value = 0;
  for (let at = from; at < from + 9; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) {
      return -1;
    }
    value = value * 10 + digit;
  }
  return value;
}

function daysSince1970(year: number, month: number, day: number): number | undefined {
  const milliseconds = Date.UTC(year, month - 1, day);
  const date = new Date(milliseconds);
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? milliseconds / (DAY * 1000) : undefined;
}
