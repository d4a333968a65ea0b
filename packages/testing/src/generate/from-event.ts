/** A test out of an event that was recorded: what the rules read of it, and what tells it from others. */
import { type CanonicalRecord, fitsGlob, type RecordElement, type RecordValue } from '@secl/events';
import { leaves, readsOf } from '@secl/logic';
import { catalogue, type Value } from '@secl/model';
import type { LoadedRule, RuleSet } from '@secl/policy';
import { subjectNames } from '../events/subject.ts';
import type { Draft } from './draft.ts';
import type { ExpectedSilence, ProposedCase } from './proposed.ts';
import { ruleOnDraft } from './rule-on-draft.ts';

export interface RecordedEvent {
  readonly record: CanonicalRecord;
  /** What the variables held when it came, by the names that rules read them by. */
  readonly variables: Readonly<Record<string, Value>>;
}

/** `rules`: those that the test is to speak of, of the event's type. */
export function caseFromEvent(
  event: RecordedEvent,
  rules: readonly LoadedRule[],
  ruleSet: RuleSet,
  name: string,
): ProposedCase {
  const draft = reduced(event, rules, ruleSet);
  const fires: string[] = [];
  const silent: ExpectedSilence[] = [];
  const undecided: string[] = [];
  for (const rule of rules) {
    const verdict = ruleOnDraft(rule, ruleSet)?.verdict(draft) ?? false;
    if (verdict === true) fires.push(rule.id);
    else if (verdict === false) silent.push({ rule: rule.id, because: undefined });
    else undecided.push(rule.id);
  }
  return { name, story: [draft], expected: { fires, silent, undecided } };
}

/** What says which event it is: the program, and what came before it. */
const identifying = ['process.file.path', 'process.argv'] as const;
const identifyingAncestor = ['file.path'] as const;
/** Ancestors that no rule reads: as many as tell where it came from. */
const shownAncestors = 2;

function reduced(
  { record, variables }: RecordedEvent,
  rules: readonly LoadedRule[],
  { target }: RuleSet,
): Draft {
  const whole = catalogue(target.platform);
  const slotOf = (name: string): number | undefined =>
    (whole.field(name) ?? whole.field(whole.legacy(name)?.to ?? ''))?.slot;
  const read = readBy(rules);
  const slots = new Set([...read.fields, ...identifying].map(slotOf));
  const isKept = (name: string): boolean => {
    const field = whole.field(name) ?? whole.field(whole.legacy(name)?.to ?? '');
    if (field === undefined) return read.iterators.has(name);
    return field.iterator === null ? slots.has(field.slot) : read.fields.has(field.name);
  };
  const values: Record<string, RecordValue> = {};
  const subject = subjectNames(record.Type);
  for (const [name, value] of Object.entries(record.Values)) {
    if (isKept(name) || subject.includes(name)) values[name] = value;
  }
  const wanted = keysBelow('process.ancestors.', read.fields);
  // The first ancestor is the parent.
  const wantedOfParent = keysBelow('process.parent.', read.fields);
  const all = record.Ancestors ?? [];
  const isCounted = read.fields.has('process.ancestors');
  const ancestors = (wanted.size > 0 || isCounted ? all : all.slice(0, shownAncestors)).map((each, index) =>
    picked(each, new Set([...wanted, ...identifyingAncestor, ...(index === 0 ? wantedOfParent : [])])),
  );
  // Of one that says nothing only that it was there counts, and that only where they are counted.
  const telling = ancestors.findLastIndex((each) => Object.keys(each).length > 0) + 1;
  return {
    type: record.Type,
    values,
    ancestors: isCounted ? ancestors : ancestors.slice(0, telling),
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => read.variables.has(name))),
    unknown: unknownAmong(record, read.fields, slotOf),
  };
}

function keysBelow(prefix: string, names: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names].flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

function picked(element: RecordElement, keys: ReadonlySet<string>): RecordElement {
  return Object.fromEntries(Object.entries(element).filter(([key]) => keys.has(key)));
}

/**
 * Fields that rules read and the recording does not know, under none of the names that they have; of a list that goes on
 * beyond its elements as it says it.
 */
function unknownAmong(
  { Unknown = [], Values, Ancestors = [] }: CanonicalRecord,
  fields: ReadonlySet<string>,
  slotOf: (name: string) => number | undefined,
): readonly string[] {
  const [parent = {}] = Ancestors;
  const given = new Set([
    ...Object.keys(Values).map(slotOf),
    ...Object.keys(parent).map((key) => slotOf(`process.parent.${key}`)),
  ]);
  const found = new Set<string>();
  for (const name of fields) {
    const isOfElements = name.startsWith('process.ancestors.');
    if (!isOfElements && given.has(slotOf(name))) continue;
    const pattern = Unknown.find((each) => fitsGlob(each, name));
    if (pattern !== undefined) found.add(isOfElements ? pattern : name);
  }
  return [...found];
}

interface ReadNames {
  readonly fields: ReadonlySet<string>;
  readonly iterators: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

function readBy(rules: readonly LoadedRule[]): ReadNames {
  const fields = new Set<string>();
  const iterators = new Set<string>();
  const variables = new Set<string>();
  for (const { checked } of rules) {
    if (checked.condition === undefined) continue;
    for (const leaf of leaves(checked.condition)) {
      for (const read of readsOf(leaf)) {
        if (read.kind === 'variable') variables.add(read.name);
        else {
          fields.add(read.field.lengthOf ?? read.field.name);
          if (read.field.iterator !== null) iterators.add(read.field.iterator);
        }
      }
    }
  }
  return { fields, iterators, variables };
}

/** The variables that rules read. */
export function variablesRead(rules: readonly LoadedRule[]): ReadonlySet<string> {
  return readBy(rules).variables;
}
