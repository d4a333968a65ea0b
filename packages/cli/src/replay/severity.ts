import type { Paint, Style } from '../report/paint.ts';

/** What the tag `severity` says, mildest first. */
export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;

type Tags = Readonly<Record<string, string>>;

/** In small letters, as rules write it; empty where the rule has none. */
export function severityOf(tags: Tags): string {
  return (tags.severity ?? '').toLowerCase();
}

/** From 0 for info; -1 where the rule has no severity, or one that nobody knows. */
export function severityRank(tags: Tags): number {
  const order: readonly string[] = severities;
  return order.indexOf(severityOf(tags));
}

export function severityStyle(paint: Paint, severity: string): Style {
  switch (severity) {
    case 'critical':
      return (text) => paint.strong(paint.bad(text));
    case 'high':
      return paint.bad;
    case 'medium':
      return paint.doubtful;
    case 'low':
      return paint.name;
    default:
      return paint.faint;
  }
}
