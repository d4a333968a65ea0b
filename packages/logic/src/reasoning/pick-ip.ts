import { type IpNetwork, isIpv4, matchIp, parseIp } from '@secl/model';
import type { IpTest } from './ip-tests.ts';

/** The text of an address that passes all tests, if one of those that are likely does. */
export function pickIp(tests: readonly IpTest[]): string | undefined {
  const passes = (text: string): boolean => {
    const address = parseIp(text);
    const meets = (network: IpNetwork): boolean => address !== undefined && matchIp(address, network);
    return tests.every(({ networks, holds }) => networks.some(meets) === holds);
  };
  const wanted = tests.filter(({ holds }) => holds).flatMap(({ networks }) => networks);
  return [...wanted.flatMap(addressesOf), ...anyAddresses].find(passes);
}

/** From the ranges that are kept for examples. */
const anyAddresses = ['192.0.2.1', '198.51.100.1', '2001:db8::1', ''];

/** Some addresses of a network: the first, and others in which its free bits are set one by one. */
function addressesOf(network: IpNetwork): readonly string[] {
  const found = [textOf(network.words)];
  for (let bit = network.bits; bit < 128; bit++) {
    const words = network.words.map((word, index) =>
      index === bit >> 5 ? word | (1 << (31 - (bit & 31))) : word,
    );
    found.push(textOf(words));
  }
  return found;
}

function textOf(words: readonly number[]): string {
  const [a = 0, b = 0, c = 0, d = 0] = words;
  const network: IpNetwork = { words: [a, b, c, d], bits: 128 };
  if (isIpv4(network)) return [d >>> 24, (d >>> 16) & 255, (d >>> 8) & 255, d & 255].join('.');
  return words.flatMap((word) => [word >>> 16, word & 0xffff].map((group) => group.toString(16))).join(':');
}
