/**
 * IP addresses and networks, read as strictly as Go's `net.ParseIP` and `net.ParseCIDR` read them, since agents use
 * these. Everything is held as 128 bits: an IPv4 address as the IPv6 address that maps it, so that both are equal.
 */
export interface IpNetwork {
  /** Four words of 32 bits (as int32), the highest first; bits beyond the prefix are 0. */
  readonly words: readonly [number, number, number, number];
  /** Length of the prefix in the 128 bits; 128 for one address, also for one of IPv4. */
  readonly bits: number;
}

const ALL_BITS = 128;
const MAPPED_PREFIX_BITS = 96;
const MAPPED_WORD = 0xffff;

/** One address, without a prefix length. `undefined` where it is none. */
export function parseAddress(text: string): IpNetwork | undefined {
  const words = parseWords(text);
  return words === undefined ? undefined : { words, bits: ALL_BITS };
}

/** `address/prefix`. The prefix cuts the address: `10.1.2.3/8` is `10.0.0.0/8`. */
export function parseCidr(text: string): IpNetwork | undefined {
  const slash = text.indexOf('/');
  const prefix = slash < 0 ? '' : text.slice(slash + 1);
  const address = text.slice(0, slash);
  const words = slash < 0 ? undefined : parseWords(address);
  if (words === undefined || !/^[0-9]{1,9}$/.test(prefix)) {
    return undefined;
  }
  const offset = address.includes(':') ? 0 : MAPPED_PREFIX_BITS;
  const bits = Number(prefix) + offset;
  return bits <= ALL_BITS ? { words: mask(words, bits), bits } : undefined;
}

/** What a literal or a value may be: an address or a network. */
export function parseIp(text: string): IpNetwork | undefined {
  return text.includes('/') ? parseCidr(text) : parseAddress(text);
}

export function equalIp(a: IpNetwork, b: IpNetwork): boolean {
  return a.bits === b.bits && sameWords(a.words, b.words);
}

/**
 * Whether the first address of `inner` lies in `network`. An IPv6 network with fewer than 96 bits holds no IPv4
 * address, `::/0` included: there the families stay apart.
 */
export function containsIp(network: IpNetwork, inner: IpNetwork): boolean {
  if (network.bits < MAPPED_PREFIX_BITS && isIpv4(inner)) {
    return false;
  }
  const [a, b, c, d] = network.words;
  const [w, x, y, z] = inner.words;
  const bits = network.bits;
  return (
    ((a ^ w) & wordMask(bits)) === 0 &&
    ((b ^ x) & wordMask(bits - 32)) === 0 &&
    ((c ^ y) & wordMask(bits - 64)) === 0 &&
    ((d ^ z) & wordMask(bits - 96)) === 0
  );
}

/** Whether one contains the other: how agents compare IP values. */
export function matchIp(a: IpNetwork, b: IpNetwork): boolean {
  return containsIp(a, b) || containsIp(b, a);
}

/** Whether it is an IPv4 address or network, mapped ones included. */
export function isIpv4(network: IpNetwork): boolean {
  const [a, b, c] = network.words;
  return a === 0 && b === 0 && c === MAPPED_WORD;
}

type Words = readonly [number, number, number, number];

function sameWords(a: Words, b: Words): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3];
}

/** The mask for one word of which the first `bits` count: any number of bits, also below 0 and above 32. */
function wordMask(bits: number): number {
  return bits <= 0 ? 0 : bits >= 32 ? -1 : -1 << (32 - bits);
}

function mask([a, b, c, d]: Words, bits: number): Words {
  return [a & wordMask(bits), b & wordMask(bits - 32), c & wordMask(bits - 64), d & wordMask(bits - 96)];
}

function parseWords(text: string): Words | undefined {
  if (!text.includes(':')) {
    const word = parseIpv4(text);
    return word === undefined ? undefined : [0, 0, MAPPED_WORD, word];
  }
  const groups = parseIpv6(text);
  if (groups === undefined) {
    return undefined;
  }
  const word = (index: number): number => ((groups[index] ?? 0) << 16) | (groups[index + 1] ?? 0);
  return [word(0), word(2), word(4), word(6)];
}

/** Four decimal numbers up to 255 without leading zeros, as one word. */
function parseIpv4(text: string): number | undefined {
  const parts = text.split('.', 5);
  if (parts.length !== 4) {
    return undefined;
  }
  let word = 0;
  for (const part of parts) {
    const value = /^(?:0|[1-9][0-9]{0,2})$/.test(part) ? Number(part) : 256;
    if (value > 255) {
      return undefined;
    }
    word = (word << 8) | value;
  }
  return word;
}

/** Eight groups of 16 bits. `::` stands for at least one of them; the last two may be written as IPv4. */
function parseIpv6(text: string): readonly number[] | undefined {
  const sides = text.split('::', 3);
  const [left = '', right] = sides;
  if (sides.length > 2) {
    return undefined;
  }
  const head = parseGroups(left, right === undefined);
  const tail = right === undefined ? [] : parseGroups(right, true);
  if (head === undefined || tail === undefined) {
    return undefined;
  }
  const missing = 8 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 1) {
    return undefined;
  }
  return [...head, ...Array<number>(missing).fill(0), ...tail];
}

function parseGroups(text: string, mayEndInIpv4: boolean): readonly number[] | undefined {
  if (text === '') {
    return [];
  }
  const groups: number[] = [];
  const parts = text.split(':', 9);
  for (const [index, part] of parts.entries()) {
    if (mayEndInIpv4 && index === parts.length - 1 && part.includes('.')) {
      const word = parseIpv4(part);
      if (word === undefined) {
        return undefined;
      }
      groups.push(word >>> 16, word & 0xffff);
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}
