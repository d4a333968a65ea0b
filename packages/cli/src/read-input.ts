import type { CliContext } from './context.ts';

/** All of standard input, for `-`. */
export async function readStandardInput(context: CliContext): Promise<Uint8Array> {
  const portions: Uint8Array[] = [];
  let length = 0;
  for await (const portion of context.stdin) {
    portions.push(portion);
    length += portion.length;
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const portion of portions) {
    whole.set(portion, at);
    at += portion.length;
  }
  return whole;
}
