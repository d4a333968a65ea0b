/**
 * Which agents accept an expression. Between two of the minors at which some name of it changes its meaning all agents
 * check it alike, so it is checked once for each such slice of versions.
 */
import type { Availability, Catalogue, Facts, Minor } from '@secl/model';
import type { Parsed } from '../parse/parse.ts';
import { walk } from '../parse/walk.ts';
import { type CheckedRule, checkRule } from './check.ts';
import type { CheckScope } from './scope.ts';
import { languageVersions } from './versions.ts';

/** What an expression stands among: the macros and variables of its rule set, as agents of a minor have them. */
export interface Surroundings {
  readonly catalogue: Catalogue;
  readonly at: (facts: Facts) => Pick<CheckScope, 'macros' | 'variables'>;
  /** Names in the macros: what changes them changes the macros. */
  readonly names: Iterable<string>;
}

/** Neighbouring agent minors to which an expression means the same. */
export interface VersionSlice {
  readonly first: Minor;
  readonly last: Minor;
  readonly checked: CheckedRule;
  /** Names that these agents are only estimated to know. */
  readonly unsure: readonly string[];
}

/** Neighbouring agent minors that accept an expression. */
export interface VersionRange {
  readonly first: Minor;
  readonly last: Minor;
  /** The part of the range in which nothing is an estimate; undefined where all of it is one. */
  readonly sure: { readonly first: Minor; readonly last: Minor } | undefined;
}

const memo = new WeakMap<Parsed, WeakMap<Surroundings, readonly VersionSlice[]>>();

/** All minors that the catalogue knows, oldest first. Kept as long as the parsed expression and its surroundings are. */
export function versionSlices(parsed: Parsed, surroundings: Surroundings): readonly VersionSlice[] {
  const known = memo.get(parsed) ?? new WeakMap<Surroundings, readonly VersionSlice[]>();
  memo.set(parsed, known);
  const slices = known.get(surroundings) ?? slice(parsed, surroundings);
  known.set(surroundings, slices);
  return slices;
}

function slice(parsed: Parsed, surroundings: Surroundings): readonly VersionSlice[] {
  const { catalogue, at } = surroundings;
  const { lastMinor } = catalogue;
  const around = aroundOf(surroundings);
  const used = new Set(namesIn(parsed));
  const starts = [...new Set([...startsOf(used, catalogue), ...around.starts])].sort((a, b) => a - b);
  return starts.map((first, index) => {
    const facts = catalogue.at(first);
    const checked = checkRule(parsed, { ...at(facts), catalogue, facts });
    const own = [...used].filter((name) => !isSure(name, facts, catalogue));
    const unsure = [...new Set([...own, ...around.unsureAt(facts)])].sort();
    return { first, last: (starts[index + 1] ?? lastMinor + 1) - 1, checked, unsure };
  });
}

/** What the names of macros bring to the slices of every expression. */
interface Around {
  readonly starts: readonly Minor[];
  readonly unsureAt: (facts: Facts) => readonly string[];
}

const arounds = new WeakMap<Surroundings, Around>();

function aroundOf(surroundings: Surroundings): Around {
  const before = arounds.get(surroundings);
  if (before !== undefined) return before;
  const { catalogue } = surroundings;
  const names = new Set(surroundings.names);
  const unsure = new Map<Facts, readonly string[]>();
  const around: Around = {
    starts: startsOf(names, catalogue),
    unsureAt(facts) {
      const known = unsure.get(facts) ?? [...names].filter((name) => !isSure(name, facts, catalogue));
      unsure.set(facts, known);
      return known;
    },
  };
  arounds.set(surroundings, around);
  return around;
}

/**
 * The first minors of the slices in which an expression, taken for itself, means the same; oldest first. What its macros
 * and variables are at a minor is not looked at.
 */
export function breakpointsOf(parsed: Parsed, catalogue: Catalogue): readonly Minor[] {
  return startsOf(new Set(namesIn(parsed)), catalogue);
}

function startsOf(names: ReadonlySet<string>, catalogue: Catalogue): readonly Minor[] {
  const { firstMinor, lastMinor } = catalogue;
  return [...new Set([firstMinor, ...boundaries(names, catalogue)])]
    .filter((minor) => minor >= firstMinor && minor <= lastMinor)
    .sort((a, b) => a - b);
}

/** The ranges of minors in which an expression has no problem, oldest first. */
export function acceptedRanges(slices: readonly VersionSlice[]): readonly VersionRange[] {
  const ranges: VersionRange[] = [];
  for (const { first, last, checked, unsure } of slices) {
    if (checked.problems.length > 0) continue;
    const before = ranges[ranges.length - 1];
    const joins = before !== undefined && before.last === first - 1;
    const estimated = joins ? before.sure : undefined;
    const sure = unsure.length > 0 ? estimated : { first: estimated?.first ?? first, last };
    if (joins) ranges.pop();
    ranges.push({ first: joins ? before.first : first, last, sure });
  }
  return ranges;
}

/** "needs agent 7.57 or newer"; undefined where every agent that the catalogue knows accepts the expression. */
export function describeRanges(ranges: readonly VersionRange[], catalogue: Catalogue): string | undefined {
  const { firstMinor, lastMinor } = catalogue;
  const words = ranges.map(({ first, last, sure }) => {
    const perhaps = estimate({ first, last }, sure);
    if (last === lastMinor) return `7.${first} or newer${perhaps}`;
    if (first === firstMinor) return `7.${last} or older${perhaps}`;
    return first === last ? `7.${first}${perhaps}` : `7.${first} to 7.${last}${perhaps}`;
  });
  if (words.length === 0) return 'no agent accepts it';
  const everywhere = ranges[0]?.first === firstMinor && ranges[0].last === lastMinor;
  if (everywhere && ranges[0]?.sure?.first === firstMinor && ranges[0].sure.last === lastMinor)
    return undefined;
  return `needs agent ${words.join(', or ')}`;
}

function estimate(
  range: { readonly first: Minor; readonly last: Minor },
  sure: VersionRange['sure'],
): string {
  if (sure === undefined) return ' (estimated)';
  const from = sure.first > range.first ? [`surely from 7.${sure.first}`] : [];
  const to = sure.last < range.last ? [`surely to 7.${sure.last}`] : [];
  const words = [...from, ...to];
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

const insertedField = /%\{([A-Za-z_][A-Za-z0-9_.[\]]*)\}/g;

/** Names that agents look up: fields without their iterator variable, constants, macros. */
function* namesIn(parsed: Parsed): Generator<string> {
  for (const node of walk(parsed.tree.root)) {
    if (node.kind === 'ident') yield withoutIteratorVariable(node.name);
    if (node.kind === 'string') {
      for (const [, name = ''] of node.value.matchAll(insertedField)) yield withoutIteratorVariable(name);
    }
  }
}

function withoutIteratorVariable(name: string): string {
  return name.replace(/^(.*)\[[^\]]+\](.*)$/, '$1$2');
}

/** Where one of the names, or what is known of it, or the language itself changes. */
function* boundaries(names: ReadonlySet<string>, catalogue: Catalogue): Generator<Minor> {
  yield* Object.values(languageVersions);
  yield* catalogue.breakpoints(names);
  for (const { name, since } of catalogue.iterators) {
    for (const used of names) if (used.startsWith(`${name}.`)) yield since;
  }
  for (const name of names) {
    for (const availability of availabilities(name, catalogue)) {
      yield availability.sinceMax;
      if (availability.untilMin !== null) yield availability.untilMin + 1;
    }
  }
}

function availabilities(name: string, catalogue: Catalogue): readonly Availability[] {
  const legacy = catalogue.legacy(name);
  const fields = [catalogue.field(name), legacy === undefined ? undefined : catalogue.field(legacy.to)];
  return fields.filter((field) => field !== undefined);
}

/** Whether it is known, not estimated, that agents of this minor have the name, and what it is. */
function isSure(name: string, facts: Facts, catalogue: Catalogue): boolean {
  const { minor } = facts;
  const constant = facts.constant(name);
  if (constant !== undefined) return constant.sure;
  const field = facts.field(name);
  if (field === undefined) return true;
  const legacy = field.name === name ? undefined : catalogue.legacy(name);
  if (legacy !== undefined && !legacy.sure) return false;
  const left = field.untilMin === null || minor <= field.untilMin;
  return minor >= field.sinceMax && left && !field.typeUncertain;
}
