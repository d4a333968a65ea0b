import { constantGroups } from './constant-rows.ts';
import { type Facts, minor, readFacts } from './facts.ts';
import { fieldRows, holdsList } from './field-rows.ts';
import { rangeWord } from './ranges.ts';
import { planSlots } from './slots.ts';

export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

type PlatformName = 'linux' | 'windows';

/** Names that stand for the same value in an event: `[shown, stored]` prefixes (spec/events.md, Canonical event). */
const SHARED_PREFIXES: Readonly<Record<PlatformName, readonly (readonly [string, string])[]>> = {
  linux: [
    ['exec.', 'process.'],
    ['exit.', 'process.'],
  ],
  windows: [
    ['exec.', 'process.'],
    ['exit.', 'process.'],
    ['create.', 'create_key.'],
    ['open.', 'open_key.'],
    ['delete.', 'delete_key.'],
    ['set.', 'set_key_value.'],
    ['set_key_value.registry.value_name', 'set_key_value.value_name'],
  ],
};

export function modelFiles(factsDirectory: string): readonly GeneratedFile[] {
  const facts = readFacts(factsDirectory);
  return [
    { name: 'linux.json', text: platformText(facts, 'linux') },
    { name: 'windows.json', text: platformText(facts, 'windows') },
    { name: 'rule-filters.json', text: ruleFiltersText(facts) },
    { name: 'attack.json', text: attackText(facts) },
  ];
}

function platformText(facts: Facts, name: PlatformName): string {
  const platform = facts.fields.platforms[name];
  const lastExactMinor = minor(platform.versions.at(-1) ?? '');
  const plan = planSlots(platform, SHARED_PREFIXES[name], (field, fact) => holdsList(platform, field, fact));
  const { rows, traits } = fieldRows(platform, lastExactMinor, plan);
  const legacy = Object.entries(facts.legacy.fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([old, fact]) => {
      const own = fact.ownField;
      const ownWord = own === undefined ? '' : ` ${rangeWord({ since: own[0], until: own[1] })}`;
      return `${old} ${fact.to} ${rangeWord(fact)}${ownWord}`;
    });
  return objectText({
    platform: JSON.stringify(name),
    firstMinor: `${minor(platform.versions[0] ?? '')}`,
    lastExactMinor: `${lastExactMinor}`,
    lastMinor: `${minor(platform.later.versions.at(-1) ?? '')}`,
    weights: JSON.stringify(facts.fields.weights),
    slots: JSON.stringify(plan.event),
    iterators: listText(
      Object.entries(platform.iterators).map(([iterator, since]) => ({
        name: iterator,
        since: minor(since),
        slots: plan.elements.get(iterator),
      })),
    ),
    eventTypes: listText(
      Object.entries(platform.eventTypes).map(([type, fact]) => ({
        name: type,
        since: minor(fact.since),
        until: fact.until === null ? null : minor(fact.until),
        category: fact.category ?? '',
        experimental: fact.experimental,
        sure: fact.docsOnly !== true,
      })),
    ),
    rewrites: listText(
      Object.entries(platform.rewrites ?? {}).map(([prefix, fact]) => ({
        prefix,
        since: minor(fact.since),
        until: fact.until === null ? null : minor(fact.until),
        expandsTo: fact.expandsTo,
      })),
    ),
    legacy: listText(legacy),
    constantGroups: listText(constantGroups(facts.constants[name], facts.constants.linux, platform)),
    traits: listText(traits),
    fields: listText(rows),
  });
}

function ruleFiltersText(facts: Facts): string {
  const row = ([name, fact]: [string, Facts['ruleFilters']['fields'][string]]) => ({
    name,
    type: fact.type,
    typeOnWindows: fact.typeOnWindows ?? fact.type,
    array: fact.array,
    since: minor(fact.since),
    until: fact.until === null ? null : minor(fact.until),
  });
  return objectText({ fields: listText(Object.entries(facts.ruleFilters.fields).map(row)) });
}

function attackText(facts: Facts): string {
  const { source, complete, attribution, tactics, techniques, redirects } = facts.attack;
  return objectText({
    source: JSON.stringify(source),
    complete: JSON.stringify(complete),
    attribution: JSON.stringify(attribution),
    tactics: listText(Object.entries(tactics).map(([id, name]) => ({ id, name }))),
    techniques: listText(Object.entries(techniques).map(([id, fact]) => ({ id, ...fact }))),
    redirects: listText(Object.entries(redirects)),
  });
}

/** One entry a line, so that a change of the facts is a change of few lines. */
function listText(entries: readonly unknown[]): string {
  return entries.length === 0 ? '[]' : `[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`;
}

function objectText(members: Readonly<Record<string, string>>): string {
  const lines = Object.entries(members).map(([key, text]) => `${JSON.stringify(key)}: ${text}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}
