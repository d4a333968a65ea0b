import type { Bytes } from './bytes.ts';
import { writeList, writeValue } from './json-bytes.ts';
import { Kept } from './kept.ts';
import type { RecordParts } from './record-parts.ts';
import { sharedWriter } from './shared-bytes.ts';
import { timeWriter } from './time-writer.ts';
import { type Source, valueOrders } from './value-order.ts';

const COMMA = 0x2c;
const encoder = new TextEncoder();
const TYPE = encoder.encode('{"Type":');
const HOST = encoder.encode(',"Host":');
const VALUES = encoder.encode(',"Values":{');
const ANCESTORS = encoder.encode('},"Ancestors":');
const UNKNOWN = encoder.encode(',"Unknown":');
const END = encoder.encode('}');

/** Writes records in parts as canonical lines without line ends: the same bytes as those of the whole. */
export function partsWriter(): (bytes: Bytes, parts: RecordParts) => void {
  const sharedOf = sharedWriter();
  const orderOf = valueOrders();
  const times = timeWriter();
  const unknowns = new Kept<Uint8Array>(512, 1024 * 1024);

  const writeUnknown = (bytes: Bytes, unknown: RecordParts['unknown']): void => {
    const written = unknowns.get(unknown);
    if (written !== undefined) {
      bytes.copy(written);
      return;
    }
    const start = bytes.length;
    writeList(bytes, unknown);
    const made = bytes.since(start);
    unknowns.set(unknown, made, made.length);
  };

  return (bytes, { type, time, host, shared, tid, own, ancestors, unknown }) => {
    const { names, bytes: written, starts, ancestorsBytes } = sharedOf.of(shared, ancestors);
    bytes.copy(TYPE);
    bytes.quoted(type);
    if (time !== undefined) times.asTime(bytes, time);
    if (host !== undefined) {
      bytes.copy(HOST);
      bytes.quoted(host);
    }
    bytes.copy(VALUES);
    let next = 0;
    for (const { before, isShared, name, at, source } of orderOf(names, own.names)) {
      const given = at < 0 ? undefined : own.values[at];
      const value = given ?? standing(source, time, tid);
      if (value === undefined) continue;
      if (before > next) bytes.copyPart(written, starts[next] ?? 0, starts[before] ?? 0);
      next = isShared ? before + 1 : before;
      bytes.copy(name);
      if (value === time) times.asNumber(bytes, value);
      else writeValue(bytes, value);
      bytes.byte(COMMA);
    }
    bytes.copyPart(written, starts[next] ?? 0, written.length);
    bytes.dropComma();
    bytes.copy(ANCESTORS);
    bytes.copy(ancestorsBytes);
    bytes.copy(UNKNOWN);
    writeUnknown(bytes, unknown);
    bytes.copy(END);
  };
}

function standing(
  source: Source,
  time: bigint | undefined,
  tid: number | undefined,
): bigint | number | undefined {
  return source === 'time' ? time : source === 'thread' ? tid : undefined;
}
