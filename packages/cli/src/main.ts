/**
 * Where `secl` starts. `--version` is answered before anything else is loaded: editors and scripts ask it often.
 * The rest is imported only now, as a chunk of the bundle.
 */
import { enableCompileCache } from 'node:module';
import { version } from './version.ts';

const args = process.argv.slice(2);
if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`${version}\n`);
} else if (startsServer(args)) {
  enableCompileCache();
  const { serveInProcess } = await import('./language-server.ts');
  await serveInProcess();
} else {
  enableCompileCache();
  const { commandLine } = await import('./command-line.ts');
  const runInProcess = await commandLine();
  await runInProcess(args);
  // At once: what is in memory is not taken apart piece by piece, which takes as long as linting ten policies.
  process.exit();
}

/** What editors start the server with. They wait for it, and need nothing of what stands around the other commands. */
function startsServer([command, ...flags]: readonly string[]): boolean {
  return command === 'lsp' && flags.every((flag) => flag === '--stdio');
}
