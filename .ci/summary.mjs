/**
 * `node .ci/summary.mjs STATUS FILE...`: adds up result files (the JSON of vitest, which is Jest's), says once more what
 * failed, and what was skipped: the reason stands in the title of the test. STATUS is the worst exit code of the runners;
 * where it is not 0 and no test failed, something beside the tests broke, which counts as one failure.
 */
import { readFileSync } from 'node:fs';

const [status = '1', ...files] = process.argv.slice(2);
const totals = { passed: 0, failed: 0 };
const failed = [];
const skipped = [];

for (const file of files) {
  for (const suite of readSuites(file)) {
    const tests = suite.assertionResults;
    totals.passed += tests.filter((test) => test.status === 'passed').length;
    const failures = tests.filter((test) => test.status === 'failed').length;
    // A file that cannot be loaded has no tests at all: it is one failure.
    const broken = failures === 0 && suite.status === 'failed';
    totals.failed += broken ? 1 : failures;
    if (broken) failed.push(`${suite.name}\n${suite.message}`);
    for (const test of tests) {
      if (test.status === 'failed')
        failed.push(`${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
      else if (test.status !== 'passed') skipped.push(test.fullName);
    }
  }
}
if (status !== '0' && totals.failed === 0) {
  totals.failed = 1;
  console.log('\nNo test failed, but a step beside the tests did: see above.');
}
for (const text of failed) console.log(`\nFailed: ${text}`);
console.log(skipped.length === 0 ? '\nNothing was skipped.' : `\nSkipped (${skipped.length}):`);
for (const name of skipped) console.log(`  ${name}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function readSuites(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).testResults;
  } catch (error) {
    return [
      { name: 'a runner left no results', status: 'failed', message: error.message, assertionResults: [] },
    ];
  }
}
