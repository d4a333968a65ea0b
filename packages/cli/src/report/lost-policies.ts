import type { OpenRuleSet } from '@secl/workspace';
import { documentsOf } from './documents.ts';
import { noPolicies } from './load/conclusion.ts';

/** Files that are no policies, each with the reason: a report cannot tell which rules would have been in them. */
export function lostPolicies({
  files,
  texts,
  homes,
}: Pick<OpenRuleSet, 'files' | 'texts' | 'homes'>): readonly string[] {
  const documents = documentsOf(texts, homes);
  return noPolicies(files).map(({ place, message }) => `${documents.link(place)}: ${message}`);
}
