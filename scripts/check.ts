/** `npm run check`: all that can be said without running the code. */
import { buildSteps, checkSteps } from './steps.ts';
import { runSteps } from './tools.ts';

process.exitCode = await runSteps([...buildSteps, ...checkSteps]);
