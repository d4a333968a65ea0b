/** The checksum that gzip keeps of what it holds (RFC 1952, section 8), taken of eight bytes at a time. */

const POLYNOMIAL = 0xedb88320;
const STEP = 8;

/** In row n, what each byte makes of the sum once n more bytes have come, which are 0. Filled when first asked for. */
const rows = new Int32Array(256 * STEP);

function fill(): void {
  for (let byte = 0; byte < 256; byte++) {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) {
      sum = (sum >>> 1) ^ ((sum & 1) * POLYNOMIAL);
    }
    rows[byte] = sum;
  }
  for (let at = 256; at < rows.length; at++) {
    const before = rows[at - 256] ?? 0;
    rows[at] = (before >>> 8) ^ (rows[before & 0xff] ?? 0);
  }
}

/** Whether numbers of four bytes begin with their lowest, as the sum takes them. */
const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** The sum of all bytes so far, from that of those before (0 for none): an integer of 32 bits with a sign. */
export function crc32(bytes: Uint8Array, before = 0): number {
  if (rows[1] === 0) fill();
  const table = rows;
  let sum = ~before;
  let at = 0;
  if (isLittleEndian && bytes.byteOffset % 4 === 0) {
    const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
    const pairs = words.length & ~1;
    for (let index = 0; index < pairs; index += 2) {
      const low = (words[index] ?? 0) ^ sum;
      const high = words[index + 1] ?? 0;
      sum =
        (table[1792 + (low & 0xff)] ?? 0) ^
        (table[1536 + ((low >>> 8) & 0xff)] ?? 0) ^
        (table[1280 + ((low >>> 16) & 0xff)] ?? 0) ^
        (table[1024 + (low >>> 24)] ?? 0) ^
        (table[768 + (high & 0xff)] ?? 0) ^
        (table[512 + ((high >>> 8) & 0xff)] ?? 0) ^
        (table[256 + ((high >>> 16) & 0xff)] ?? 0) ^
        (table[high >>> 24] ?? 0);
    }
    at = pairs * 4;
  }
  for (; at < bytes.length; at++) {
    sum = (sum >>> 8) ^ (table[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0);
  }
  return ~sum;
}
