import { ownText } from '../../own-text.ts';
import { frontOf } from './call-front.ts';
import { CALLS, SOCKET_CALL } from './call-names.ts';
import { written } from './fields.ts';
import type { AuditRecord } from './line.ts';
import table from './system-calls.json' with { type: 'json' };

interface Architecture {
  readonly name: string;
  readonly calls: Readonly<Record<string, string>>;
}

const architectures: Readonly<Record<string, Architecture>> = table;
const byName = new Map(Object.values(architectures).map((each) => [each.name, each]));

/** x86-64 programs with pointers of 32 bits set this in the number of every call. */
const X32_BIT = 0x4000_0000;
/** `__AUDIT_ARCH_LE` of linux/audit.h: without it numbers in memory have their first byte in front. */
const LITTLE_ENDIAN = 0x4000_0000;

/** `call` of i386's and s390's `socketcall` (linux/net.h). */
const SOCKET_CALLS: Readonly<Record<number, string>> = {
  1: 'socket',
  2: 'bind',
  3: 'connect',
  5: 'accept',
  14: 'setsockopt',
  18: 'accept4',
};

/** The call that a SYSCALL record is about; `undefined` where no rule could see it. */
export function callName(record: AuditRecord, socketCall: () => number | undefined): string | undefined {
  const name = nameIn(record);
  const call = name === SOCKET_CALL ? SOCKET_CALLS[socketCall() ?? 0] : name;
  if (call === undefined || CALLS.has(call)) {
    return call;
  }
  const plain = call.replace(/(?:32|64)$/, '');
  return CALLS.has(plain) ? plain : undefined;
}

function nameIn(record: AuditRecord): string | undefined {
  const front = frontOf(record);
  if (front !== undefined) {
    return nameOf(front.arch, front.call);
  }
  const shown = written(record, 'syscall')?.text ?? '';
  return /^\d+$/.test(shown) ? nameOf(written(record, 'arch')?.text ?? '', Number(shown)) : shown;
}

function nameOf(arch: string, call: number): string | undefined {
  if (arch !== last.arch) {
    last = { arch: ownText(arch), calls: callsOf(architectures[arch.toLowerCase()] ?? byName.get(arch)) };
  }
  return last.calls.get(call & ~X32_BIT);
}

const NO_CALLS: ReadonlyMap<number, string> = new Map();
const tables = new Map<Architecture, ReadonlyMap<number, string>>();
/** Most records of a log are of one architecture. */
let last = { arch: '', calls: NO_CALLS };

function callsOf(architecture: Architecture | undefined): ReadonlyMap<number, string> {
  if (architecture === undefined) {
    return NO_CALLS;
  }
  let calls = tables.get(architecture);
  if (calls === undefined) {
    calls = new Map(Object.entries(architecture.calls).map(([number, name]) => [Number(number), name]));
    tables.set(architecture, calls);
  }
  return calls;
}

/** Whether numbers in memory, which SOCKADDR shows byte by byte, have their first byte in front. */
export function isBigEndian(record: AuditRecord): boolean {
  const arch = written(record, 'arch')?.text ?? '';
  return /^[0-9a-f]{8}$/i.test(arch) && (Number.parseInt(arch, 16) & LITTLE_ENDIAN) === 0;
}
