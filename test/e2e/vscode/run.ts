/** `npm run e2e`: packs the extension, gets VS Code where it is not there yet, and runs the tests in it and of pages. */
import { buildSteps } from '../../../scripts/steps.ts';
import { runSteps } from '../../../scripts/tools.ts';
import { installCodeServer } from './code-server.ts';

const trouble = installCodeServer();
if (trouble !== undefined)
  process.stderr.write(`VS Code could not be installed, so its tests are skipped:\n${trouble}\n`);
process.exitCode = await runSteps([
  ...buildSteps,
  { name: 'the extension (vsce)', command: ['node', '--conditions=source', 'extension/scripts/vsix.ts'] },
  {
    name: 'the tests in browsers (vitest)',
    command: ['vitest', 'run', '--config', 'vitest.e2e.config.ts', ...process.argv.slice(2)],
  },
]);
