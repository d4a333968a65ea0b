import { accepted, towards } from '../../kernel-calls/socket-events.ts';
import { readQuestion } from '../strace/dns.ts';
import { addressOf, endsOf } from './addresses.ts';
import type { EventName } from './event-names.ts';
import { IRRELEVANT, isReported, type Meaning, type Reader } from './meanings.ts';
import type { Call } from './session.ts';

const TCP = 6;
const UDP = 17;
/** By the kind of an internet socket: SOCK_STREAM, SOCK_DGRAM. */
const PROTOCOLS: Readonly<Record<number, number>> = { 1: TCP, 2: UDP };
const TYPE_BITS = 0xf;
const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
/** The two errors of sockets that do not wait: EINPROGRESS, EAGAIN. */
const GOES_ON = [-115, -11];
const DNS_PORT = 53;

const socket: Reader = ({ params, process, session }) => {
  const fd = params.number('fd');
  const domain = params.number('domain');
  const type = params.number('type');
  const kind = type === undefined ? undefined : type & TYPE_BITS;
  if (fd === undefined || domain === undefined || !isReported(fd)) return IRRELEVANT;
  const isInternet = domain === AF_INET || domain === AF_INET6;
  const protocol = isInternet ? PROTOCOLS[kind ?? 0] : domain === AF_UNIX ? 0 : undefined;
  if (fd >= 0) session.descriptors.set(process.pid, fd, { protocol });
  const values = {
    'socket.domain': domain,
    'socket.type': kind,
    'socket.protocol': params.number('proto'),
    'socket.retval': fd,
  };
  return { kind: 'event', type: 'socket', values };
};

const connect: Reader = ({ params, process, session }) => {
  const result = params.number('res');
  if (result === undefined || !isReported(result, ...GOES_ON)) return IRRELEVANT;
  const fd = params.number('fd');
  const known = session.descriptors.get(process.pid, fd);
  const to = addressOf(params.bytes('addr')) ?? endsOf(params.bytes('tuple'))?.to;
  if (fd !== undefined && to !== undefined) session.descriptors.set(process.pid, fd, { ...known, peer: to });
  return { kind: 'event', ...towards('connect', to, result, known?.protocol) };
};

const bind: Reader = ({ params, process, session }) => {
  const result = params.number('res');
  if (result === undefined || !isReported(result)) return IRRELEVANT;
  const known = session.descriptors.get(process.pid, params.number('fd'));
  return { kind: 'event', ...towards('bind', addressOf(params.bytes('addr')), result, known?.protocol) };
};

const accept: Reader = ({ params, process, session }) => {
  const fd = params.number('fd');
  const ends = endsOf(params.bytes('tuple'));
  if (fd === undefined || fd < 0) return IRRELEVANT;
  session.descriptors.set(process.pid, fd, { protocol: TCP, peer: ends?.from });
  const happening = accepted(ends?.from, ends?.to?.port);
  return happening === undefined ? IRRELEVANT : { kind: 'event', ...happening };
};

/**
 * A DNS question that is sent, when the capture has enough of the bytes. Resolvers send two with one call, and newer drivers
 * tell each message of it by itself.
 */
const send: Reader = (call) => {
  const { params, process, session } = call;
  const data = params.bytes('data');
  const known = session.descriptors.get(process.pid, params.number('fd'));
  const ends = endsOf(params.bytes('tuple'));
  const to = ends?.to ?? known?.peer;
  const size = params.number('res');
  if (
    data === undefined ||
    size === undefined ||
    size < 0 ||
    to?.port !== DNS_PORT ||
    known?.protocol === TCP
  ) {
    return IRRELEVANT;
  }
  const question = readQuestion([...data]);
  if (question === undefined) return IRRELEVANT;
  const values = {
    'dns.id': question.id,
    'dns.question.name': question.name,
    'dns.question.type': question.type,
    'dns.question.class': question.class,
    'dns.question.count': question.count,
    'dns.question.length': size,
    'network.destination.ip': to.ip,
    'network.destination.port': to.port,
    ...(ends?.from !== undefined && {
      'network.source.ip': ends.from.ip,
      'network.source.port': ends.from.port,
    }),
    'network.l4_protocol': UDP,
  };
  return { kind: 'event', type: 'dns', values };
};

/** Calls about the network, by the names of their events. */
export const socketCalls: Partial<Readonly<Record<EventName, (call: Call) => Meaning>>> = {
  socket,
  connect,
  bind,
  accept,
  accept4: accept,
  send,
  sendto: send,
  sendmsg: send,
  sendmmsg: send,
  write: send,
};
