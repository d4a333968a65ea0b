import { textOf } from './fields.ts';
import { FieldsInOrder } from './fields-in-order.ts';
import type { AuditRecord } from './line.ts';

/** A PATH record as the kernel prints it. */
export interface PathFront {
  readonly item: number;
  readonly name: string | undefined;
  readonly inode: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly kind: string;
  /** Names of the ids, where the daemon has added them. */
  readonly user: string | undefined;
  readonly group: string | undefined;
}

const fields = new FieldsInOrder();

/** `undefined` where the fields are others, or in another order: one looks them up. */
export function pathFrontOf(record: AuditRecord): PathFront | undefined {
  if (record.isInterpreted) {
    return undefined;
  }
  fields.start(record);
  fields.expect(' item=');
  const item = fields.decimal();
  fields.expect(' name=');
  if (fields.isBroken) {
    return undefined;
  }
  const name = textOf(fields.written());
  fields.expect(' inode=');
  const inode = fields.decimal();
  fields.expect(' dev=');
  fields.skip();
  fields.expect(' mode=');
  const mode = fields.octal();
  fields.expect(' ouid=');
  const uid = fields.decimal();
  fields.expect(' ogid=');
  const gid = fields.decimal();
  fields.expect(' rdev=');
  fields.skip();
  if (fields.has(' obj=')) fields.skip();
  if (!fields.has(' nametype=')) fields.expect(' objtype=');
  const kind = fields.isBroken ? undefined : kindNext();
  if (kind === undefined) {
    return undefined;
  }
  for (const capability of CAPABILITIES) if (fields.has(capability)) fields.skip();
  const user = fields.has('\u001dOUID=') ? textOf(fields.written()) : undefined;
  const group = user !== undefined && fields.has(' OGID=') ? textOf(fields.written()) : undefined;
  return fields.isBroken || !fields.isOver
    ? undefined
    : { item, name, inode, mode, uid, gid, kind, user, group };
}

/** The directory of a CWD record, where nothing else is in it. */
export function directoryFrontOf(record: AuditRecord): string | undefined {
  fields.start(record);
  fields.expect(' cwd=');
  if (fields.isBroken) {
    return undefined;
  }
  const written = fields.written();
  return fields.isBroken || !fields.isOver ? undefined : textOf(written);
}

const KINDS = ['NORMAL', 'PARENT', 'CREATE', 'DELETE', 'UNKNOWN'];
const CAPABILITIES = [' cap_fp=', ' cap_fi=', ' cap_fe=', ' cap_fver=', ' cap_frootid='];

/** The same text each time. */
function kindNext(): string | undefined {
  const word = fields.word();
  return KINDS.find((each) => each === word);
}
