/** `npm test`: build, checks, tests. Arguments go to vitest: `npm test -- packages/text`. */
import { buildSteps, checkSteps, testSteps } from './steps.ts';
import { runSteps } from './tools.ts';

process.exitCode = await runSteps([...buildSteps, ...checkSteps, ...testSteps(process.argv.slice(2))]);
