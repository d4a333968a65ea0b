import type { Catalogue, Field } from '@secl/model';
import { nearestName } from '@secl/text';
import { type FieldRow, knownFields, rowOf } from './fields-row.ts';

/** The fields that a query means, best first: every word stands in the name, in the description or in an old name. */
export function searchFields(
  query: string,
  catalogue: Catalogue,
  minor: number | undefined,
): readonly FieldRow[] {
  const fields = knownFields(catalogue, minor);
  const trimmed = query.trim().toLowerCase();
  if (trimmed.includes('*')) {
    const shape = globToRegExp(trimmed);
    return fields.filter(({ name }) => shape.test(name)).map((field) => rowOf(field, catalogue));
  }
  const words = trimmed.split(/\s+/).filter((word) => word !== '');
  const oldNames = legacyByField(catalogue);
  return fields
    .map((field) => ({ field, score: scoreOf(field, words, catalogue, oldNames.get(field.name) ?? '') }))
    .filter(({ score }) => score > 0)
    .map(({ field, score }) => ({ row: rowOf(field, catalogue), score }))
    .sort((a, b) => b.score - a.score || sizeOf(a.row) - sizeOf(b.row) || (a.row.name < b.row.name ? -1 : 1))
    .map(({ row }) => row);
}

/** What is said in few words is said of the thing itself. */
function sizeOf({ name, description }: FieldRow): number {
  return name.length + description.length;
}

function legacyByField(catalogue: Catalogue): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const old of catalogue.legacyNames) {
    const to = catalogue.legacy(old)?.to ?? old;
    found.set(to, `${found.get(to) ?? ''} ${old}`);
  }
  return found;
}

function scoreOf(field: Field, words: readonly string[], catalogue: Catalogue, oldNames: string): number {
  const name = field.name.toLowerCase();
  const segments = name.split(/[._]/);
  const description = catalogue.describe(field.name).toLowerCase();
  const described = description.split(/[^a-z0-9_]+/);
  let score = 0;
  for (const word of words) {
    const points =
      name === word
        ? 100
        : name.endsWith(`.${word}`)
          ? 40
          : segments.includes(word) || name.startsWith(`${word}.`)
            ? 30
            : name.includes(word)
              ? 20
              : described.some((each) => each === word || each === `${word}s`)
                ? 10
                : oldNames.includes(word)
                  ? 8
                  : described.some((each) => each.startsWith(word))
                    ? 5
                    : 0;
    if (points === 0) return 0;
    score += points;
  }
  // What a field itself is goes before the lengths and the many relatives of it.
  return score - (field.lengthOf === null ? 0 : 3) - (field.until === null ? 0 : 5);
}

/** `*` stands for any run of characters. */
function globToRegExp(glob: string): RegExp {
  return new RegExp(`^${glob.split('*').map(escapeRegExp).join('.*')}$`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
}

/** Names that may be meant: first the one that is a slip away, then those that share most neighbouring letters. */
export function similarNames(query: string, candidates: readonly string[], limit = 5): readonly string[] {
  const slip = nearestName(query, candidates);
  const wanted = trigrams(query.toLowerCase());
  const alike = candidates
    .map((name) => {
      const own = trigrams(name.toLowerCase());
      const shared = [...own].filter((each) => wanted.has(each)).length;
      return { name, likeness: (2 * shared) / (own.size + wanted.size) };
    })
    .filter(({ likeness }) => likeness >= 0.3)
    .sort((a, b) => b.likeness - a.likeness || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
  return [...new Set([...(slip === undefined ? [] : [slip]), ...alike])].slice(0, limit);
}

function trigrams(text: string): ReadonlySet<string> {
  const padded = ` ${text} `;
  const found = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) found.add(padded.slice(at, at + 3));
  return found;
}
