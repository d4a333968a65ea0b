import { type JsonObject, objectAt } from '../../foreign-json.ts';
import type { Meant } from '../meant.ts';
import { type Hook, NOTHING } from './meaning.ts';
import { capabilitiesOf, idsOf } from './process.ts';

/** New credentials: which ids or capabilities they change is said where those of before are known. */
export const commitCredentials: Hook = ({ given, process, names }) => {
  const { credentials } = given;
  if (credentials === undefined) {
    return NOTHING;
  }
  const next = idsOf(credentials);
  const caps = capabilitiesOf(objectAt(credentials, 'caps'), names);
  const meant: Meant[] = [];
  for (const id of ['uid', 'gid'] as const) {
    const own = [id, `e${id}`, `fs${id}`] as const;
    if (own.some((each) => isChange(process[each], (next as JsonObject)[each]))) {
      const type = `set${id}`;
      const values = own.map((each) => [`${type}.${each}`, next[each]] as const);
      meant.push({ type, values: Object.fromEntries(values) });
    }
  }
  const changed = Object.keys(caps).some((set) => isChange(process[set], caps[set]));
  // With user ids the kernel takes and gives capabilities by itself.
  if (meant.length === 0 && changed) {
    const values = Object.entries(caps).map(([set, value]) => [`capset.${set}`, value]);
    meant.push({ type: 'capset', values: Object.fromEntries(values) });
  }
  return meant;
};

function isChange(before: unknown, after: unknown): boolean {
  return before !== undefined && after !== undefined && before !== after;
}

/** `setuid`, `setgid`: all ids change for root; for others the call may fail, and then agents see nothing. */
export function setOne(id: 'uid' | 'gid'): Hook {
  return ({ given, process, result }) => {
    const [value] = given.integers;
    const isRoot = process.euid === 0;
    if (value === undefined || (result === undefined && !isRoot)) {
      return NOTHING;
    }
    const type = `set${id}`;
    return [
      {
        type,
        values: {
          [`${type}.${id}`]: isRoot ? value : undefined,
          [`${type}.e${id}`]: value,
          [`${type}.fs${id}`]: value,
        },
      },
    ];
  };
}
