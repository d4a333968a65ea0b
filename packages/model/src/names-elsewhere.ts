import data from './data/names-elsewhere.json' with { type: 'json' };
import type { Catalogue } from './facts.ts';

/** What a name of another tool is here. */
export interface NameElsewhere {
  /** The tool, as a sentence names it: `Falco`. */
  readonly of: string;
  /** Several where it depends on the event. */
  readonly fields: readonly string[];
  /** What there is where there is no such field, as the rest of a sentence that begins with `here`. */
  readonly instead?: string;
}

const names: readonly (NameElsewhere & { readonly name: string })[] = data.names;

/** For people who come from other tools, which say `proc.name` or `CommandLine`; nothing where no tool is known to say it. */
export function nameElsewhere(name: string, { field }: Pick<Catalogue, 'field'>): NameElsewhere | undefined {
  const found: NameElsewhere | undefined = names.find((each) => each.name === name);
  const fields = found?.fields.filter((each) => field(each) !== undefined) ?? [];
  if (found === undefined || (fields.length === 0 && found.instead === undefined)) return undefined;
  return { ...found, fields };
}
