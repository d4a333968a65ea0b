import { isObject } from './fill.ts';

/** The keys of a canonical event, each as it came; `null` is as good as absent. */
export interface TopLevel {
  Type: unknown;
  Time: unknown;
  Host: unknown;
  Values: unknown;
  Ancestors: unknown;
  Variables: unknown;
  Unknown: unknown;
}

export const TOP_LEVEL: readonly (keyof TopLevel)[] = [
  'Type',
  'Time',
  'Host',
  'Values',
  'Ancestors',
  'Variables',
  'Unknown',
];

const bySmallLetters = new Map(TOP_LEVEL.map((key) => [key.toLowerCase(), key]));

/**
 * Agents read these keys without regard to case and skip others, so `policy eval` files may have both. `undefined`: not
 * an object, or a key that is one letter off (`Ancestor`), which nobody wants skipped.
 */
export function readTopLevel(tree: unknown): TopLevel | undefined {
  if (!isObject(tree)) {
    return undefined;
  }
  const top: TopLevel = {
    Type: undefined,
    Time: undefined,
    Host: undefined,
    Values: undefined,
    Ancestors: undefined,
    Variables: undefined,
    Unknown: undefined,
  };
  for (const key in tree) {
    const value = tree[key] ?? undefined;
    switch (key) {
      case 'Type':
        top.Type = value;
        break;
      case 'Time':
        top.Time = value;
        break;
      case 'Host':
        top.Host = value;
        break;
      case 'Values':
        top.Values = value;
        break;
      case 'Ancestors':
        top.Ancestors = value;
        break;
      case 'Variables':
        top.Variables = value;
        break;
      case 'Unknown':
        top.Unknown = value;
        break;
      default: {
        const meant = bySmallLetters.get(key.toLowerCase());
        if (meant !== undefined) {
          top[meant] ??= value;
        } else if (misspelled(key) !== undefined) {
          return undefined;
        }
      }
    }
  }
  top.Values ??= {};
  return top;
}

/** The key that this one is one letter away from. */
export function misspelled(key: string): string | undefined {
  return TOP_LEVEL.find((known) => {
    const [short, long] = key.length < known.length ? [key, known] : [known, key];
    if (long.length - short.length > 1 || known.length < 5) {
      return false;
    }
    let same = 0;
    while (same < short.length && short[same] === long[same]) {
      same += 1;
    }
    const rest = short.length === long.length ? same + 1 : same;
    return short.slice(rest) === long.slice(same + 1);
  });
}
