import { Bytes } from './canonical/bytes.ts';
import type { PackedRecords } from './canonical/packed.ts';
import { RecordUnpacker } from './canonical/unpacker.ts';

/** What most portions take, so that memory is asked for once. */
const SIZE = 1024 * 1024;

/**
 * Reads what one packing gives, all of it and in its order: of each batch the lines, in UTF-8. `used`: what was given
 * earlier and nobody needs any more, to be written over.
 */
export function packedLines(): (
  packed: PackedRecords,
  used?: Uint8Array<ArrayBuffer>,
) => Uint8Array<ArrayBuffer> {
  const bytes = new Bytes(SIZE);
  const unpacker = new RecordUnpacker();
  return (packed, used) => {
    unpacker.write(packed, bytes);
    return bytes.take(used === undefined ? new Uint8Array(SIZE) : new Uint8Array(used.buffer));
  };
}
