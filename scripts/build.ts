/** `npm run build`: declarations and code of every room, and the bundle of the command. */
import { buildSteps } from './steps.ts';
import { runSteps } from './tools.ts';

process.exitCode = await runSteps(buildSteps);
