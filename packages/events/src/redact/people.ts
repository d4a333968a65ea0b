/**
 * Who a recording is about: names of people, as its events tell them. A name is to go wherever it stands, also within what
 * would stay, and to be the same everywhere.
 */
import type { CanonicalRecord, RecordValue } from '../record.ts';

/** Ids of the system: accounts of people begin here, `nobody` and "not set" do not count among them. */
const FIRST_PERSON = 1000;
const NOT_PEOPLE: ReadonlySet<number> = new Set([65_534, 65_535, 0xffff_fffe, 0xffff_ffff]);
/** Accounts that every system has. */
const SYSTEM_USERS: ReadonlySet<string> = new Set([
  '',
  'root',
  'nobody',
  'nogroup',
  'daemon',
  'bin',
  'sys',
  'www-data',
]);

export const isSystemUser = (name: string): boolean => SYSTEM_USERS.has(name);
export const isSystemId = (id: number): boolean => id < FIRST_PERSON || NOT_PEOPLE.has(id);

const USER = /(?:^|\.)(?:e|fs)?user$/;
const HOME = /(?:^|=)\/(?:home|export\/home|Users)\/([^/:]+)/;
const NAMED = /^(?:USER|LOGNAME|SUDO_USER)=(.+)$/;
/** Below `/home`, and nobody's. */
const NOBODYS: ReadonlySet<string> = new Set(['.', '..', 'linuxbrew', 'lost+found', 'Shared']);

type Fields = Readonly<Record<string, RecordValue>>;

/** Names of people in a record, some of them more than once. */
export function* peopleIn({ Values, Ancestors = [] }: CanonicalRecord): Generator<string, void> {
  yield* inFields(Values);
  for (const each of Ancestors) yield* inFields(each);
}

function* inFields(given: Fields): Generator<string, void> {
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'string') {
      if (USER.test(key)) yield* named(value, given[key.replace(/user$/, 'uid')]);
      else yield* inText(value);
    } else if (Array.isArray(value))
      for (const each of value) {
        if (typeof each === 'string') yield* inText(each);
        else if (typeof each === 'object' && each !== null) yield* inFields(each as Fields);
      }
  }
}

function* named(name: string, id: unknown): Generator<string, void> {
  // What a service is called, its program is called, too: that is nobody's name.
  if (typeof id === 'number' && isSystemId(id)) return;
  if (isName(name)) yield name;
}

/** The text of a path, an argument or a variable of the environment. */
function* inText(text: string): Generator<string, void> {
  const home = text.includes('/') ? HOME.exec(text)?.[1] : undefined;
  if (home !== undefined && !NOBODYS.has(home) && isName(home)) yield home;
  const user = NAMED.exec(text)?.[1];
  if (user !== undefined && isName(user)) yield user;
}

const isName = (text: string): boolean => text.length > 1 && !SYSTEM_USERS.has(text) && !/^\d+$/.test(text);
