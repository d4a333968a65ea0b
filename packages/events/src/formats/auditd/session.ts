import { Kept } from '../../canonical/kept.ts';
import { ownText } from '../../own-text.ts';
import type { Process } from '../../process-tree.ts';
import type { RecordElement } from '../../record.ts';
import { placeOf } from './field-places.ts';
import { number, UNSET, written } from './fields.ts';
import type { AuditRecord } from './line.ts';
import { shownUser } from './paths.ts';

/** What an event says of its process that the process tree has no place for: session, names of users, container. */
export interface Session {
  readonly values: RecordElement;
  /** With these among them what all events of the process share; the same object as long as both stay the same. */
  among(shared: RecordElement): RecordElement;
}

/** Of the events of processes; the same object as long as they say the same of one. */
export interface Sessions {
  of(process: Process, call: AuditRecord, container: AuditRecord | undefined): Session;
  /** What its last event said. */
  last(process: Process): Session | undefined;
}

export function sessions(): Sessions {
  const known = new Kept<{ readonly told: Told; readonly session: Session }>(20_000, 20_000);
  return {
    of(process, call, container) {
      const told = tell(call, container);
      const last = known.get(process);
      if (last !== undefined && isSame(last.told, told)) {
        return last.session;
      }
      const own = told.map((each) => (typeof each === 'string' ? ownText(each) : each));
      const session = sessionOf(valuesOf(own));
      known.set(process, { told: own, session }, 1);
      return session;
    },
    last: (process) => known.get(process)?.session,
  };
}

function sessionOf(values: Session['values']): Session {
  let of: RecordElement | undefined;
  let all: RecordElement = {};
  return {
    values,
    among(shared) {
      if (of !== shared) {
        of = shared;
        all = { ...shared, ...values };
      }
      return all;
    },
  };
}

/** The container, the user who has logged in, the terminal, and the names in the order of `NAMES`. */
type Told = readonly (string | number | undefined)[];

function tell(call: AuditRecord, container: AuditRecord | undefined): Told {
  const user = number(call, 'auid');
  const terminal = written(call, 'tty')?.text;
  return [
    container === undefined ? undefined : written(container, 'contid')?.text,
    user !== undefined && user < 0 ? UNSET : user,
    terminal === '?' ? undefined : terminal === '(none)' ? '' : terminal,
    ...names(call),
  ];
}

function isSame(a: Told, b: Told): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

function valuesOf([container, user, terminal, ...names]: Told): Record<string, string | number> {
  const values = named(names, 'process');
  const set = (name: string, value: string | number | undefined): void => {
    if (value !== undefined) values[name] = value;
  };
  set('container.id', container);
  set('process.container.id', container);
  set('process.auid', user);
  set('process.tty_name', terminal);
  return values;
}

const NAMES = [
  { id: 'uid', name: 'UID', field: 'user' },
  { id: 'euid', name: 'EUID', field: 'euser' },
  { id: 'fsuid', name: 'FSUID', field: 'fsuser' },
  { id: 'gid', name: 'GID', field: 'group' },
  { id: 'egid', name: 'EGID', field: 'egroup' },
  { id: 'fsgid', name: 'FSGID', field: 'fsgroup' },
] as const;
const NO_NAMES: Told = [];

/** Names of the ids, where the log has them. */
export function namesOf(record: AuditRecord, prefix: string): Record<string, string | number> {
  return named(names(record), prefix);
}

function named(names: Told, prefix: string): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  NAMES.forEach(({ field }, at) => {
    const name = names[at];
    if (name !== undefined) values[`${prefix}.${field}`] = name;
  });
  return values;
}

function names(record: AuditRecord): Told {
  if (!record.isInterpreted && !hasNames(record)) {
    return NO_NAMES;
  }
  return NAMES.map(({ id, name }) => {
    const user = record.isInterpreted ? shownUser(record, id) : written(record, name)?.text;
    return user === 'unset' || user?.startsWith('unknown(') === true ? undefined : user;
  });
}

const BLANK = 0x20;
const QUOTE = 0x22;

function hasNames(record: AuditRecord): boolean {
  const place = placeOf(record, 'UID');
  if (place < 0) {
    return false;
  }
  const { text } = record;
  const isUsual = text.charCodeAt(place) === QUOTE && text.charCodeAt(place - ' UID='.length) === BLANK;
  return isUsual || record.body.includes(' UID="');
}
