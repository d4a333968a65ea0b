/** The thread in which `secl import` writes what it has read: a script of its own in the bundle. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveLines } from './import/lines-thread.ts';

if (parentPort !== null) serveLines(parentPort, workerData);
