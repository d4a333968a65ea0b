/**
 * Where `secl` starts. `--version` is answered before anything else is loaded: editors and scripts ask it often.
 * The rest is imported only now, as a chunk of the bundle.
 */
import { enableCompileCache } from 'node:module';
import { version } from './version.ts';

const args = process.argv.slice(2);
if (args.length === 1 && args[0] === '--version') {
  process.stdout.write(`${version}\n`);
} else {
  enableCompileCache();
  const { runInProcess } = await import('./run-in-process.ts');
  await runInProcess(args);
}
