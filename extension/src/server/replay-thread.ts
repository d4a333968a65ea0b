/** The thread of the server's process in which replays run. */
import { serveReplayThread } from '@secl/language-server/node';

await serveReplayThread();
