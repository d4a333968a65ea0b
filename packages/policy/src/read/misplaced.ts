/**
 * Keys that stand one level too high or too low: by what holds them, the place where agents look for them. Of several
 * sections the one that is there counts, else the first.
 */
const set = '`set`';
const homes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'a rule': {
    fields: ['`override_options`'],
    set: ['`actions`'],
    kill: ['`actions`'],
    hash: ['`actions`'],
    coredump: ['`actions`'],
    log: ['`actions`'],
    network_filter: ['`actions`'],
  },
  'an action': {
    name: [set],
    value: [set],
    field: [set, '`hash`'],
    expression: [set],
    default_value: [set],
    append: [set],
    scope: [set, '`kill`', '`network_filter`'],
    scope_field: [set],
    size: [set],
    ttl: [set],
    private: [set],
    inherited: [set],
    signal: ['`kill`'],
    max_file_size: ['`hash`'],
    level: ['`log`'],
    message: ['`log`'],
    policy: ['`network_filter`'],
  },
};

/** `: it belongs under X` for such a key; empty for any other. */
export function belongsHint(key: string, what: string, siblings: readonly string[]): string {
  const homesOf = homes[what];
  const known = homesOf !== undefined && Object.hasOwn(homesOf, key) ? (homesOf[key] ?? []) : [];
  const there = known.find((home) => siblings.includes(home.replaceAll('`', '')));
  const home = there ?? known[0];
  if (home !== undefined) return `: it belongs under ${home}`;
  // The filter of an action is that of all its sections.
  return key === 'filter' && /^an? `\w+` action$/.test(what)
    ? `: it belongs beside ${what.slice(2, -7)}`
    : '';
}
