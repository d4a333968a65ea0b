import type { Names } from './names.ts';
import type { Pseudonyms } from './pseudonyms.ts';

const KEPT =
  /^(?:0\.0\.0\.0|127\.|255\.255\.255\.255|22[4-9]\.|23\d\.|169\.254\.169\.25[34]$)|^(?:::1?|ff[0-9a-f]{2}:.*|fd00:ec2::254)$/i;
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
const LINK_LOCAL = /^169\.254\./;

/**
 * An address of the same sort: private ones stay private, public ones become those that are set aside for tests
 * (198.18.0.0/15, 2001:db8::/32). What is the same everywhere (loopback, multicast, metadata services) stays.
 */
export function redactAddress(text: string, names: Names): string {
  const [address = '', prefix] = text.split('/');
  if (address === '' || KEPT.test(address) || names.isKept(text) || names.isKept(address)) return text;
  const end = prefix === undefined ? '' : `/${prefix}`;
  return (address.includes(':') ? version6(address, names) : version4(address, names)) + end;
}

function version4(address: string, names: Pseudonyms): string {
  if (PRIVATE.test(address)) return dotted(10 * 2 ** 24, names.number('private address', address) % 2 ** 24);
  if (LINK_LOCAL.test(address)) {
    return dotted(169 * 2 ** 24 + 254 * 2 ** 16, names.number('local address', address) % 2 ** 16);
  }
  return dotted(198 * 2 ** 24 + 18 * 2 ** 16, names.number('public address', address) % 2 ** 17);
}

function dotted(base: number, number: number): string {
  const value = base + number;
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.');
}

function version6(address: string, names: Pseudonyms): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return KEPT.test(mapped) ? address : `::ffff:${version4(mapped, names)}`;
  const net = /^f[cd]/i.test(address) ? 'fd00' : /^fe[89ab]/i.test(address) ? 'fe80' : '2001:db8';
  const number = names.number(`${net} address`, address.toLowerCase());
  const low = (number % 0x10000).toString(16);
  const high = Math.floor(number / 0x10000);
  return high === 0 ? `${net}::${low}` : `${net}::${(high % 0x10000).toString(16)}:${low}`;
}
