/**
 * `npm run bench [-- NAME…]`: measures, and prints every figure beside what it is compared with. Times of events are
 * processor times of the one thread, as multiples of what `JSON.parse` of one event's line costs in the same run, so that
 * machines compare.
 */
import { measureDecoding } from './decode.ts';
import { measureEvaluation } from './evaluate.ts';
import { measureFleet } from './fleet.ts';
import { measureFleetPage } from './fleet-page.ts';
import { measureImport } from './import.ts';
import { measureImportOfSystems } from './import-systems.ts';
import { measureLanguageServer } from './language-server.ts';
import { measureLint } from './lint.ts';
import { measureLoading } from './load.ts';
import { type Figure, machine, microseconds, parseCost, print, startOfNode } from './measure.ts';
import { measureReasoning } from './reason.ts';
import { measureMemory, measureReplay } from './replay.ts';
import { missing } from './rule-set.ts';
import { eventLines } from './stream.ts';
import { measureTesting } from './testing.ts';

interface Benchmark {
  readonly title: string;
  readonly measure: () => readonly Figure[] | Promise<readonly Figure[]>;
  /** Runs the released default policy. */
  readonly needsPolicy: boolean;
}

const benchmarks: Readonly<Record<string, Benchmark>> = {
  decode: { title: 'Decoding a line', measure: measureDecoding, needsPolicy: false },
  evaluate: {
    title: 'Evaluating an event on default policy 1.69.3 at 7.68',
    measure: measureEvaluation,
    needsPolicy: true,
  },
  replay: { title: 'Replay of a file, on the same', measure: measureReplay, needsPolicy: true },
  load: { title: 'Loading default policy 1.69.3', measure: measureLoading, needsPolicy: true },
  lint: { title: 'Linting 1,000 rules in 20 files, whole process', measure: measureLint, needsPolicy: false },
  testing: {
    title: 'Testing 1,000 rules in 20 files, whole process',
    measure: measureTesting,
    needsPolicy: false,
  },
  'language-server': {
    title: 'The language server on default policy 1.69.3, over its streams, p50 / p95, whole process',
    measure: measureLanguageServer,
    needsPolicy: true,
  },
  import: {
    title: 'Importing DNS events of Tracee, whole process',
    measure: measureImport,
    needsPolicy: false,
  },
  'import-systems': {
    title: 'Importing what strace and the audit system write, whole process',
    measure: measureImportOfSystems,
    needsPolicy: false,
  },
  fleet: {
    title: 'Coverage of 50,000 hosts and 20,000 tasks by default policy 1.69.3, whole process',
    measure: measureFleet,
    needsPolicy: true,
  },
  'fleet-page': {
    title: 'The page of the same, in headless Chromium without a graphics processor',
    measure: measureFleetPage,
    needsPolicy: true,
  },
  reason: { title: 'Reasoning about 1,000 rules', measure: measureReasoning, needsPolicy: false },
  memory: { title: 'Memory of a replay', measure: measureMemory, needsPolicy: true },
};

/** Of which a part is Node's own, and which other machines take longer or shorter for by as much. */
const wholeProcess = 'whole process';

const names = process.argv.slice(2);
const unknown = names.filter((name) => benchmarks[name] === undefined);
if (unknown.length > 0) {
  console.error(`No benchmark \`${unknown.join('`, `')}\`: there are ${Object.keys(benchmarks).join(', ')}.`);
  process.exitCode = 2;
} else {
  const lines = [...eventLines(10_000)];
  const bytes = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
  console.log(machine());
  console.log(`JSON.parse of a line of ${bytes.toFixed(0)} bytes: ${microseconds(parseCost(lines))}`);
  for (const [name, { title, measure, needsPolicy }] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (needsPolicy && missing !== undefined) console.log(`\n${title}\n  ${missing}`);
    else if (!title.endsWith(wholeProcess)) print(title, await measure());
    else {
      // The machine's speed drifts: before and after, beside what is measured.
      const before = startOfNode();
      const figures = await measure();
      print(`${title}; Node itself takes ${before.toFixed(0)} and ${startOfNode().toFixed(0)} ms`, figures);
    }
  }
}
