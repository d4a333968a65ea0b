import { type Address, type Happening, isReported, type KernelCall } from './call.ts';
import type { CallReader } from './file-events.ts';

const AF_INET = 2;
const AF_INET6 = 10;
/** The two errors of sockets that do not wait: EINPROGRESS, EAGAIN. */
const GOES_ON = [-115, -11];
/** Without SOCK_NONBLOCK and SOCK_CLOEXEC. */
const TYPE_BITS = 0xf;

/** `protocol`: of the socket, where the recorder knows it. */
export function towards(
  type: 'connect' | 'bind',
  to: Address | undefined,
  retval: KernelCall['retval'],
  protocol?: number,
): Happening {
  return {
    type,
    values: {
      [`${type}.addr.family`]: to?.family,
      [`${type}.addr.ip`]: to?.ip,
      [`${type}.addr.port`]: to?.port,
      [`${type}.protocol`]: protocol,
      [`${type}.retval`]: retval,
    },
  };
}

/** Agents see accepted TCP connections: the address is the peer's, the port the one that was listened on. */
export function accepted(peer: Address | undefined, ownPort: number | undefined): Happening | undefined {
  if (peer === undefined || (peer.family !== AF_INET && peer.family !== AF_INET6)) return undefined;
  return {
    type: 'accept',
    values: {
      'accept.addr.family': peer.family,
      'accept.addr.ip': peer.ip,
      'accept.addr.port': ownPort,
      'accept.retval': 0,
    },
  };
}

const accept: CallReader = (call) =>
  call.retval !== undefined && call.retval >= 0 ? accepted(call.address, undefined) : undefined;

/** Calls about the network, by their names. */
export const socketCalls: Readonly<Record<string, CallReader>> = {
  connect: (call) =>
    isReported(call, ...GOES_ON) ? towards('connect', call.address, call.retval) : undefined,
  bind: (call) => (isReported(call) ? towards('bind', call.address, call.retval) : undefined),
  accept,
  accept4: accept,
  socket: (call) => {
    const type = call.arg(1);
    return isReported(call)
      ? {
          type: 'socket',
          values: {
            'socket.domain': call.arg(0),
            'socket.type': type === undefined ? undefined : type & TYPE_BITS,
            'socket.protocol': call.arg(2),
            'socket.retval': call.retval,
          },
        }
      : undefined;
  },
  setsockopt: (call) =>
    isReported(call)
      ? {
          type: 'setsockopt',
          values: {
            'setsockopt.level': call.arg(1),
            'setsockopt.optname': call.arg(2),
            'setsockopt.retval': call.retval,
          },
        }
      : undefined,
};
