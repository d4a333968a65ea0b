import { readFileSync } from 'node:fs';
import { runExpression } from './expressions.ts';
import { runPolicies } from './policies.ts';

let passed = 0,
  failed = 0;
const show = Number(process.env['SHOW'] ?? 15);
for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    const test = JSON.parse(line, (_k: string, v: unknown, c: { source?: string }) =>
      typeof v === 'number' && !Number.isSafeInteger(v) && /^-?\d+$/.test(c.source ?? '')
        ? BigInt(c.source ?? '')
        : v,
    );
    const outcome = test.files ? runPolicies(test) : runExpression(test);
    if (outcome.passed) passed++;
    else if (failed++ < show)
      console.log(
        `${outcome.id}: ${(test.expression ?? '').slice(0, 300)}\n${outcome.difference}\n  ${JSON.stringify(test.expect.error ?? '')}`,
      );
  }
}
console.log(`${passed} passed, ${failed} failed`);
