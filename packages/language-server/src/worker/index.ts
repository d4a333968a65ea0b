import { type HclParser, type HclWasm, startHcl } from '@secl/text';
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { callingOff } from '../called-off.ts';
import { type Port, replayerOver, serveReplays } from '../custom/replay/channel.ts';
import { ReplaySession } from '../custom/replay/session.ts';
import { serve } from '../serve.ts';

/** What every worker has; this room sees no types of one. */
declare const setTimeout: (call: () => void, milliseconds: number) => number;
declare const clearTimeout: (timer: number) => void;
declare const performance: { now(): number };

/** What a worker may have beside the page that it serves. */
export interface WorkerOptions {
  /** A port to another worker that runs replays: one that calls `serveReplayWorker`. */
  readonly replays?: BrowserPort;
  /** Gets what the parser of Terraform files is made of, when there is one to read; without it none is read. */
  readonly hcl?: () => Promise<HclWasm>;
}

/**
 * Serves the page that started this worker. A worker has no disk: what the editor has open is seen, and files that the page
 * reads for it, where it says that it does.
 */
export function serveWorker(
  port: ConstructorParameters<typeof BrowserMessageReader>[0],
  { replays, hcl }: WorkerOptions = {},
): Promise<number> {
  const connection = createConnection(
    new BrowserMessageReader(port),
    new BrowserMessageWriter(port),
    callingOff,
  );
  return serve(connection, {
    filesOf: () => undefined,
    after(milliseconds, call) {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
    ...(hcl === undefined ? {} : { hcl: startedOnce(hcl) }),
    ...(replays === undefined ? {} : { replayer: replayerOver(portOf(replays)) }),
  });
}

function startedOnce(wasm: () => Promise<HclWasm>): () => Promise<HclParser> {
  let started: Promise<HclParser> | undefined;
  return () => {
    started ??= wasm().then(startHcl);
    return started;
  };
}

/** Runs replays for a server at the other end of the port. */
export function serveReplayWorker(port: BrowserPort, { hcl }: Pick<WorkerOptions, 'hcl'> = {}): void {
  const pause = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));
  serveReplays(
    portOf(port),
    new ReplaySession({
      open: () => undefined,
      pause,
      ...(hcl === undefined ? {} : { hcl: startedOnce(hcl) }),
    }),
  );
}

/** The part of a `MessagePort` that is used: this room sees no types of a browser. */
export interface BrowserPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
}

function portOf(port: BrowserPort): Port {
  return {
    post: (message) => port.postMessage(message),
    listen(take) {
      port.addEventListener('message', ({ data }) => take(data));
      port.start();
    },
  };
}
