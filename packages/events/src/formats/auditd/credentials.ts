import type { Process } from '../../process-tree.ts';
import { written } from './fields.ts';
import type { AuditRecord } from './line.ts';
import { IRRELEVANT, type Meaning } from './meanings.ts';
import type { EventParts } from './parts.ts';
import { credentialsOf } from './process.ts';
import { namesOf, type Session } from './session.ts';

/** The event has the new ids, as the record does; that of the process still has the old ones, as agents have it. */
export function setIds(
  id: 'uid' | 'gid',
  call: AuditRecord,
  process: Process,
  session: Session,
  retval: number | bigint | undefined,
): Meaning {
  const now = credentialsOf(call);
  const after = (): void => {
    const { capEffective: _effective, capPermitted: _permitted, ...rest } = process.credentials;
    process.credentials = { ...(id === 'uid' ? rest : process.credentials), ...now };
  };
  if (retval === undefined || retval < 0) {
    return IRRELEVANT;
  }
  const type = `set${id}`;
  const word = id === 'uid' ? 'user' : 'group';
  const names = namesOf(call, type);
  const kept = Object.entries(names).filter(([key]) => key.endsWith(word));
  const old = Object.fromEntries(
    Object.entries(session.values).filter(([key]) => !/^process\.(?:e|fs)?(?:user|group)$/.test(key)),
  );
  const own = {
    [`${type}.${id}`]: now[id],
    [`${type}.e${id}`]: now[`e${id}`],
    [`${type}.fs${id}`]: now[`fs${id}`],
  };
  return {
    kind: 'event',
    type,
    values: { ...old, ...own, ...Object.fromEntries(kept) },
    process,
    after,
  };
}

export function capset(
  { capabilities: record }: EventParts,
  process: Process,
  session: Session,
  retval: number | bigint | undefined,
): Meaning {
  if (retval === undefined || retval < 0) {
    return IRRELEVANT;
  }
  const mask = (name: string): number | undefined => {
    const shown = record === undefined ? undefined : written(record, name)?.text;
    return shown !== undefined && /^[0-9a-f]{1,13}$/i.test(shown.replace(/^0+(?=.)/, ''))
      ? Number.parseInt(shown, 16)
      : undefined;
  };
  const [capEffective, capPermitted] = [mask('cap_pe'), mask('cap_pp')];
  return {
    kind: 'event',
    type: 'capset',
    values: { 'capset.cap_effective': capEffective, 'capset.cap_permitted': capPermitted },
    process,
    session,
    after: () => {
      process.credentials = {
        ...process.credentials,
        ...(capEffective !== undefined && { capEffective }),
        ...(capPermitted !== undefined && { capPermitted }),
      };
    },
  };
}
