import { isIp } from '../../foreign-json.ts';
import type { NamesAsNumbers } from '../../names-as-numbers.ts';
import type { Values } from '../meant.ts';
import type { GivenSocket } from './given.ts';
import { type Hook, NOTHING } from './meaning.ts';

/** Values of an address; the kernel's names for IPv4 inside of IPv6 are kept as they are. */
export function addressValues(
  type: string,
  { family, ip, port, protocol }: GivenSocket,
  names: NamesAsNumbers,
): Values {
  const byIp = isIp(ip) ? (ip.includes(':') ? 'AF_INET6' : 'AF_INET') : undefined;
  const l4 = protocol?.replace(/^IPPROTO_/, '');
  const number = names.one(family ?? byIp ?? '');
  return {
    [`${type}.addr.ip`]: isIp(ip) ? ip : undefined,
    [`${type}.addr.port`]: port,
    [`${type}.addr.family`]: number,
    ...(type !== 'accept' && {
      [`${type}.protocol`]: l4 === undefined ? undefined : names.one(`IP_PROTO_${l4}`),
    }),
  };
}

export function address(type: 'connect' | 'bind' | 'accept', protocol?: string): Hook {
  return ({ given, names }) => {
    const [socket] = given.sockets;
    return socket === undefined
      ? NOTHING
      : [{ type, values: addressValues(type, { ...socket, protocol: socket.protocol ?? protocol }, names) }];
  };
}
