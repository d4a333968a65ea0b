import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { isUnknown, nothingUnknown } from './event.ts';
import type { Field, Platform } from './facts.ts';

const linux = catalogue('linux');
const windows = catalogue('windows');

/** The newest state of a field that is known to exist. */
function field(name: string, of = linux): Field {
  const found = of.field(name);
  if (found === undefined) {
    throw new Error(`no field ${name}`);
  }
  return found;
}

describe('a field at a version', () => {
  test('exists from its first minor to its last', () => {
    expect(linux.at(37).field('chmod.async')?.until).toBe(37);
    expect(linux.at(38).field('chmod.async')).toBeUndefined();
    expect(linux.at(62).field('accept.addr.ip')).toBeUndefined();
    expect(linux.at(63).field('accept.addr.ip')?.type).toBe('ip');
  });

  test('is missing in a gap', () => {
    const name = windows.fieldNames.find((each) => windows.field(each)?.gaps.includes(54)) ?? '';
    expect(windows.at(53).field(name)?.name).toBe(name);
    expect(windows.at(54).field(name)).toBeUndefined();
    expect(windows.at(55).field(name)?.name).toBe(name);
  });

  test('compares, belongs to an event and is an array as agents of that minor have it', () => {
    const comparisons = [35, 36, 37, 38].map((minor) => linux.at(minor).field('open.file.path')?.comparison);
    expect(comparisons).toEqual(['plain', 'glob', 'glob', 'symlinkPath']);
    const events = [48, 49, 56, 57].map((minor) => linux.at(minor).field('network.size')?.event);
    expect(events).toEqual([null, 'dns', 'dns', null]);
    expect([27, 28].map((minor) => linux.at(minor).field('exec.envs')?.array)).toEqual([false, true]);
  });

  test('is limited to event types since a minor, and to more of them later', () => {
    const limits = [56, 57, 68, 69].map((minor) => linux.at(minor).field('network.size')?.restrictedTo);
    expect(limits).toEqual([null, ['dns', 'imds'], ['dns', 'imds'], ['dns', 'imds', 'packet']]);
  });

  test('says where its versions are estimates', () => {
    expect(field('mount.visible')).toMatchObject({ since: 69, sinceMax: 73, until: null, untilMin: null });
    expect(field('container.runtime')).toMatchObject({ since: 57, sinceMax: 57, until: 69, untilMin: 68 });
  });

  test('outside the known range is taken from the nearest end', () => {
    expect(linux.at(3).minor).toBe(27);
    expect(linux.at(200)).toBe(linux.at(83));
  });
});

describe('a legacy name', () => {
  test('means its new field', () => {
    expect(linux.at(68).field('exec.filename')?.name).toBe('exec.file.path');
    expect(linux.legacy('exec.filename')).toMatchObject({ to: 'exec.file.path', since: 27, until: null });
  });

  test('means nothing after its own range, even where the new field lives on', () => {
    expect(linux.at(29).field('chmod.container_path')?.name).toBe('chmod.file.container_path');
    expect(linux.at(30).field('chmod.container_path')).toBeUndefined();
  });

  test('was a field of its own before', () => {
    expect(linux.at(45).field('async')?.name).toBe('async');
    expect(linux.at(46).field('async')?.name).toBe('event.async');
  });

  test('stays a field of its own for containers and control groups, which agents go on accepting', () => {
    expect(linux.at(83).field('container.id')?.name).toBe('container.id');
    expect(linux.legacy('container.id')).toEqual(
      expect.objectContaining({ to: 'process.container.id', since: 73, sure: false }),
    );
  });

  test('that leads to no field is no name', () => {
    expect(linux.at(27).field('open.overlay_numlower')).toBeUndefined();
    expect(linux.legacyNames).not.toContain('open.overlay_numlower');
  });
});

describe('constants', () => {
  test('are global and know their groups', () => {
    expect(linux.at(68).constant('S_ISUID')).toMatchObject({
      value: 2048,
      groups: ['File mode constants', 'Inode mode constants'],
    });
    expect(linux.at(68).constant('true')?.value).toBe(true);
    expect(linux.at(68).constant('CWS_MAP_NAMES')?.value).toContain('active_flows');
    expect(windows.at(68).constant('O_CREAT')).toBeUndefined();
  });

  test('come and go with versions', () => {
    expect(linux.at(32).constant('BPF_MAP_CREATE')).toBeUndefined();
    expect(linux.at(33).constant('BPF_MAP_CREATE')?.value).toBe(0);
    expect(linux.at(45).constant('CAP_LAST_CAP')?.value).toBeNull();
    expect(linux.at(46).constant('CAP_LAST_CAP')).toBeUndefined();
    expect(linux.at(71).constant('PR_SET_NAME')).toMatchObject({ value: 15, sure: false });
  });
});

test('event types and iterators come with versions', () => {
  expect(linux.at(59).eventType('connect')).toBeUndefined();
  expect(linux.at(60).eventType('connect')?.category).toBe('Network');
  expect(windows.at(51).eventType('dns')).toBeUndefined();
  expect(linux.at(33).iterator('ptrace.tracee.ancestors')).toBeUndefined();
  expect(linux.at(34).iterator('ptrace.tracee.ancestors')?.index).toBe(1);
});

test('breakpoints are the minors at which a name changes its meaning', () => {
  expect(linux.breakpoints(['open.file.path'])).toEqual([36, 38]);
  expect(linux.breakpoints(['network.size', 'CAP_LAST_CAP', 'async', 'no.such.field'])).toEqual([
    36, 38, 46, 49, 57, 69,
  ]);
  expect(linux.breakpoints([])).toEqual([]);
});

describe('slots', () => {
  test('names that are one value in an event share one', () => {
    expect(field('exec.file.path').slot).toBe(field('process.file.path').slot);
    expect(field('exit.pid').slot).toBe(field('process.pid').slot);
    expect(field('create.registry.key_path', windows).slot).toBe(
      field('create_key.registry.key_path', windows).slot,
    );
    expect(field('set.value_name', windows).slot).toBe(field('set_key_value.value_name', windows).slot);
  });

  test('names that are not one value do not', () => {
    expect(field('container.id').slot).not.toBe(field('process.container.id').slot);
    expect(field('process.parent.pid').slot).not.toBe(field('process.pid').slot);
  });

  test('a length has that of what it measures', () => {
    expect(field('open.file.path.length')).toMatchObject({
      slot: field('open.file.path').slot,
      lengthOf: 'open.file.path',
    });
    expect(field('ptrace.tracee.ancestors.length')).toMatchObject({
      slot: 1,
      lengthOf: 'ptrace.tracee.ancestors',
      iterator: null,
    });
    expect(field('dns.question.length').lengthOf).toBeNull();
  });

  test.each([linux, windows])(
    'every slot of $platform is used by fields that agree on its zero value',
    (of) => {
      const zeros: Record<string, unknown> = { int: 0, bool: false, string: '', ip: '' };
      const used = new Set<string>();
      for (const each of of.fieldNames
        .map((name) => field(name, of))
        .filter((each) => each.lengthOf === null)) {
        const owner = of.iterators.find((iterator) => iterator.name === each.iterator);
        const start = owner === undefined ? of.zeros[each.slot] : of.elementZeros[owner.index]?.[each.slot];
        expect({ name: each.name, start }).toEqual({
          name: each.name,
          start: each.list ? [] : zeros[each.type],
        });
        used.add(`${each.iterator} ${each.slot}`);
      }
      expect(used.size).toBe(of.slots + of.iterators.reduce((sum, iterator) => sum + iterator.size, 0));
      expect(nothingUnknown(of).slots.some(isUnknown)).toBe(false);
    },
  );

  test('an element of an iterator holds one value, but for lists', () => {
    expect(field('process.ancestors.pid')).toMatchObject({ array: true, list: false });
    expect(field('process.ancestors.argv')).toMatchObject({ array: true, list: true });
    expect(field('process.argv')).toMatchObject({ array: true, list: true });
  });
});

test('rewrites and weights are those of the agent', () => {
  expect(linux.rewrites.map((rewrite) => [rewrite.prefix, rewrite.since, rewrite.expandsTo.length])).toEqual([
    ['fim.write.file.', 63, 8],
  ]);
  expect(windows.rewrites).toEqual([]);
  expect(linux.weights).toEqual({
    function: 5,
    inArray: 10,
    handler: 50,
    pattern: 80,
    regexp: 100,
    inPatternArray: 1000,
    iterator: 2000,
  });
});

test('a platform has one catalogue', () => {
  expect(catalogue('linux')).toBe(linux);
});

/** What the facts say about one field; read here by themselves, so that generator and catalogue are both judged. */
interface Fact {
  readonly event: string;
  readonly type: string;
  readonly array: boolean;
  readonly iterator: string | null;
  readonly since: string;
  readonly until: string | null;
  readonly ops: string | null;
  readonly weight: number;
  readonly constants: string | null;
  readonly lengthOf?: string;
  readonly gaps?: readonly string[];
  readonly restrictedTo?: readonly string[];
  readonly restrictedSince?: string;
  readonly restrictedToLater?: readonly string[];
  readonly changes?: readonly Readonly<Record<string, unknown>>[];
}

const factsFile = new URL('../../../../shared/facts/fields.json', import.meta.url);

test.skipIf(!existsSync(factsFile)).each(['linux', 'windows'] as const)(
  'every field of %s at every minor is what the facts say (skipped without them)',
  (platform: Platform) => {
    const facts = JSON.parse(readFileSync(factsFile, 'utf8')) as {
      platforms: Record<Platform, { fields: Record<string, Fact> }>;
    };
    const number = (version: string): number => Number(version.slice(2));
    const of = catalogue(platform);
    const names = Object.entries(facts.platforms[platform].fields);
    expect(of.fieldNames).toEqual(names.map(([name]) => name).sort());
    const differences: unknown[] = [];
    for (const [name, fact] of names) {
      for (let minor = of.firstMinor; minor <= of.lastMinor; minor++) {
        const exists =
          minor >= number(fact.since) &&
          (fact.until === null || minor <= number(fact.until)) &&
          !(fact.gaps ?? []).includes(`7.${minor}`);
        const ours = of.at(minor).field(name);
        if (!exists) {
          // What is left then is only the legacy meaning.
          if (ours !== undefined && ours.name === name) {
            differences.push([name, minor, 'should not exist']);
          }
          continue;
        }
        const state = (key: 'type' | 'array' | 'event' | 'ops'): unknown => {
          let value: unknown = fact[key];
          for (const change of [...(fact.changes ?? [])].reverse()) {
            const pair = change[key] as readonly [unknown, unknown] | undefined;
            value = pair !== undefined && number(String(change.version)) > minor ? pair[0] : value;
          }
          return value;
        };
        const restrictedFrom = fact.restrictedSince === undefined ? 0 : number(fact.restrictedSince);
        const limit = minor > 68 ? (fact.restrictedToLater ?? fact.restrictedTo) : fact.restrictedTo;
        const expected = {
          name,
          type: state('type') === 'cidr' ? 'ip' : state('type'),
          array: state('array'),
          event: state('event') === '*' ? null : state('event'),
          comparison: state('ops') ?? 'plain',
          iterator: fact.iterator,
          cost: fact.weight,
          constants: fact.constants,
          lengthOf: fact.lengthOf ?? null,
          restrictedTo: minor >= restrictedFrom ? (limit ?? null) : null,
        };
        const found = Object.fromEntries(
          Object.keys(expected).map((key) => [key, ours?.[key as keyof Field]]),
        );
        if (JSON.stringify(found) !== JSON.stringify(expected)) {
          differences.push([minor, found, expected]);
        }
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
  },
);
