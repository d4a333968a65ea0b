import type { Address } from '../../kernel-calls/call.ts';
import { bytesOf, written } from './fields.ts';
import type { AuditRecord } from './line.ts';

const FAMILIES: Readonly<Record<string, number>> = { local: 1, inet: 2, inet6: 10, netlink: 16, packet: 17 };

/** A SOCKADDR record: the bytes of the kernel's structure in hexadecimal, or what `ausearch -i` makes of them. */
export function addressOf(record: AuditRecord, isBigEndian: boolean): Address | undefined {
  if (record.isInterpreted) {
    return shown(record.body.slice(record.body.indexOf(' saddr=') + 7));
  }
  const hex = written(record, 'saddr')?.text;
  return hex === undefined || !/^(?:[0-9A-F]{2}){2,}$/i.test(hex)
    ? undefined
    : inBytes(bytesOf(hex), isBigEndian);
}

function inBytes(bytes: Uint8Array, isBigEndian: boolean): Address | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const family = view.getUint16(0, !isBigEndian);
  if (family === FAMILIES.inet && bytes.length >= 8) {
    return { family, port: view.getUint16(2), ip: bytes.subarray(4, 8).join('.') };
  }
  if (family === FAMILIES.inet6 && bytes.length >= 24) {
    return { family, port: view.getUint16(2), ip: ipv6(bytes.subarray(8, 24)) };
  }
  return { family, port: 0, ip: '' };
}

/** RFC 5952: the longest run of zero groups becomes `::`. */
export function ipv6(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0));
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return `::ffff:${bytes.subarray(12, 16).join('.')}`;
  }
  let best = { start: 0, length: 0 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === 0) {
      length += 1;
    }
    best = length > best.length ? { start, length } : best;
  }
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return best.length < 2
    ? hex(groups)
    : `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

/** `{ saddr_fam=inet laddr=10.0.0.1 lport=80 }`, of older versions `inet host:10.0.0.1 serv:80`. */
function shown(text: string): Address | undefined {
  const name = /(?:saddr_fam=|^\s*)([a-z0-9]+)/.exec(text)?.[1] ?? '';
  const family = FAMILIES[name];
  if (family === undefined) {
    return undefined;
  }
  if (family !== FAMILIES.inet && family !== FAMILIES.inet6) {
    return { family, ip: '', port: 0 };
  }
  const ip = /\s(?:laddr=|host:)(\S+)/.exec(text)?.[1] ?? '';
  const port = /\s(?:lport=|serv:)(\d+)/.exec(text)?.[1];
  return { family, ip, port: Number(port ?? 0) };
}
