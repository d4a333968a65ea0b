import type { Process } from '../process-tree.ts';
import type { Happening } from './call.ts';

const USER = /^set(?:re|res|fs)?uid$/;
const GROUP = /^set(?:re|res|fs)?gid$/;

export function isIdChange(name: string): boolean {
  return USER.test(name) || GROUP.test(name);
}

const NO_CHANGE = 0xffff_ffff;

/**
 * A call that changes ids, from its arguments: the event has the new ids; that of the process still has the old ones, as
 * agents update theirs afterwards. What `setuid` does depends on privileges; without knowing them the real id is open.
 */
export function changedIds(
  name: string,
  process: Process,
  result: number,
  arg: (at: number) => number | undefined,
): (Happening & { readonly after: () => void }) | undefined {
  const id = USER.test(name) ? 'uid' : 'gid';
  const isFileSystem = name === `setfs${id}`;
  if (result < 0) return undefined;
  const given = (at: number): number | undefined => {
    const value = arg(at);
    return value === undefined || value === -1 || value === NO_CHANGE ? undefined : value;
  };
  const old = process.credentials;
  const isOne = name === `set${id}`;
  const first = given(0);
  const real = isFileSystem || (isOne && old.euid !== 0) ? old[id] : (first ?? old[id]);
  const effective = isFileSystem ? old[`e${id}`] : ((isOne ? first : given(1)) ?? old[`e${id}`]);
  const fileSystem = isFileSystem ? first : effective;
  const type = `set${id}`;
  return {
    type,
    values: { [`${type}.${id}`]: real, [`${type}.e${id}`]: effective, [`${type}.fs${id}`]: fileSystem },
    after: () => {
      process.credentials = {
        ...old,
        ...(real !== undefined && { [id]: real }),
        ...(effective !== undefined && { [`e${id}`]: effective }),
        ...(fileSystem !== undefined && { [`fs${id}`]: fileSystem }),
      };
    },
  };
}
