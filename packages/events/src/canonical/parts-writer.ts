import { Bytes, Phrase } from './bytes.ts';
import { writeList, writeValue } from './json-bytes.ts';
import { Kept } from './kept.ts';
import type { RecordParts } from './record-parts.ts';
import { sharedWriter } from './shared-bytes.ts';
import { timeWriter } from './time-writer.ts';
import { type Source, valueOrders } from './value-order.ts';

const COMMA = 0x2c;
const HOST = Phrase.of(',"Host":');
const VALUES = Phrase.of(',"Values":{');
/** Types of events are few; whoever makes them up must not fill the memory. */
const MOST_TYPES = 1000;

/** Writes records in parts as canonical lines: the same bytes as those of the whole. */
export function partsWriter(): (bytes: Bytes, parts: RecordParts) => void {
  const fields = sharedWriter();
  const orderOf = valueOrders();
  const times = timeWriter();
  const types = new Map<string, Phrase>();
  const unknowns = new Kept<Phrase>(512, 1024 * 1024);

  const beginningOf = (type: string): Phrase => {
    let bytes = types.get(type);
    if (bytes === undefined) {
      bytes = Phrase.of(`{"Type":${JSON.stringify(type)}`);
      if (types.size >= MOST_TYPES) types.clear();
      types.set(type, bytes);
    }
    return bytes;
  };

  const endingOf = (unknown: RecordParts['unknown']): Phrase => {
    let ending = unknowns.get(unknown);
    if (ending === undefined) {
      const bytes = new Bytes(256);
      bytes.text(',"Unknown":');
      writeList(bytes, unknown);
      bytes.text('}\n');
      ending = new Phrase(bytes.since(0));
      unknowns.set(unknown, ending, ending.length);
    }
    return ending;
  };

  return (bytes, parts) => {
    const { time, host, tid, own } = parts;
    const shared = fields.of(parts.shared);
    bytes.copyPhrase(beginningOf(parts.type));
    if (time !== undefined) times.asTime(bytes, time);
    if (host !== undefined) {
      bytes.copyPhrase(HOST);
      bytes.quoted(host);
    }
    bytes.copyPhrase(VALUES);
    let next = 0;
    for (const place of orderOf(shared.names, own.names)) {
      const value = (place.at < 0 ? undefined : own.values[place.at]) ?? standing(place.source, time, tid);
      if (value === undefined) continue;
      const { before } = place;
      if (before > next) bytes.copy(shared.part(next, before));
      next = place.isShared ? before + 1 : before;
      bytes.copyPhrase(place.name);
      if (typeof value === 'bigint' && value === time) times.asNumber(bytes, value);
      else writeValue(bytes, value);
      bytes.byte(COMMA);
    }
    if (next >= shared.names.length) bytes.dropComma();
    bytes.copy(fields.endOf(shared, next, parts));
    bytes.copyPhrase(endingOf(parts.unknown));
  };
}

function standing(
  source: Source,
  time: bigint | undefined,
  tid: number | undefined,
): bigint | number | undefined {
  return source === 'time' ? time : source === 'thread' ? tid : undefined;
}
