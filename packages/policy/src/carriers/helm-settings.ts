/** Single values of a chart's release in Terraform: `set { name = "a.b", value = "…" }`. */
import { createScalar } from '@secl/text';
import type { PartlyKnown, PartlyKnownEntry } from './terraform-texts.ts';

export const settingKeys: ReadonlySet<string> = new Set(['set', 'set_sensitive']);

interface Setting extends PartlyKnownEntry {
  /** Why Helm makes another text of it than the one that is written, where it does. */
  readonly notRead: string | undefined;
}

/** The last key of the path that `name` is, with its value; nothing where this is no such object. */
export function settingOf(value: PartlyKnown): Setting | undefined {
  if (value.kind !== 'object') return undefined;
  const at = (key: string): PartlyKnown | undefined =>
    value.entries.find((entry) => entry.key.value === key)?.value;
  const [name, said, type] = [at('name'), at('value'), at('type')];
  if (name?.kind !== 'scalar' || said === undefined) return undefined;
  const key = createScalar(name.read, lastKey(name.value));
  const isLiteral = type?.kind === 'scalar' && type.value === 'literal';
  const taken = isLiteral ? '\\' : said.kind === 'scalar' ? takenIn(said.value) : undefined;
  if (taken === undefined) return { key, value: said, notRead: undefined };
  const reason = isLiteral
    ? 'where `type` is `literal`, Helm takes every dot of `name` for a step down'
    : `Helm takes \`${taken}\` in the \`value\` of \`set\` for its own`;
  return { key, value: said, notRead: `${reason}; give the policy in \`values\`` };
}

/** Of `datadog.policies.custom\\.policy` that is `custom.policy`: a dot is a step down unless it is escaped. */
function lastKey(path: string): string {
  let last = '';
  for (let at = 0; at < path.length; at++) {
    const char = path[at];
    if (char === '.') last = '';
    else if (char === '\\') last += path[++at] ?? '';
    else last += char;
  }
  return last;
}

/** Helm splits a value at commas, takes backslashes away, and makes a list of what begins with a brace. */
function takenIn(value: string): string | undefined {
  return /[,\\]/.exec(value)?.[0] ?? (value.startsWith('{') ? '{' : undefined);
}
