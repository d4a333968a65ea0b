/** The thread of `secl lsp` in which replays run: a script of its own in the bundle. */
import { serveReplayThread } from '@secl/language-server/node';

await serveReplayThread();
