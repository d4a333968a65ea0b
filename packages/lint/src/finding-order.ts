import { type Location, messageOnAnyAgent } from '@secl/text';
import type { Finding } from './finding.ts';

export function placeKey({ document, range }: Location): string {
  return `${document}:${range.start}:${range.end}`;
}

/** Equal for findings that say the same of the same place, be it of different agents. */
export function sameFinding(finding: Pick<Finding, 'code' | 'message' | 'place' | 'onAgents'>): string {
  return `${placeKey(finding.place)} ${finding.code} ${messageOnAnyAgent(finding)}`;
}

/** By file, in the order given, then by place; what stands at one place by code and words. */
export function inPlaceOrder(
  findings: readonly Finding[],
  files: ReadonlyMap<string, number>,
): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      (files.get(a.place.document) ?? 0) - (files.get(b.place.document) ?? 0) ||
      a.place.range.start - b.place.range.start ||
      a.place.range.end - b.place.range.end ||
      inTextOrder(a.code, b.code) ||
      inTextOrder(a.message, b.message),
  );
}

function inTextOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
