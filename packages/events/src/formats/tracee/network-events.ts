import { integerAt, isIp, textAt } from '../../foreign-json.ts';
import type { EventReader } from './meaning.ts';

/** `{"sa_family": "AF_INET", "sin_addr": "10.0.0.1", "sin_port": "443"}`. */
export function socketAddress(type: 'connect' | 'bind', name: string): EventReader {
  return (given, names) => {
    const address = given.object(name);
    const family = textAt(address, 'sa_family') ?? '';
    const ip = textAt(address, 'sin_addr') ?? textAt(address, 'sin6_addr');
    const isOther = family !== '' && family !== 'AF_INET' && family !== 'AF_INET6';
    return [
      {
        type,
        values: {
          [`${type}.addr.family`]: names.one(family),
          [`${type}.addr.ip`]: isIp(ip) ? ip : isOther ? '' : undefined,
          [`${type}.addr.port`]: isOther
            ? 0
            : (integerAt(address, 'sin_port') ?? integerAt(address, 'sin6_port')),
        },
      },
    ];
  };
}

export const tcpConnect: EventReader = (given, names) => {
  const ip = given.text('dst') ?? '';
  return [
    {
      type: 'connect',
      values: {
        'connect.addr.ip': isIp(ip) ? ip : undefined,
        'connect.addr.port': given.integer('dst_port'),
        'connect.addr.family': names.one(ip.includes(':') ? 'AF_INET6' : 'AF_INET'),
        'connect.protocol': names.one('IP_PROTO_TCP'),
      },
    },
  ];
};

export const socket: EventReader = (given) => [
  {
    type: 'socket',
    values: {
      'socket.domain': given.integer('family'),
      'socket.type': given.integer('type'),
      'socket.protocol': given.integer('protocol'),
    },
  },
];
