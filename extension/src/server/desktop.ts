/** The process of the language server. */
import { serveStdio } from '@secl/language-server/node';

const code = await serveStdio({
  input: process.stdin,
  output: process.stdout,
  today: () => new Date().toISOString().slice(0, 10),
  replayThread: new URL('./replay-thread.mjs', import.meta.url),
});
process.exit(code);
