/**
 * Findings between two full looks. A rule whose text is what it was keeps its findings, wherever it moved; a rule that
 * changed has those that loading gives at once. What a change means for other rules, the next look says.
 */
import type { Finding } from '@secl/lint';
import type { CarriedPolicy } from '@secl/policy';
import { type Location, movedRange, type Problem } from '@secl/text';
import { type Item, itemsIn, type SetSnapshot } from './workspace/set-snapshot.ts';

/** What a full look has found, by the texts that it has looked at. */
export interface LastLook {
  readonly set: SetSnapshot;
  readonly findings: readonly Finding[];
  /** For each policy: findings of its items by their text, with places from the item's start; and all others. */
  readonly byItem: ReadonlyMap<string, ReadonlyMap<string, readonly Finding[]>>;
}

export function lookOf(set: SetSnapshot, findings: readonly Finding[]): LastLook {
  const spans = spansOf(set);
  const byItem = new Map<string, Map<string, Finding[]>>();
  for (const [document, own] of spans) {
    const known = new Map<string, Finding[]>();
    for (const { text } of own) known.set(text, []);
    byItem.set(document, known);
  }
  for (const finding of findings) {
    const { document } = finding.place;
    const span = holding(spans.get(document) ?? [], finding.place);
    if (span === undefined) continue;
    byItem.get(document)?.get(span.text)?.push(relative(finding, span));
  }
  return { set, findings, byItem };
}

/** `isAsked`: of which policies. */
export function carriedOver(
  set: SetSnapshot,
  last: LastLook | undefined,
  isAsked: (policy: string) => boolean = () => true,
): readonly Finding[] {
  if (last?.set === set) return last.findings.filter(({ place }) => isAsked(place.document));
  const spans = spansOf(set);
  const changed = new Set<Span>();
  const found: Finding[] = [];
  for (const [document, own] of spans) {
    if (!isAsked(document)) continue;
    const known = last?.byItem.get(document);
    for (const span of own) {
      const before = known?.get(span.text);
      if (before === undefined) changed.add(span);
      else if (before.length > 0)
        found.push(...before.map((finding) => absolute(finding, document, span.start)));
    }
  }
  for (const [problem, targets] of problemsOf(set)) {
    if (!isAsked(problem.place.document)) continue;
    const span = holding(spans.get(problem.place.document) ?? [], problem.place);
    if (span === undefined || changed.has(span)) found.push(asFinding(problem, targets, set));
  }
  return found;
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
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
  return { start, end, text: carried.text.slice(start, end) };
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

function absolute(finding: Finding, document: string, start: number): Finding {
  return withPlaces(finding, document, start);
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
