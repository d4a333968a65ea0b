import { parseDuration } from '@secl/policy';
import {
  type BatchResult,
  type GoThrough,
  type MutationReport,
  runMutation,
  type TestedRuleSet,
} from '@secl/testing';
import type { CliContext } from '../context.ts';
import type { Helpers } from './mutation-helpers.ts';

/** Changes the rules, until all are done or the time (in milliseconds) is up. */
export async function mutated(
  sets: readonly TestedRuleSet[],
  { stderr, signal }: CliContext,
  time: number | undefined,
  { batches, brought, settled }: Helpers,
): Promise<MutationReport> {
  const timer = time === undefined ? undefined : AbortSignal.timeout(time);
  const isOver = (): boolean => signal.aborted || timer?.aborted === true;
  const goThrough: GoThrough = async (all, work) => {
    const own = new Map<number, BatchResult>();
    // Lets the timer, ctrl-C, and what other threads bring, come through.
    const progress = async (): Promise<boolean> => {
      const done = Math.round(((own.size + brought.size) / Math.max(all, 1)) * 100);
      if (stderr.terminal) stderr.write(`\r\u001B[Kchanging rules: ${done} %`);
      await new Promise((resolve) => setImmediate(resolve));
      return !isOver();
    };
    while (await progress()) {
      const batch = batches.take(all);
      if (batch === undefined) break;
      own.set(batch, work(batch));
    }
    batches.close();
    await settled();
    const results = Array.from({ length: all }, (_, batch) => own.get(batch) ?? brought.get(batch));
    // What a thread took and did not bring back.
    for (const [batch, result] of results.entries())
      if (result === undefined && (await progress())) results[batch] = work(batch);
    return results;
  };
  const report = await runMutation(sets, { goThrough });
  if (stderr.terminal) stderr.write('\r\u001B[K');
  return report;
}

/** Of `30s`; undefined where it is no time. */
export function milliseconds(text: string): number | undefined {
  const duration = parseDuration(text);
  return typeof duration === 'bigint' && duration > 0n ? Number(duration / 1_000_000n) : undefined;
}
