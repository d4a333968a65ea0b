import type { Address } from '../../kernel-calls/call.ts';
import { ipv6 } from '../auditd/address.ts';

const INET = 2;
const INET6 = 10;

/** One end: the family in a byte, then the address as it goes over the wire, and the port in the host's order. */
export function addressOf(bytes: Uint8Array | undefined): Address | undefined {
  return bytes === undefined || bytes.length === 0 ? undefined : endAt(bytes, bytes[0] ?? 0, 1);
}

/** Both ends of a connection: that of the one who has opened it first. */
export function endsOf(
  bytes: Uint8Array | undefined,
): { readonly from: Address | undefined; readonly to: Address | undefined } | undefined {
  if (bytes === undefined || bytes.length === 0) {
    return undefined;
  }
  const family = bytes[0] ?? 0;
  const size = family === INET ? 6 : family === INET6 ? 18 : 0;
  return { from: endAt(bytes, family, 1), to: endAt(bytes, family, 1 + size) };
}

function endAt(bytes: Uint8Array, family: number, at: number): Address | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (family === INET) {
    if (bytes.length < at + 6) return undefined;
    return { family, ip: bytes.subarray(at, at + 4).join('.'), port: view.getUint16(at + 4, true) };
  }
  if (family === INET6) {
    if (bytes.length < at + 18) return undefined;
    return { family, ip: ipv6(bytes.subarray(at, at + 16)), port: view.getUint16(at + 16, true) };
  }
  return { family, ip: '', port: 0 };
}
