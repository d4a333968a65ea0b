/** For tests: canonical events as lines. Seconds stand for times after 10 o'clock. */
export function line(type: string, second: string, values: object, rest: object = {}): string {
  return `${JSON.stringify({ Type: type, Time: `2026-03-01T10:00:${second}Z`, Values: values, ...rest })}\n`;
}

/** An event of a recording without times. */
export function untimed(type: string, values: object, rest: object = {}): string {
  return `${JSON.stringify({ Type: type, Values: values, ...rest })}\n`;
}
