import { parseDuration } from '@secl/policy';
import { type MutationReport, runMutation, type TestedRuleSet } from '@secl/testing';
import type { CliContext } from '../context.ts';

/** Changes the rules, until all are done or the time (in milliseconds) is up. */
export async function mutated(
  sets: readonly TestedRuleSet[],
  { stderr, signal }: CliContext,
  time: number | undefined,
): Promise<MutationReport> {
  const timer = time === undefined ? undefined : AbortSignal.timeout(time);
  const report = await runMutation(sets, {
    isOver: () => signal.aborted || timer?.aborted === true,
    onProgress: async (done, all) => {
      if (stderr.terminal) stderr.write(`\r\u001B[Kchanging rules: ${done} of ${all}`);
      // Lets the timer, and ctrl-C, come through.
      await new Promise((resolve) => setImmediate(resolve));
    },
  });
  if (stderr.terminal) stderr.write('\r\u001B[K');
  return report;
}

/** Of `30s`; undefined where it is no time. */
export function milliseconds(text: string): number | undefined {
  const duration = parseDuration(text);
  return typeof duration === 'bigint' && duration > 0n ? Number(duration / 1_000_000n) : undefined;
}
