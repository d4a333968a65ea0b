import { type CallReader, fileCalls } from './file-events.ts';
import { kernelCalls } from './kernel-events.ts';
import { socketCalls } from './socket-events.ts';

/** What calls mean whose event follows from their numbers alone; starts and credentials need the process tree too. */
export const callReaders: ReadonlyMap<string, CallReader> = new Map(
  Object.entries({ ...fileCalls, ...socketCalls, ...kernelCalls }),
);
