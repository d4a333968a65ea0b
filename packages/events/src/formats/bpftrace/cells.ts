import type { Address } from '../../kernel-calls/call.ts';
import { baseName } from '../../paths.ts';
import type { Image } from '../../process-tree.ts';
import { ipv6 } from '../auditd/address.ts';
import type { Cell } from './line.ts';

/** The longest text that the script can take out of a program. */
const LONGEST_TEXT = 199;
const AF_INET = 2;
const AF_INET6 = 10;
const encoder = new TextEncoder();

/** The script takes so many bytes out of a program: what fills them may go on. */
export function isCut(text: string): boolean {
  return text.length >= LONGEST_TEXT / 3 && encoder.encode(text).length >= LONGEST_TEXT;
}

export function imageOf(path: string, argv: readonly Cell[]): Image {
  const texts = argv.filter((each) => typeof each === 'string');
  return {
    path,
    relativePath: undefined,
    name: baseName(path),
    argv0: texts[0],
    argv: texts.length === 0 ? undefined : texts.slice(1),
    argsTruncated: false,
    envp: undefined,
  };
}

/** Registers have 64 bits, `int` arguments their lower half. */
export function numberOf(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'bigint') return Number(BigInt.asIntN(64, cell));
  return typeof cell === 'number' ? cell : undefined;
}

/** The family and the bytes behind it, in words as the machine reads them. */
export function addressOf(cells: readonly number[]): Address | undefined {
  const [family = 0, port = 0, ...words] = cells;
  const bytes = words.flatMap((word) => [
    word & 0xff,
    (word >> 8) & 0xff,
    (word >> 16) & 0xff,
    (word >>> 24) & 0xff,
  ]);
  const swapped = ((port & 0xff) << 8) | ((port >> 8) & 0xff);
  // Behind the port: the address itself; with IPv6 first four bytes of another number.
  if (family === AF_INET) return { family, port: swapped, ip: bytes.slice(0, 4).join('.') };
  if (family === AF_INET6) return { family, port: swapped, ip: ipv6(Uint8Array.from(bytes.slice(4, 20))) };
  return { family, port: 0, ip: '' };
}

const TCP = 6;
const UDP = 17;

export function protocolOf(domain: number | undefined, type: number | undefined): number | undefined {
  if (domain === 1) return 0;
  if (domain !== AF_INET && domain !== AF_INET6) return undefined;
  const kind = (type ?? 0) & 0xf;
  return kind === 1 ? TCP : kind === 2 ? UDP : undefined;
}
