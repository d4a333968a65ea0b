/** `node --conditions=source test/e2e/vscode/install.ts`: gets the VS Code that the tests here drive, once. */
import { installCodeServer } from './code-server.ts';

const trouble = installCodeServer();
if (trouble !== undefined) {
  process.stderr.write(`code-server could not be installed:\n${trouble}\n`);
  process.exitCode = 1;
}
