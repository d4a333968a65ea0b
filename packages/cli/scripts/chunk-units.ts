/**
 * Which chunks become one file. Those that the same commands load do; and small ones go into others that all of their
 * commands load anyway, which is a few bytes too many for the others, and a file less for their own.
 */
import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { Metafile } from 'esbuild';

type Outputs = Metafile['outputs'];

/** The entries of a bundle, by their sources. */
export interface Entries {
  /** What starts and decides what else is loaded: what it needs itself stays apart, and so it starts at once. */
  readonly start: string;
  /** For each command the entries that a run of it loads. */
  readonly runs: readonly (readonly string[])[];
}

/** In bytes: what Node reads in the time that it takes to find and open one more file. */
const small = 24_000;

interface Unit {
  /** Runs that load it, by their numbers. */
  readonly runs: ReadonlySet<number>;
  readonly chunks: string[];
}

/** The file that a chunk becomes a part of, by its path; those that stay as they are have none. */
export function chunkUnits(outputs: Outputs, entries: Entries): ReadonlyMap<string, string> {
  const units = unitsIn(outputs, entries);
  const bytesOf = ({ chunks }: Unit): number =>
    chunks.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  for (const unit of [...units].sort((a, b) => bytesOf(a) - bytesOf(b))) {
    if (bytesOf(unit) > small) continue;
    const larger = [...units]
      .filter((other) => other !== unit && areAmong(unit.runs, other.runs))
      .sort((a, b) => a.runs.size - b.runs.size);
    const home = larger.find((other) => hasImportsOf(outputs, units, unit, other));
    if (home === undefined) continue;
    home.chunks.push(...unit.chunks);
    units.delete(unit);
  }
  const joined = [...units].filter(({ chunks }) => chunks.length > 1);
  return new Map(joined.flatMap(({ chunks }) => chunks.map((path) => [path, nameOf(chunks)])));
}

function unitsIn(outputs: Outputs, { start, runs }: Entries): Set<Unit> {
  const apart = reached(outputs, start);
  const reachedBy = runs.map((loaded) => new Set(loaded.flatMap((entry) => [...reached(outputs, entry)])));
  const bySet = new Map<string, Unit>();
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint !== undefined || apart.has(path)) continue;
    const who = reachedBy.flatMap((set, index) => (set.has(path) ? index : []));
    if (who.length === 0) continue;
    const unit = bySet.get(who.join()) ?? { runs: new Set(who), chunks: [] };
    unit.chunks.push(path);
    bySet.set(who.join(), unit);
  }
  return new Set(bySet.values());
}

/** All that is loaded with a source. */
function reached(outputs: Outputs, source: string): ReadonlySet<string> {
  const [entry] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  if (entry === undefined) throw new Error(`${source} is no entry of the bundle`);
  const seen = new Set([entry]);
  for (const path of seen) for (const next of importsOf(outputs, path)) seen.add(next);
  return seen;
}

function importsOf(outputs: Outputs, path: string): readonly string[] {
  const imports = outputs[path]?.imports ?? [];
  return imports.flatMap(({ path: next, kind }) =>
    kind === 'import-statement' && outputs[next] !== undefined ? next : [],
  );
}

/** Whether all that load the one have loaded, too, what the other imports: chunks, and modules of Node, which start more. */
function hasImportsOf(outputs: Outputs, units: ReadonlySet<Unit>, { chunks }: Unit, home: Unit): boolean {
  const isLoaded = (unit: Unit): boolean => areAmong(home.runs, unit.runs);
  const imported = new Set(chunks.flatMap((path) => importsOf(outputs, path)));
  const isAtHand = (path: string): boolean =>
    [...units].every((unit) => !unit.chunks.includes(path) || isLoaded(unit));
  const loaded = [...units].filter(isLoaded).flatMap((unit) => unit.chunks);
  const started = new Set(loaded.flatMap((path) => modulesOf(outputs, path)));
  return (
    [...imported].every((path) => chunks.includes(path) || isAtHand(path)) &&
    chunks.every((path) => modulesOf(outputs, path).every((module) => started.has(module)))
  );
}

/** Modules of Node that a chunk imports at once. */
function modulesOf(outputs: Outputs, path: string): readonly string[] {
  const imports = outputs[path]?.imports ?? [];
  return imports.flatMap(({ path: module, kind, external }) =>
    external === true && kind === 'import-statement' ? module : [],
  );
}

const areAmong = (some: ReadonlySet<number>, all: ReadonlySet<number>): boolean =>
  [...some].every((each) => all.has(each));

/** The names of chunks hold a hash of what they are, and so does this; where they are written is not a part of it. */
function nameOf(chunks: readonly string[]): string {
  const names = chunks.map((path) => basename(path));
  const hash = createHash('sha256').update(names.join()).digest('hex').slice(0, 8).toUpperCase();
  return join(dirname(chunks[0] ?? ''), `joined-${hash}.mjs`);
}
