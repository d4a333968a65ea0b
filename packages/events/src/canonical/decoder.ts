import type { Catalogue, Event } from '@secl/model';
import { parseJson, parseJsonExact } from '@secl/text';
import type { EventProblem, LineAt } from '../problem.ts';
import type { CanonicalRecord } from '../record.ts';
import { diagnose } from './diagnose.ts';
import { digitsIn } from './exact-digits.ts';
import {
  BROKEN,
  FILLED,
  fillElements,
  fillValues,
  isObject,
  type JsonObject,
  NEEDS_EXACT,
  NO_DIGITS,
  type Origin,
  type Outcome,
} from './fill.ts';
import { makePlaces, type Places } from './places.ts';
import { type PooledEvent, pooledEvent, reset } from './pool.ts';
import { timeReader } from './time.ts';
import { readTopLevel, type TopLevel } from './top-level.ts';
import { unknownReader } from './unknown.ts';
import { readVariables } from './variables.ts';

export type Decoded =
  | {
      readonly ok: true;
      /** Valid until the next event is decoded: copy what you keep. */
      readonly event: Event;
    }
  | {
      /** The line is left out as a whole: a field that is read as zero would give wrong verdicts. */
      readonly ok: false;
      readonly problems: readonly EventProblem[];
    };

export interface Decoder {
  /** One JSON object. Integers are exact. */
  decode(at: LineAt): Decoded;
  /** The same for an event that an importer has made; `at` is the line it was made from. */
  decodeRecord(record: CanonicalRecord, at: LineAt): Decoded;
}

interface Pooled {
  readonly pooled: PooledEvent;
  readonly result: Decoded;
}

const EXACT: Origin = { exact: true, digits: NO_DIGITS };
const NO_LIST: readonly unknown[] = [];

/**
 * Reads canonical events (spec/events.md, Canonical event) into reused Event objects, one for each distinct `Unknown`
 * list. What costs is what every line does; mistakes are found here and explained by `diagnose`, from the start.
 */
export function createDecoder(catalogue: Catalogue): Decoder {
  const places: Places = makePlaces(catalogue);
  const types = new Set(catalogue.eventTypes.map((type) => type.name));
  const unknowns = unknownReader(catalogue);
  const readTime = timeReader();
  const pools = new Map<number, Pooled>();
  const ancestors = catalogue.iterators.findIndex((each) => each.name === 'process.ancestors');

  let lastPatterns: readonly unknown[] | undefined;
  let lastGiven = -1;
  let lastPool: Pooled | undefined;

  const poolFor = (patterns: readonly unknown[], given: number): Pooled | undefined => {
    if (lastPool !== undefined && given === lastGiven && isSameList(patterns, lastPatterns)) {
      return lastPool;
    }
    if (!patterns.every((each) => typeof each === 'string')) {
      return undefined;
    }
    const unknown = unknowns.read(patterns, given);
    if ('pattern' in unknown) {
      return undefined;
    }
    let pool = pools.get(unknown.id);
    if (pool === undefined) {
      if (pools.size >= POOLS) {
        pools.clear();
      }
      const pooled = pooledEvent(catalogue, unknown);
      pool = { pooled, result: { ok: true, event: pooled.event } };
      pools.set(unknown.id, pool);
    }
    lastPatterns = patterns;
    lastGiven = given;
    lastPool = pool;
    return pool;
  };

  /** Iterators whose elements the event lists, as bits; of use only beside `Unknown`. */
  const givenElements = (top: TopLevel, values: JsonObject): number => {
    if (top.Unknown === undefined) {
      return 0;
    }
    let given = Array.isArray(top.Ancestors) && top.Ancestors.length > 0 ? 1 << ancestors : 0;
    for (const { name, index } of catalogue.iterators) {
      given |= values[name] === undefined ? 0 : 1 << index;
    }
    return given;
  };

  const fill = (tree: unknown, origin: Origin): Pooled | Exclude<Outcome, typeof FILLED> => {
    const top = readTopLevel(tree);
    if (top === undefined || typeof top.Type !== 'string' || !types.has(top.Type) || !isObject(top.Values)) {
      return BROKEN;
    }
    const patterns = top.Unknown ?? NO_LIST;
    const list = top.Ancestors ?? NO_LIST;
    const pool = Array.isArray(patterns) ? poolFor(patterns, givenElements(top, top.Values)) : undefined;
    if (pool === undefined || !Array.isArray(list)) {
      return BROKEN;
    }
    const { pooled } = pool;
    const event = reset(pooled);
    event.type = top.Type;
    event.time = typeof top.Time === 'string' ? readTime(top.Time) : (top.Time as bigint | undefined);
    if (event.time === undefined && top.Time !== undefined) {
      return BROKEN;
    }
    if (typeof top.Host !== 'string' && top.Host !== undefined) {
      return BROKEN;
    }
    event.host = top.Host ?? '';
    event.variables = undefined;
    if (top.Variables !== undefined) {
      const variables = readVariables(top.Variables, origin.exact);
      if (typeof variables === 'number') {
        return variables;
      }
      event.variables = variables;
    }
    let outcome = fillElements(pooled, places, ancestors, list, origin);
    if (outcome === FILLED) {
      outcome = fillValues(pooled, places, top.Values, origin);
    }
    return outcome === FILLED ? pool : outcome;
  };

  const explain = (json: string, tree: unknown, at: LineAt): Decoded => ({
    ok: false,
    problems: diagnose({ catalogue, places, unknowns }, json, tree, at),
  });

  return {
    decode(at) {
      const line = at.text;
      const parsed = parseJson(line);
      if (!parsed.ok) {
        return explain(line, undefined, at);
      }
      let filled = fill(parsed.value, { exact: false, digits: digitsIn(line) });
      if (filled === NEEDS_EXACT) {
        const exactly = parseJsonExact(line);
        filled = exactly.ok ? fill(exactly.value, EXACT) : BROKEN;
      }
      return typeof filled === 'object' ? filled.result : explain(line, parsed.value, at);
    },
    decodeRecord(record, at) {
      const filled = fill(record, EXACT);
      return typeof filled === 'object' ? filled.result : explain('', record, at);
    },
  };
}

/** A recording has a handful of `Unknown` lists; one that makes up new ones for ever must not fill the memory. */
const POOLS = 200;

function isSameList(a: readonly unknown[], b: readonly unknown[] | undefined): boolean {
  if (a === b) {
    return true;
  }
  if (b === undefined || a.length !== b.length) {
    return false;
  }
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index]) {
      return false;
    }
  }
  return true;
}
