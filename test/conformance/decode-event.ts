import { type CanonicalRecord, createDecoder, type Decoded, type Decoder } from '@secl/events';
import { catalogue, type Platform } from '@secl/model';

/** "Now" of the vectors: the times in their events are 0 or long past. */
export const now = 1_800_000_000_000_000_000n;

const decoders = new Map<Platform, Decoder>();

/** An event of a vector; the object is reused by the next one. */
export function decodeEvent(event: unknown, platform: Platform): Decoded {
  const decoder = decoders.get(platform) ?? createDecoder(catalogue(platform));
  decoders.set(platform, decoder);
  const at = { document: 'vector', text: '', line: 1, column: 1, offset: 0 };
  const decoded = decoder.decodeRecord(event as CanonicalRecord, at);
  if (decoded.ok) decoded.event.time ??= now;
  return decoded;
}
