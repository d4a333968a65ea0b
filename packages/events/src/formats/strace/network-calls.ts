import { type Argument, bytesOf } from './argument.ts';
import type { Call } from './call.ts';
import {
  type Context,
  happened,
  happening,
  IRRELEVANT,
  isReported,
  type Meaning,
  type Reader,
  text,
  type Values,
} from './context.ts';
import { readQuestion } from './dns.ts';

const IP_PROTOCOLS: Readonly<Record<string, number>> = { TCP: 6, TCPv6: 6, UDP: 17, UDPv6: 17 };
const FAMILY_WITHOUT_ADDRESS = { ip: '', port: 0 };

/** A socket address as strace prints it. */
function address(
  argument: Argument | undefined,
  context: Context,
): { family: number; ip: string; port: number } | undefined {
  if (argument?.kind !== 'struct') {
    return undefined;
  }
  const { fields } = argument;
  const family = context.symbols.number(fields.get('sa_family'));
  if (family === undefined) {
    return undefined;
  }
  const port = context.symbols.number(fields.get('sin_port') ?? fields.get('sin6_port'));
  const ip = ipOf(fields.get('sin_addr') ?? fields.get('sin6_addr') ?? fields.get('inet_pton'));
  const known = ip !== undefined && port !== undefined ? { ip, port: Number(port) } : FAMILY_WITHOUT_ADDRESS;
  return { family: Number(family), ...known };
}

/** `inet_addr("127.0.0.1")`, `inet_pton(AF_INET6, "::1", &sin6_addr)`, `htonl(INADDR_ANY)`. */
function ipOf(argument: Argument | undefined): string | undefined {
  if (argument?.kind === 'string') {
    return argument.text;
  }
  if (argument?.kind !== 'call') {
    return undefined;
  }
  const [first, second] = argument.items;
  if (argument.name === 'htonl') {
    return first?.kind === 'flags' && first.names[0] === 'INADDR_LOOPBACK' ? '127.0.0.1' : '0.0.0.0';
  }
  return text(argument.name === 'inet_pton' ? second : first);
}

/** The kind of socket that `-yy` shows: `TCP`, `UDPv6`, `UNIX-STREAM`. */
function socketKind(argument: Argument | undefined): string {
  return argument?.kind === 'descriptor' ? (/^[A-Za-z0-9-]+(?=:\[)/.exec(argument.shown)?.[0] ?? '') : '';
}

function towards(told: ReturnType<typeof happening>, call: Call, context: Context): Meaning {
  const to = address(call.item(1), context);
  const kind = socketKind(call.item(0));
  const protocol =
    kind === '' ? undefined : (IP_PROTOCOLS[kind] ?? (kind.startsWith('UNIX') ? 0 : undefined));
  return told(to?.family, to?.ip, to?.port, protocol, call.result.value);
}

const TOWARDS = ['addr.family', 'addr.ip', 'addr.port', 'protocol', 'retval'];
const connected = happening('connect', ...TOWARDS);
const bound = happening('bind', ...TOWARDS);

const connect: Reader = (call, context) =>
  // The two errors of sockets that do not wait.
  isReported(call, 'EINPROGRESS', 'EAGAIN') ? towards(connected, call, context) : IRRELEVANT;

const bind: Reader = (call, context) => (isReported(call) ? towards(bound, call, context) : IRRELEVANT);

/** Agents see accepted TCP connections: the address is the peer's, the port the one that was listened on. */
const accept: Reader = (call, context) => {
  const { descriptor } = call.result;
  const kind = socketKind(descriptor ?? call.item(0));
  if (call.result.error !== '' || call.result.value === undefined || !kind.startsWith('TCP')) {
    return IRRELEVANT;
  }
  const peer = address(call.item(1), context);
  const shown = descriptor?.kind === 'descriptor' ? descriptor.shown : '';
  const ends = /^TCP(?:v6)?:\[\[?([^\]]*?)\]?:(\d+)->\[?([^\]]*?)\]?:\d+\]$/.exec(shown);
  const listening = call.item(0);
  const port = ends?.[2] ?? /:(\d+)\]$/.exec(listening?.kind === 'descriptor' ? listening.shown : '')?.[1];
  return happened('accept', {
    'accept.addr.family': peer?.family ?? (kind === 'TCP' ? 2 : 10),
    'accept.addr.ip': peer?.ip ?? ends?.[3],
    'accept.addr.port': port === undefined ? undefined : Number(port),
    'accept.retval': 0,
  });
};

const DNS_PORT = 53;

/** A DNS question that is sent, when strace shows enough of the bytes. */
function question(
  call: Call,
  payload: Argument | undefined,
  to: { ip: string; port: number } | undefined,
): Meaning {
  const socket = call.item(0);
  const shown = socket?.kind === 'descriptor' ? socket.shown : '';
  const peer = /->\[?([^\]]*?)\]?:(\d+)\]$/.exec(shown);
  const port = to?.port ?? Number(peer?.[2] ?? 0);
  const read = payload?.kind === 'string' && port === DNS_PORT ? readQuestion(bytesOf(payload)) : undefined;
  if (read === undefined || call.result.error !== '' || !/^UDP/.test(shown)) {
    return IRRELEVANT;
  }
  const own = /^UDP(?:v6)?:\[\[?([^\]]*?)\]?:(\d+)->/.exec(shown);
  const values: Values = {
    'dns.id': read.id,
    'dns.question.name': read.name,
    'dns.question.type': read.type,
    'dns.question.class': read.class,
    'dns.question.count': read.count,
    'dns.question.length': payload?.kind === 'string' ? bytesOf(payload).length : undefined,
    'network.destination.ip': to?.ip ?? peer?.[1],
    'network.destination.port': port,
    'network.source.ip': own?.[1],
    'network.source.port': own === null ? undefined : Number(own[2]),
    'network.l4_protocol': IP_PROTOCOLS.UDP,
  };
  return happened('dns', values);
}

const sendto: Reader = (call, context) => {
  const to = address(call.item(4), context);
  return question(call, call.item(1), to);
};

const sendmsg: Reader = (call, context) => {
  const message = call.item(1);
  const fields = message?.kind === 'struct' ? message.fields : undefined;
  const vector = fields?.get('msg_iov');
  const first = vector?.kind === 'list' ? vector.items[0] : undefined;
  const payload = first?.kind === 'struct' ? first.fields.get('iov_base') : undefined;
  return question(call, payload, address(fields?.get('msg_name'), context));
};

/** One call, several questions (A and AAAA): a meaning each would be several events, so the first stands for it. */
const sendmmsg: Reader = (call, context) => {
  const list = call.item(1);
  const first = list?.kind === 'list' ? list.items[0] : undefined;
  const header = first?.kind === 'struct' ? first.fields.get('msg_hdr') : undefined;
  return header === undefined ? IRRELEVANT : sendmsg(call.with([call.item(0) ?? header, header]), context);
};

const socket: Reader = (call, context) =>
  isReported(call)
    ? happened('socket', {
        'socket.domain': context.symbols.number(call.item(0)),
        'socket.type': withoutFlags(context.symbols.number(call.item(1))),
        'socket.protocol': context.symbols.number(call.item(2)),
        'socket.retval': call.result.value,
      })
    : IRRELEVANT;

/** Without SOCK_NONBLOCK and SOCK_CLOEXEC. */
function withoutFlags(type: number | bigint | undefined): number | undefined {
  return type === undefined ? undefined : Number(type) & 0xf;
}

const setsockopt: Reader = (call, context) =>
  isReported(call)
    ? happened('setsockopt', {
        'setsockopt.level': context.symbols.number(call.item(1)),
        'setsockopt.optname': context.symbols.number(call.item(2)),
        'setsockopt.retval': call.result.value,
      })
    : IRRELEVANT;

/** Calls about the network, by their names. */
export const networkCalls: Readonly<Record<string, Reader>> = {
  connect,
  bind,
  accept,
  accept4: accept,
  sendto,
  sendmsg,
  sendmmsg,
  write: (call) => question(call, call.item(1), undefined),
  socket,
  setsockopt,
};
