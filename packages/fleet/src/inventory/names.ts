/** What inventories call the facts: the names of the schema, and those of common exports. */
import data from '../data/names.json' with { type: 'json' };

export type OwnName = keyof typeof data.names;

const known: ReadonlyMap<string, OwnName> = new Map(
  (Object.keys(data.names) as OwnName[]).flatMap((name) => data.names[name].map((alias) => [alias, name])),
);

/** The fact that a key or a column means; nothing where it means none. */
export function nameOf(key: string): OwnName | undefined {
  return known.get(key);
}
