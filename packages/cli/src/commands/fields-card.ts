import type { Catalogue, Comparison, Field, Platform } from '@secl/model';
import { type ConstantRow, constantGroups } from './fields-constants.ts';
import { examplesFor } from './fields-examples.ts';
import { type FieldRow, longType, rowOf, shortType } from './fields-row.ts';
import { agentName, type Versions, versionsOf } from './fields-versions.ts';

/** All that is known of one field. */
export interface FieldCard extends FieldRow {
  readonly typeInWords: string;
  /** The list that it belongs to, one value for each element. */
  readonly iterator: string | null;
  /** Event types it is limited to; null: all that `eventType` allows. */
  readonly limitedTo: readonly string[] | null;
  /** Versions between the first and the last that lack it. */
  readonly missingIn: readonly string[];
  readonly notes: readonly string[];
  readonly comparison: { readonly kind: Comparison; readonly words: readonly string[] };
  readonly cost: number;
  readonly costInWords: string;
  readonly constants: {
    readonly group: string;
    readonly description: string;
    readonly members: readonly ConstantRow[];
  } | null;
  readonly legacyNames: readonly (Versions & { readonly name: string })[];
  /** The field that has its length. */
  readonly lengthField: string | null;
  /** The field or list whose length it is. */
  readonly lengthOf: string | null;
  /** The other name of the same value. */
  readonly sameAs: string | null;
  /** What it was to earlier agents, oldest first. */
  readonly earlier: readonly { readonly until: string; readonly change: string }[];
  readonly examples: readonly string[];
  /** Other platforms that have a field of this name. */
  readonly alsoOn: readonly (Versions & { readonly platform: Platform })[];
}

/** The card of a field as agents of a minor know it, or the newest that know it. */
export function cardOf(field: Field, catalogue: Catalogue, others: readonly Catalogue[]): FieldCard {
  const lengthField = catalogue.field(`${field.name}.length`);
  const legacyNames = catalogue.legacyNames.flatMap((name) => {
    const legacy = catalogue.legacy(name);
    if (legacy?.to !== field.name) return [];
    const { since, until, sure } = legacy;
    const agent = agentName(since);
    return [
      {
        name,
        since: { agent, latest: agent, sure },
        until: until === null ? null : { agent: agentName(until), earliest: agentName(until), sure: true },
      },
    ];
  });
  return {
    ...rowOf(field, catalogue),
    typeInWords: longType(field),
    iterator: field.iterator,
    limitedTo: field.restrictedTo,
    missingIn: field.gaps.map(agentName),
    notes: notesOn(field),
    comparison: { kind: field.comparison, words: comparisonWords(field, catalogue.platform) },
    cost: field.cost,
    costInWords: costWords(field, catalogue),
    constants: constantsOf(field, catalogue),
    legacyNames,
    lengthField: lengthField?.lengthOf === field.name ? lengthField.name : null,
    lengthOf: field.lengthOf,
    sameAs: sameAs(field, catalogue),
    earlier: history(field, catalogue),
    examples: examplesFor(field, catalogue),
    alsoOn: others.flatMap((other) => {
      const there = other.field(field.name);
      return there === undefined ? [] : [{ platform: other.platform, ...versionsOf(there) }];
    }),
  };
}

function notesOn(field: Field): readonly string[] {
  return [
    ...(field.undocumented ? ['not in the documentation of the product'] : []),
    ...(field.typeUncertain ? ['its type is taken from its documentation; no agent source was seen'] : []),
  ];
}

/** What a rule's author must know about comparing it, beyond its type (spec/secl.md, Strings). */
export function comparisonWords(field: Field, platform: Platform): readonly string[] {
  if (field.type !== 'string') return field.array ? [someElement] : [];
  return [...stringWords(field, platform), ...(field.array ? [someElement] : [])];
}

const someElement = 'a comparison holds when some value satisfies it; `!=` and `not in`, when none does';
const plainPattern = 'in patterns `*` is any run of characters, `/` too';
const glob = 'patterns are globs: `*` stays within one segment, a final `/**` matches all below';

function stringWords(field: Field, platform: Platform): readonly string[] {
  switch (field.comparison) {
    case 'symlinkPath':
      return [
        'case counts',
        glob,
        ...(isOfProcess(field) ? ['also compared: the path of the symlink that was executed'] : []),
        ...pathWords(field, platform),
      ];
    case 'symlinkName':
      return [
        'case counts',
        plainPattern,
        ...(isOfProcess(field) ? ['also compared: the name of the symlink that was executed'] : []),
      ];
    case 'windowsPath':
      return ['case is ignored', '`/` and `\\` both separate segments', glob];
    case 'caseInsensitive':
    case 'dnsName':
      return ['case is ignored', plainPattern];
    case 'glob':
      return ['case counts', glob, ...pathWords(field, platform)];
    case 'plain':
    case 'extension':
    case 'packetFilter':
    case 'onDemandName':
      return ['case counts', plainPattern, ...pathWords(field, platform)];
  }
}

function isOfProcess({ name }: Field): boolean {
  return /^(process|exec|exit)\b|\.(ancestors|parent)\.|\.(target|tracee)\./.test(name);
}

function pathWords({ name }: Field, platform: Platform): readonly string[] {
  if (platform !== 'linux' || !name.endsWith('.path') || name.endsWith('.syscall.path')) return [];
  return [
    'values are clean absolute paths: no `/` at the end, no `.` or `..`; regular expressions are refused',
  ];
}

function costWords({ cost }: Field, { weights }: Catalogue): string {
  if (cost >= weights.iterator) return 'expensive: agents try it after everything else';
  if (cost >= weights.handler) return 'middling: agents look it up when a rule asks for it';
  return 'cheap: it is there with the event';
}

function constantsOf(field: Field, catalogue: Catalogue): FieldCard['constants'] {
  if (field.constants === null) return null;
  const group = constantGroups(catalogue, undefined).find((each) => each.group === field.constants);
  return group === undefined
    ? null
    : { group: group.group, description: group.description, members: group.constants };
}

function sameAs({ name }: Field, catalogue: Catalogue): string | null {
  const rest = /^(?:exec|exit)\.(.+)$/.exec(name)?.[1];
  const twin = rest === undefined ? undefined : catalogue.field(`process.${rest}`);
  return twin !== undefined && twin.slot === catalogue.field(name)?.slot ? twin.name : null;
}

function history(field: Field, catalogue: Catalogue): FieldCard['earlier'] {
  const steps: { until: string; change: string }[] = [];
  let after = field;
  for (const minor of [...catalogue.breakpoints([field.name])].reverse()) {
    const before = catalogue.at(minor - 1).field(field.name);
    if (before === undefined || before.name !== field.name) continue;
    const change = changesOf(before, after);
    if (change.length > 0)
      steps.unshift({ until: agentName(minor - 1), change: change.map(({ was }) => was).join(', ') });
    after = before;
  }
  return steps;
}

export interface FieldChange {
  readonly what: 'type' | 'event types' | 'comparison';
  readonly was: string;
  readonly is: string;
}

/** How a field differs between two agents. */
export function changesOf(before: Field, after: Field): readonly FieldChange[] {
  const changes: FieldChange[] = [];
  const compare = (what: FieldChange['what'], name: (field: Field) => string): void => {
    const [was, is] = [name(before), name(after)];
    if (was !== is) changes.push({ what, was, is });
  };
  compare('type', shortType);
  compare('event types', usedWith);
  compare('comparison', ({ comparison }) => comparisonNames[comparison]);
  return changes;
}

function usedWith({ event, restrictedTo }: Field): string {
  if (restrictedTo !== null) return `only with ${restrictedTo.join(', ')}`;
  return event === null ? 'with any event type' : `only with ${event}`;
}

const comparisonNames: Readonly<Record<Comparison, string>> = {
  plain: 'compared as it is',
  symlinkPath: 'compared as a path, by globs',
  symlinkName: 'compared as a name, symlinks too',
  caseInsensitive: 'case ignored',
  dnsName: 'case ignored',
  windowsPath: 'compared as a Windows path',
  glob: 'compared by globs',
  extension: 'compared as an extension',
  packetFilter: 'compared as a packet filter',
  onDemandName: 'compared as the name of a hook',
};
