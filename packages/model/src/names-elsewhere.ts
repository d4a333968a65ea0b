import data from './data/names-elsewhere.json' with { type: 'json' };
import type { Catalogue } from './facts.ts';

/** What a name of another tool is here. */
export interface NameElsewhere {
  /** The tool, as a sentence names it: `Falco`. */
  readonly of: string;
  /** At least one; several where it depends on the event. */
  readonly fields: readonly string[];
}

/** For people who come from other tools, which say `proc.name` or `CommandLine`; nothing where no tool is known to say it. */
export function nameElsewhere(name: string, { field }: Pick<Catalogue, 'field'>): NameElsewhere | undefined {
  const found = data.names.find((each) => each.name === name);
  const fields = found?.fields.filter((each) => field(each) !== undefined) ?? [];
  return found === undefined || fields.length === 0 ? undefined : { of: found.of, fields };
}
