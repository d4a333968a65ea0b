/**
 * Findings between two full looks. A rule whose text is what it was keeps its findings, wherever it moved; a rule that
 * changed has those that loading gives at once. What a change means for other rules, the next look says.
 */
import type { Finding, LintConfig } from '@secl/lint';
import type { CarriedPolicy } from '@secl/policy';
import { type Location, movedRange, type Problem } from '@secl/text';
import { type Item, itemsIn, type SetSnapshot } from './workspace/set-snapshot.ts';

/** What a full look has found, by the texts that it has looked at. */
export interface LastLook {
  readonly set: SetSnapshot;
  readonly config: LintConfig;
  readonly findings: readonly Finding[];
  /** Findings of items with places from the item's start, by the item that was read; and all others. */
  readonly byItem: WeakMap<ItemKey, readonly Finding[]>;
  /** The same for each policy by the item's text, which may come back after an edit that is undone. */
  readonly byText: ReadonlyMap<string, ReadonlyMap<string, readonly Finding[]>>;
}

/** An item whose text is what it was is the same object, wherever it moves. */
export type ItemKey = Item['definition']['range'];

/** Findings of an item that did not change since the last look. */
export interface Kept {
  readonly document: string;
  /** Where the item starts; places in the findings count from there. */
  readonly start: number;
  readonly item: ItemKey;
  readonly findings: readonly Finding[];
}

export interface CarriedOver {
  readonly kept: readonly Kept[];
  readonly now: readonly Finding[];
}

export function lookOf(set: SetSnapshot, config: LintConfig, findings: readonly Finding[]): LastLook {
  const spans = spansOf(set);
  const byItem = new WeakMap<ItemKey, Finding[]>();
  const byText = new Map<string, Map<string, Finding[]>>();
  for (const [document, own] of spans) {
    const known = new Map<string, Finding[]>();
    for (const span of own) {
      const text = textOf(span);
      const found = known.get(text) ?? [];
      known.set(text, found);
      byItem.set(span.item, found);
    }
    byText.set(document, known);
  }
  for (const finding of findings) {
    const { document } = finding.place;
    const span = holding(spans.get(document) ?? [], finding.place);
    if (span !== undefined) byItem.get(span.item)?.push(relative(finding, span));
  }
  return { set, config, findings, byItem, byText };
}

/** `isAsked`: of which policies. */
export function carriedOver(
  set: SetSnapshot,
  last: LastLook | undefined,
  isAsked: (policy: string) => boolean = () => true,
): CarriedOver {
  if (last?.set === set)
    return { kept: [], now: last.findings.filter(({ place }) => isAsked(place.document)) };
  const spans = spansOf(set);
  const changed = new Set<Span>();
  const kept: Kept[] = [];
  for (const [document, own] of spans) {
    if (!isAsked(document)) continue;
    const known = last?.byText.get(document);
    for (const span of own) {
      const { item, start } = span;
      const findings = last?.byItem.get(item) ?? known?.get(textOf(span));
      if (findings === undefined) changed.add(span);
      else if (findings.length > 0) kept.push({ document, start, item, findings });
    }
  }
  const now: Finding[] = [];
  for (const [problem, targets] of problemsOf(set)) {
    if (!isAsked(problem.place.document)) continue;
    const span = holding(spans.get(problem.place.document) ?? [], problem.place);
    if (span === undefined || changed.has(span)) now.push(asFinding(problem, targets, set));
  }
  return { kept, now };
}

/** With their places in the policy. */
export function findingsOf({ document, start, findings }: Kept): readonly Finding[] {
  return findings.map((finding) => withPlaces(finding, document, start));
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly item: ItemKey;
  readonly carried: CarriedPolicy;
}

function textOf({ carried, start, end }: Span): string {
  return carried.text.slice(start, end);
}

/** Where items stand in each policy, in the order of the text. */
function spansOf({ carried }: SetSnapshot): ReadonlyMap<string, readonly Span[]> {
  return new Map(carried.map((each) => [each.file.name, spansIn(each)]));
}

/** A policy that is not edited is the same object in every snapshot. */
const spansKnown = new WeakMap<CarriedPolicy, readonly Span[]>();

function spansIn(carried: CarriedPolicy): readonly Span[] {
  const spans = spansKnown.get(carried) ?? itemsIn(carried).map(spanOf);
  spansKnown.set(carried, spans);
  return spans;
}

function spanOf({ carried, definition: { offset, range } }: Item): Span {
  const { start, end } = movedRange(range, offset);
  return { start, end, item: range, carried };
}

function holding(spans: readonly Span[], { range }: Location): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.start ?? 0) <= range.start) low = middle + 1;
    else high = middle;
  }
  const span = spans[low - 1];
  return span !== undefined && range.end <= span.end ? span : undefined;
}

/** With places from the start of its item. What stands elsewhere is not known to stay where it is, and is left out. */
function relative(finding: Finding, span: Span): Finding {
  const { document } = finding.place;
  const isInside = ({ document: other, range }: Location): boolean =>
    other === document && span.start <= range.start && range.end <= span.end;
  const { fix, ...rest } = finding;
  const moved = { ...rest, related: finding.related.filter(({ place }) => isInside(place)) };
  const kept = fix?.edits.every(({ place }) => isInside(place)) === true ? { fix } : {};
  return withPlaces({ ...moved, ...kept }, document, -span.start);
}

function withPlaces(finding: Finding, document: string, by: number): Finding {
  const at = ({ range }: Location): Location => ({ document, range: movedRange(range, by) });
  const { fix } = finding;
  return {
    ...finding,
    place: at(finding.place),
    related: finding.related.map(({ message, place }) => ({ message, place: at(place) })),
    ...(fix === undefined
      ? {}
      : { fix: { ...fix, edits: fix.edits.map(({ place, text }) => ({ place: at(place), text })) } }),
  };
}

/** Problems of loading, each with the targets that have it. */
function problemsOf({ views }: SetSnapshot): ReadonlyMap<Problem, readonly string[]> {
  const byKey = new Map<string, { problem: Problem; targets: string[] }>();
  for (const { target, set } of views) {
    for (const problem of set.problems) {
      const { code, message, place } = problem;
      const key = `${code} ${place.document} ${place.range.start} ${place.range.end} ${message}`;
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { problem, targets: [target.name] });
      else known.targets.push(target.name);
    }
  }
  return new Map([...byKey.values()].map(({ problem, targets }) => [problem, targets]));
}

function asFinding(problem: Problem, targets: readonly string[], set: SetSnapshot): Finding {
  return {
    ...problem,
    severity: problem.severity === 'hint' ? 'info' : problem.severity,
    category: 'load',
    subject: '',
    ruleSets: [set.name],
    targets: targets.length === set.views.length ? [] : targets,
  };
}
