import { describe, expect, it } from 'vitest';
import { events } from './test-kit.ts';

describe('calls on the network', () => {
  it('connect and bind: the address, and what kind of socket it is', () => {
    const un = '{sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}';
    const in6 =
      '{sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}';
    expect(
      events(`
        7 connect(5<TCP:[33]>, {sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("10.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)
        7 connect(5<UDPv6:[33]>, ${in6}, 28) = 0
        7 connect(4<UNIX-STREAM:[33]>, ${un}, 20) = 0
        7 connect(4<TCP:[33]>, {sa_family=AF_INET, sin_port=htons(1), sin_addr=inet_addr("10.0.0.1")}, 16) = -1 ECONNREFUSED (Connection refused)
        7 bind(3<TCP:[33]>, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("0.0.0.0")}, 16) = 0
      `),
    ).toEqual([
      ['connect', ipv4('connect', '10.0.0.1', 80, -115)],
      [
        'connect',
        {
          'connect.addr.family': 10,
          'connect.addr.ip': '2001:db8::1',
          'connect.addr.port': 443,
          'connect.protocol': 17,
          'connect.retval': 0,
        },
      ],
      [
        'connect',
        {
          'connect.addr.family': 1,
          'connect.addr.ip': '',
          'connect.addr.port': 0,
          'connect.protocol': 0,
          'connect.retval': 0,
        },
      ],
      ['bind', ipv4('bind', '0.0.0.0', 0, 0)],
    ]);
  });

  function ipv4(type: string, ip: string, port: number, retval: number): unknown {
    return {
      [`${type}.addr.family`]: 2,
      [`${type}.addr.ip`]: ip,
      [`${type}.addr.port`]: port,
      [`${type}.protocol`]: 6,
      [`${type}.retval`]: retval,
    };
  }

  it('accept: the address of the peer, the port that was listened on; no sockets but TCP', () => {
    const peer = '{sa_family=AF_INET, sin_port=htons(43380), sin_addr=inet_addr("10.0.0.9")}';
    expect(
      events(`
        7 accept4(3<TCP:[10.0.0.1:80]>, ${peer}, [16], SOCK_CLOEXEC) = 4<TCP:[10.0.0.1:80->10.0.0.9:43380]>
        7 accept(3<TCPv6:[[::1]:80]>, NULL, NULL) = 4<TCPv6:[[::1]:80->[::2]:43380]>
        7 accept(3<UNIX-STREAM:[1]>, {sa_family=AF_UNIX}, [2]) = 4<UNIX-STREAM:[2]>
      `),
    ).toEqual([
      [
        'accept',
        { 'accept.addr.family': 2, 'accept.addr.ip': '10.0.0.9', 'accept.addr.port': 80, 'accept.retval': 0 },
      ],
      [
        'accept',
        { 'accept.addr.family': 10, 'accept.addr.ip': '::2', 'accept.addr.port': 80, 'accept.retval': 0 },
      ],
    ]);
  });

  it('dns: the question in a datagram to port 53', () => {
    const socket = '3<UDP:[192.0.2.2:44372->10.0.0.53:53]>';
    const query = String.raw`"\327g\1\0\0\1\0\0\0\0\0\0\7example\7invalid\0\0\34\0\1", 33`;
    expect(events(`7 sendto(${socket}, ${query}, MSG_NOSIGNAL, NULL, 0) = 33`)).toEqual([
      [
        'dns',
        {
          'dns.id': 0xd767,
          'dns.question.name': 'example.invalid',
          'dns.question.type': 28,
          'dns.question.class': 1,
          'dns.question.count': 1,
          'dns.question.length': 33,
          'network.destination.ip': '10.0.0.53',
          'network.destination.port': 53,
          'network.source.ip': '192.0.2.2',
          'network.source.port': 44372,
          'network.l4_protocol': 17,
        },
      ],
    ]);
    expect(events(`7 sendto(3<TCP:[1.1.1.1:1->2.2.2.2:53]>, ${query}, 0, NULL, 0) = 33`)).toEqual([]);
    expect(events(`7 sendto(${socket}, "\\1\\2", 2, 0, NULL, 0) = 2`)).toEqual([]);
  });
});
