/** Looks into values that somebody else wrote: whatever does not fit is not there. */

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** The value below a path of keys. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path)
    current = Object.hasOwn(fieldsOf(current), key) ? fieldsOf(current)[key] : undefined;
  return current;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A text, or a number as one; blanks around it do not count. Nothing where it is empty. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  if (typeof found === 'number' || typeof found === 'bigint') return String(found);
  if (typeof found !== 'string') return undefined;
  const text = found.trim();
  return text === '' ? undefined : text;
}

export function booleanAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path);
  if (typeof found === 'boolean') return found;
  const text = typeof found === 'string' ? found.trim().toLowerCase() : '';
  if (['true', 'yes', 'on', '1', 'enabled'].includes(text)) return true;
  if (['false', 'no', 'off', '0', 'disabled'].includes(text)) return false;
  return undefined;
}

/** Pairs of `{name|key, value}`, as ECS and Kubernetes write variables and tags. */
export function pairsAt(value: unknown, ...path: readonly string[]): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  for (const pair of listAt(value, ...path)) {
    const name = textAt(pair, 'name') ?? textAt(pair, 'key');
    const text = at(pair, 'value');
    if (name !== undefined && typeof text === 'string') pairs.set(name, text);
  }
  return pairs;
}
