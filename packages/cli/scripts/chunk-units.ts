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
  /** What every run loads. */
  readonly first: string;
  /** Of which a run loads one. */
  readonly commands: readonly string[];
  /** Commands whose runs load something else first. */
  readonly instead?: Readonly<Record<string, string>>;
}

/** In bytes: what Node reads in the time that it takes to find and open one more file. */
const small = 24_000;

interface Unit {
  /** Commands that load it, by their numbers. */
  readonly commands: ReadonlySet<number>;
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
      .filter((other) => other !== unit && areAmong(unit.commands, other.commands))
      .sort((a, b) => a.commands.size - b.commands.size);
    const home = larger.find((other) => hasImportsOf(outputs, units, unit, other));
    if (home === undefined) continue;
    home.chunks.push(...unit.chunks);
    units.delete(unit);
  }
  const joined = [...units].filter(({ chunks }) => chunks.length > 1);
  return new Map(joined.flatMap(({ chunks }) => chunks.map((path) => [path, nameOf(chunks)])));
}

function unitsIn(outputs: Outputs, { start, first, commands, instead = {} }: Entries): Set<Unit> {
  const apart = reached(outputs, start);
  const reachedBy = commands.map(
    (command) => new Set([...reached(outputs, instead[command] ?? first), ...reached(outputs, command)]),
  );
  const bySet = new Map<string, Unit>();
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint !== undefined || apart.has(path)) continue;
    const who = reachedBy.flatMap((set, index) => (set.has(path) ? index : []));
    if (who.length === 0) continue;
    const unit = bySet.get(who.join()) ?? { commands: new Set(who), chunks: [] };
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

/** Whether all that load the one have loaded, too, what the other imports. */
function hasImportsOf(outputs: Outputs, units: ReadonlySet<Unit>, { chunks }: Unit, home: Unit): boolean {
  const imported = new Set(chunks.flatMap((path) => importsOf(outputs, path)));
  const isAtHand = (path: string): boolean =>
    [...units].every((unit) => !unit.chunks.includes(path) || areAmong(home.commands, unit.commands));
  return [...imported].every((path) => chunks.includes(path) || isAtHand(path));
}

const areAmong = (some: ReadonlySet<number>, all: ReadonlySet<number>): boolean =>
  [...some].every((each) => all.has(each));

/** The names of chunks hold a hash of what they are, and so does this; where they are written is not a part of it. */
function nameOf(chunks: readonly string[]): string {
  const names = chunks.map((path) => basename(path));
  const hash = createHash('sha256').update(names.join()).digest('hex').slice(0, 8).toUpperCase();
  return join(dirname(chunks[0] ?? ''), `joined-${hash}.mjs`);
}
