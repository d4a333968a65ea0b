/** What the tags of a rule say of MITRE ATT&CK. */
import type { LibraryRule } from './library.ts';

export function attackOf({ rule: { tags } }: LibraryRule): {
  readonly tactic: string;
  readonly technique: string;
  readonly sub: string | undefined;
} {
  const id = (tag: string): string | undefined => /^T[A0-9.]*/.exec(tags.get(tag) ?? '')?.[0];
  return { tactic: id('tactic') ?? '', technique: id('technique') ?? '', sub: id('subtechnique') };
}

export const severityOf = ({ rule }: LibraryRule): string => rule.tags.get('severity') ?? '';

/** The rules of each technique or, where they name one, subtechnique, by its id and in the order of the ids. */
export function techniquesOf(rules: readonly LibraryRule[]): ReadonlyMap<string, readonly LibraryRule[]> {
  const idOf = (rule: LibraryRule): string => attackOf(rule).sub ?? attackOf(rule).technique;
  const ids = [...new Set(rules.map(idOf))].sort();
  return new Map(ids.map((id) => [id, rules.filter((rule) => idOf(rule) === id)]));
}
