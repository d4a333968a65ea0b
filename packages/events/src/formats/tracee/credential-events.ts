import { asInteger, integerAt } from '../../foreign-json.ts';
import type { Meant } from '../meant.ts';
import type { EventReader } from './meaning.ts';

/** Old and new credentials: what differs says which calls an agent would have seen. */
export const credentials: EventReader = (given) => {
  const before = given.object('old_cred');
  const after = given.object('new_cred');
  const changed = (key: string): boolean => {
    const now = asInteger(after?.[key]);
    return now !== undefined && now !== asInteger(before?.[key]);
  };
  const meant: Meant[] = [];
  if (['Uid', 'Euid', 'Fsuid'].some(changed)) {
    meant.push({
      type: 'setuid',
      values: {
        'setuid.uid': integerAt(after, 'Uid'),
        'setuid.euid': integerAt(after, 'Euid'),
        'setuid.fsuid': integerAt(after, 'Fsuid'),
      },
    });
  }
  if (['Gid', 'Egid', 'Fsgid'].some(changed)) {
    meant.push({
      type: 'setgid',
      values: {
        'setgid.gid': integerAt(after, 'Gid'),
        'setgid.egid': integerAt(after, 'Egid'),
        'setgid.fsgid': integerAt(after, 'Fsgid'),
      },
    });
  }
  // With user ids the kernel takes and gives capabilities by itself.
  if (meant.length === 0 && ['CapEffective', 'CapPermitted'].some(changed)) {
    meant.push({
      type: 'capset',
      values: {
        'capset.cap_effective': integerAt(after, 'CapEffective'),
        'capset.cap_permitted': integerAt(after, 'CapPermitted'),
      },
    });
  }
  return meant;
};
