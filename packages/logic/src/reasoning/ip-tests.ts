import { containsIp, type IpNetwork, isIpv4 } from '@secl/model';

/** The address has to meet some of the networks, or (`holds: false`) none. */
export interface IpTest {
  readonly type: 'ip';
  readonly networks: readonly IpNetwork[];
  readonly holds: boolean;
}

/**
 * Whether one address may pass all tests: `false` is proved, `true` is not. Nothing is made of two networks being apart: a
 * value that is a network itself meets both.
 */
export function mayPassAddresses(tests: readonly IpTest[]): boolean {
  const refused = tests.filter(({ holds }) => !holds).flatMap(({ networks }) => networks);
  const dead = (network: IpNetwork): boolean => refused.some((outer) => isWithin(network, outer));
  return tests.every(({ holds, networks }) => !holds || networks.some((network) => !dead(network)));
}

/** Whether whatever meets `inner` meets `outer`. */
function isWithin(inner: IpNetwork, outer: IpNetwork): boolean {
  return outer.bits <= inner.bits && isIpv4(inner) === isIpv4(outer) && containsIp(outer, inner);
}
