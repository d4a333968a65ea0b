import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { command } from './nodes.ts';

/** Milliseconds of the median of these runs: a single one says more about the machine's other work. */
function median(args: readonly string[], runs = 15): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args);
    expect(status).toBe(0);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

// The figure is printed and not asserted: a busy machine must not fail the tests.
it('tells how long secl --version takes on top of Node itself (goal: within 40 ms)', () => {
  const nothing = median(['-e', '0']);
  const version = median([command, '--version']);
  console.info(
    `secl --version: ${version.toFixed(1)} ms, node -e 0: ${nothing.toFixed(1)} ms, difference ${(version - nothing).toFixed(1)} ms`,
  );
});
