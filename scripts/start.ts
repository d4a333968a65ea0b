/**
 * `npm start`: the shipped recording of an attack, told back through the rules of the library. More arguments
 * go to the same command: `npm start -- --why RULE`.
 */
import { join } from 'node:path';
import { bundle } from '../packages/cli/scripts/bundle.ts';

const root = join(import.meta.dirname, '..');
const secl = join(root, 'packages/cli/bin/secl.mjs');
const demonstration = [
  'replay',
  '--policies',
  'rules-library/policies',
  'rules-library/recordings/attack-sim.strace',
];

await bundle();
// In this process, so that the terminal, standard input and signals are the command's own.
process.chdir(root);
process.argv = [process.execPath, secl, ...demonstration, ...process.argv.slice(2)];
await import(secl);
