import { EVENT, EVENT_2_LARGE, EVENT_FLAGS, EVENT_FLAGS_2, EVENT_FLAGS_2_LARGE } from './blocks.ts';
import { ByteReader, textOf } from './byte-reader.ts';
import { type EventKind, eventKind } from './event-table.ts';

/** One event of a capture: a call that begins or has returned. */
export interface CaptureEvent {
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly tid: number;
  readonly kind: EventKind;
  /** In the order of the kind's parameters; empty where the driver could not tell. */
  readonly values: readonly Uint8Array[];
}

export type ReadEvent =
  | { readonly ok: true; readonly event: CaptureEvent }
  | { readonly ok: false; readonly why: 'broken' }
  | { readonly ok: false; readonly why: 'unknown'; readonly number: number };

const BLOCK_HEADER = 8;
const TRAILER = 4;
/** Time, thread, length, type. */
const EVENT_HEADER = 22;
const MOST_PARAMETERS = 64;

export function readEvent(bytes: Uint8Array, block: number): ReadEvent {
  const hasFlags = block === EVENT_FLAGS || block === EVENT_FLAGS_2 || block === EVENT_FLAGS_2_LARGE;
  const start = BLOCK_HEADER + 2 + (hasFlags ? 4 : 0);
  const reader = new ByteReader(bytes, true, start, bytes.length - TRAILER);
  const time = reader.i64();
  const tid = reader.id();
  const length = reader.u32();
  const type = reader.u16();
  const isFirstVersion = block === EVENT || block === EVENT_FLAGS;
  const told = isFirstVersion ? undefined : reader.u32();
  if (reader.isBroken || length > bytes.length) {
    return BROKEN;
  }
  const kind = eventKind(type);
  if (kind === undefined) {
    return { ok: false, why: 'unknown', number: type };
  }
  if (kind.params.length === 0) {
    return { ok: true, event: { time, tid, kind, values: [] } };
  }
  const isLarge = block === EVENT_2_LARGE || block === EVENT_FLAGS_2_LARGE;
  const lengths =
    told === undefined
      ? fittingLengths(reader, length - EVENT_HEADER, kind)
      : readLengths(reader, told, isLarge);
  if (lengths === undefined) {
    return BROKEN;
  }
  const values = lengths.map((each) => reader.bytes(each));
  return reader.isBroken ? BROKEN : { ok: true, event: { time, tid, kind, values } };
}

const BROKEN: ReadEvent = { ok: false, why: 'broken' };

function readLengths(reader: ByteReader, count: number, isLarge: boolean): readonly number[] | undefined {
  if (count > MOST_PARAMETERS) {
    return undefined;
  }
  return Array.from({ length: count }, () => (isLarge ? reader.u32() : reader.u16()));
}

/**
 * The first version does not say how many parameters there are, and drivers have appended some since: as many as make
 * the lengths fill the event.
 */
function fittingLengths(reader: ByteReader, size: number, kind: EventKind): readonly number[] | undefined {
  const start = reader.at;
  for (let count = kind.params.length; count >= 0; count--) {
    reader.at = start;
    const lengths = 2 * count <= size ? readLengths(reader, count, false) : undefined;
    if (lengths?.reduce((sum, each) => sum + each, 2 * count) === size) {
      return lengths;
    }
    reader.isBroken = false;
  }
  reader.at = start;
  const lengths = readLengths(reader, kind.params.length, false);
  return reader.isBroken ? undefined : lengths;
}

/** Parameters by name. */
export class Parameters {
  readonly #events: readonly CaptureEvent[];

  /** Of the first event that has it. */
  constructor(...events: readonly CaptureEvent[]) {
    this.#events = events;
  }

  bytes(name: string): Uint8Array | undefined {
    return this.#find(name)?.bytes;
  }

  text(name: string): string | undefined {
    const found = this.#find(name);
    const text = found === undefined ? undefined : textOf(found.bytes);
    return text === '<NA>' ? undefined : text;
  }

  /** As wide as it is, with a sign where its type has one. */
  number(name: string): number | undefined {
    const found = this.#find(name);
    return found === undefined ? undefined : numberOf(found.bytes, SIGNED.has(found.type));
  }

  #find(name: string): { readonly bytes: Uint8Array; readonly type: string } | undefined {
    for (const { kind, values } of this.#events) {
      for (let at = 0; at < kind.params.length; at++) {
        const param = kind.params[at];
        const bytes = values[at];
        if (param?.name === name && bytes !== undefined && bytes.length > 0) {
          return { bytes, type: param.type };
        }
      }
    }
    return undefined;
  }
}

const SIGNED: ReadonlySet<string> = new Set(['INT8', 'INT16', 'INT32', 'INT64', 'ERRNO', 'FD', 'PID']);

function numberOf(bytes: Uint8Array, isSigned: boolean): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (bytes.length) {
    case 1:
      return isSigned ? view.getInt8(0) : view.getUint8(0);
    case 2:
      return isSigned ? view.getInt16(0, true) : view.getUint16(0, true);
    case 4:
      return isSigned ? view.getInt32(0, true) : view.getUint32(0, true);
    case 8:
      return Number(isSigned ? view.getBigInt64(0, true) : view.getBigUint64(0, true));
    default:
      return undefined;
  }
}
