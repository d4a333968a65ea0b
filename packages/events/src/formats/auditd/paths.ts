import { type FileDetails, type FileTold, NO_FILE } from '../../kernel-calls/call.ts';
import { resolvePath } from '../../paths.ts';
import { number, text, written } from './fields.ts';
import type { AuditRecord } from './line.ts';
import { fileMode } from './numbers.ts';
import { type PathFront, pathFrontOf } from './path-front.ts';

/** A PATH record: a name that the call looked up. */
export interface PathItem {
  readonly item: number;
  readonly name: string | undefined;
  /** NORMAL, PARENT, CREATE, DELETE or UNKNOWN; old kernels do not tell. */
  readonly kind: string | undefined;
  readonly record: AuditRecord;
  /** Unless it is an unusual one. */
  readonly front: PathFront | undefined;
}

export function inodeOf({ record, front }: PathItem): string | undefined {
  return front === undefined ? written(record, 'inode')?.text : String(front.inode);
}

export function pathItems(records: readonly AuditRecord[]): readonly PathItem[] {
  const items = records.map((record) => {
    const front = pathFrontOf(record);
    return front === undefined
      ? lookedUp(record)
      : { item: front.item, name: front.name, kind: front.kind, record, front };
  });
  return items.length < 2 ? items : items.sort((a, b) => a.item - b.item);
}

function lookedUp(record: AuditRecord): PathItem {
  return {
    item: number(record, 'item') ?? 0,
    name: record.isInterpreted ? shownName(record) : text(record, 'name'),
    kind: (written(record, 'nametype') ?? written(record, 'objtype'))?.text,
    record,
    front: undefined,
  };
}

/** A name without quotes may hold anything; what comes after it is always one of these. */
function shownName({ body }: AuditRecord): string | undefined {
  const name = / name=(.*?)(?: (?:inode|dev|nametype|objtype)=|\s*$)/s.exec(body)?.[1];
  return name === '(null)' ? undefined : name;
}

/** The file that a call is about: not the directory that it looked it up in. */
export function subject(items: readonly PathItem[], ...kinds: readonly string[]): PathItem | undefined {
  return (
    items.find(({ kind }) => kind !== undefined && kinds.includes(kind)) ??
    items.find(({ kind }) => kind === 'NORMAL' || kind === 'UNKNOWN') ??
    // Old kernels: the directory comes first.
    items.filter(({ kind }) => kind === undefined).at(-1)
  );
}

/** `directory`: where relative names start; `undefined` where that is not known. */
export function told(item: PathItem | undefined, directory: string | undefined): FileTold {
  if (item === undefined) {
    return NO_FILE;
  }
  const more = item.front === undefined ? details(item.record) : detailsIn(item.front);
  return item.name === undefined
    ? { ...NO_FILE, more }
    : { path: resolvePath(directory, item.name), given: item.name, more };
}

/** Inode, owner and mode at the time of the call; none where nothing was found under the name. */
function details(record: AuditRecord): FileDetails {
  const mode = fileMode(written(record, 'mode')?.text ?? '');
  return {
    inode: number(record, 'inode'),
    uid: number(record, 'ouid'),
    gid: number(record, 'ogid'),
    user: record.isInterpreted ? shownUser(record, 'ouid') : text(record, 'OUID'),
    group: record.isInterpreted ? shownUser(record, 'ogid') : text(record, 'OGID'),
    mode,
    rights: mode === undefined ? undefined : mode & 0o7777,
  };
}

function detailsIn({ inode, uid, gid, user, group, mode }: PathFront): FileDetails {
  return { inode, uid, gid, user, group, mode, rights: mode & 0o7777 };
}

/** The name that stands in place of an id. */
export function shownUser(record: AuditRecord, name: string): string | undefined {
  const shown = written(record, name)?.text;
  return shown === undefined || /^(?:unset|unknown\(\d+\)|\d*)$/.test(shown) ? undefined : shown;
}
