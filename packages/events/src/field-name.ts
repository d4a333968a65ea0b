/** Names by what they are made of: fields are few, and the same text each time is found faster than a new one. */
const names = new Map<string, Map<string, string>>();
const MOST = 20_000;
let count = 0;

/** `prefix.name` */
export function fieldName(prefix: string, name: string): string {
  let below = names.get(prefix);
  if (below === undefined) {
    below = new Map();
    names.set(prefix, below);
  }
  let whole = below.get(name);
  if (whole === undefined) {
    if (count >= MOST) {
      names.clear();
      count = 0;
    }
    count += 1;
    whole = `${prefix}.${name}`;
    below.set(name, whole);
  }
  return whole;
}
