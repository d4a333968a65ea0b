import type { Entry, Node } from '../positioned-node.ts';
import { type TextProblem, textProblem } from '../report.ts';

export const isMergeKey = (entry: Entry): boolean => entry.key.style === 'plain' && entry.key.value === '<<';

/**
 * The entries of a mapping with those that its merge keys bring, behind its own. What the mapping says itself wins,
 * then what comes first in the list behind `<<`.
 */
export function mergeKeys(entries: readonly Entry[], problems: TextProblem[]): readonly Entry[] {
  const own = entries.filter((entry) => !isMergeKey(entry));
  const result = [...own];
  const taken = new Set(own.map((entry) => entry.key.value));
  for (const merge of entries.filter(isMergeKey)) {
    for (const source of mergedNodes(merge.value)) {
      if (source.kind !== 'mapping') {
        problems.push(textProblem('text/yaml-merge', source.alias?.range ?? source.range));
        continue;
      }
      for (const entry of source.entries) {
        if (taken.has(entry.key.value)) continue;
        taken.add(entry.key.value);
        result.push({ ...entry, merged: true });
      }
    }
  }
  return result;
}

const mergedNodes = (value: Node): readonly Node[] => (value.kind === 'sequence' ? value.items : [value]);
