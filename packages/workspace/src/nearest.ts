import { nearestName } from '@secl/text';

/**
 * `: did you mean X?` for a word that is few letters away from one of the candidates, else nothing. There are few
 * candidates and they differ, so half of the letters may.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearestName(word, candidates, Math.max(1, Math.floor(word.length / 2)));
  return near === undefined ? '' : `: did you mean \`${near}\`?`;
}
