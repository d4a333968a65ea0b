// STUB until @secl/text has it
export type Parsed = { ok: true; value: unknown } | { ok: false; offset: number; message: string };
export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (e) {
    return { ok: false, offset: 0, message: String(e) };
  }
}
export function parseJsonExact(text: string): Parsed {
  try {
    return {
      ok: true,
      value: JSON.parse(text, (_k: string, v: unknown, c?: { source?: string }) =>
        typeof v === 'number' &&
        !Number.isSafeInteger(v) &&
        c?.source !== undefined &&
        /^-?\d+$/.test(c.source)
          ? BigInt(c.source)
          : v,
      ),
    };
  } catch (e) {
    return { ok: false, offset: 0, message: String(e) };
  }
}
