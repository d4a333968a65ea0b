import { constantTable } from './constant-table.ts';
import { describeConstantGroup, describeEventType, describeField } from './describe.ts';
import type { Catalogue, EventType, Facts, Iterator, Minor, Platform, Weights } from './facts.ts';
import { fieldTable } from './field-table.ts';
import { type PlatformData, platformData } from './platform-data.ts';
import type { Scalar } from './value.ts';

const catalogues = new Map<Platform, Catalogue>();

/**
 * What exists on a platform, in all agent versions. Made when first asked for and kept: it is made of constant data
 * only.
 */
export function catalogue(platform: Platform): Catalogue {
  const known = catalogues.get(platform);
  if (known !== undefined) {
    return known;
  }
  const made = makeCatalogue(platformData[platform]);
  catalogues.set(platform, made);
  return made;
}

function makeCatalogue(data: PlatformData): Catalogue {
  const fields = fieldTable(data);
  const eventTypes = new Map(data.eventTypes.map((type) => [type.name, type]));
  const slots = slotZeros(data.slots);
  const iterators: readonly Iterator[] = data.iterators.map((iterator, index) => ({
    name: iterator.name,
    since: iterator.since,
    index,
    size: iterator.slots.length,
  }));
  const versions = new Map<Minor, Facts>();

  // The thousand constants are of no use to a decoder of events, so they wait until someone asks.
  let madeConstants: ReturnType<typeof constantTable> | undefined;
  const constants = (): ReturnType<typeof constantTable> => {
    madeConstants ??= constantTable(data);
    return madeConstants;
  };

  const factsOf = (minor: Minor): Facts => ({
    platform: data.platform,
    minor,
    field: (name) => fields.at(name, minor),
    constant: (name) => constants().at(name, minor),
    eventType: (name) => within(eventTypes.get(name), minor),
    iterator: (name) =>
      within(
        iterators.find((each) => each.name === name),
        minor,
      ),
  });

  return {
    platform: data.platform,
    firstMinor: data.firstMinor,
    lastMinor: data.lastMinor,
    lastExactMinor: data.lastExactMinor,
    at(minor) {
      const nearest = Math.min(Math.max(minor, data.firstMinor), data.lastMinor);
      const facts = versions.get(nearest) ?? factsOf(nearest);
      versions.set(nearest, facts);
      return facts;
    },
    get fieldNames() {
      return fields.names();
    },
    eventTypes: data.eventTypes,
    iterators,
    get constants() {
      return constants().all;
    },
    field: fields.newest,
    sharing: fields.sharing,
    legacy: fields.legacy,
    get legacyNames() {
      return fields.legacyNames();
    },
    rewrites: data.rewrites,
    weights: weightsOf(data),
    breakpoints(names) {
      const found = new Set<Minor>();
      for (const name of names) {
        for (const minor of [...fields.boundaries(name), ...constants().boundaries(name)]) {
          if (minor > data.firstMinor && minor <= data.lastMinor) {
            found.add(minor);
          }
        }
      }
      return [...found].sort((a, b) => a - b);
    },
    describe: (name) => describeField(fields.newest(name)?.name ?? fields.legacy(name)?.to ?? name),
    describeEventType,
    describeConstantGroup,
    slots: slots.length,
    zeros: slots,
    elementZeros: data.iterators.map((iterator) => slotZeros(iterator.slots)),
  };
}

function within<T extends EventType | Iterator>(thing: T | undefined, minor: Minor): T | undefined {
  const until = thing !== undefined && 'until' in thing ? thing.until : null;
  return thing !== undefined && minor >= thing.since && (until === null || minor <= until)
    ? thing
    : undefined;
}

const EMPTY: readonly Scalar[] = Object.freeze([]);

function slotZeros(kinds: string): readonly (Scalar | readonly Scalar[])[] {
  return Array.from(kinds, (kind) => (kind === 'i' ? 0 : kind === 'b' ? false : kind === 'l' ? EMPTY : ''));
}

function weightsOf(data: PlatformData): Weights {
  return {
    function: data.weights.FunctionWeight,
    inArray: data.weights.InArrayWeight,
    handler: data.weights.HandlerWeight,
    pattern: data.weights.PatternWeight,
    regexp: data.weights.RegexpWeight,
    inPatternArray: data.weights.InPatternArrayWeight,
    iterator: data.weights.IteratorWeight,
  };
}
