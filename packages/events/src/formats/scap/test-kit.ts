/** Writes captures, as their format is read here: for events that no capture at hand has. */
import { EVENT_2, MACHINE, SECTION } from './blocks.ts';
import { eventKind } from './event-table.ts';

type WrittenValue = string | number | bigint | Uint8Array | readonly string[] | undefined;

/** An event by its number, with its parameters by name; those that are left out are empty. */
export interface Written {
  readonly number: number;
  readonly tid?: number;
  readonly params?: Readonly<Record<string, WrittenValue>>;
  /** So many parameters only, as an older driver writes. */
  readonly only?: number;
}

const SIZES: Readonly<Record<string, number>> = {
  UINT8: 1,
  FLAGS8: 1,
  SIGTYPE: 1,
  UINT16: 2,
  FLAGS16: 2,
  UINT32: 4,
  INT32: 4,
  FLAGS32: 4,
  UID: 4,
  GID: 4,
  MODE: 4,
};
const START = 1_700_000_000_000_000_000n;

/** A capture with these events, a second after one another, of thread 100 where nothing else is said. */
export function captureOf(events: readonly Written[]): Uint8Array {
  const magic = bytesOf([0x1a2b3c4dn, 4], [1n, 2], [0n, 2], [0xffff_ffff_ffff_ffffn, 8]);
  const blocks = [block(SECTION, magic), block(MACHINE, new Uint8Array(8))];
  for (const [index, event] of events.entries()) blocks.push(block(EVENT_2, bodyOf(event, index)));
  return joined(blocks);
}

function bodyOf({ number, tid = 100, params = {}, only }: Written, index: number): Uint8Array {
  const kind = eventKind(number);
  if (kind === undefined) throw new Error(`no event ${number}`);
  const unknown = Object.keys(params).find((name) => !kind.params.some((each) => each.name === name));
  if (unknown !== undefined) throw new Error(`event ${number} has no parameter ${unknown}`);
  const values = kind.params.slice(0, only).map(({ name, type }) => encoded(params[name], type));
  const size = values.reduce((sum, value) => sum + 2 + value.length, 26);
  return joined([
    bytesOf([0n, 2], [START + BigInt(index) * 1_000_000_000n, 8], [BigInt(tid), 8]),
    bytesOf([BigInt(size), 4], [BigInt(number), 2], [BigInt(values.length), 4]),
    ...values.map((value) => bytesOf([BigInt(value.length), 2])),
    ...values,
  ]);
}

function encoded(value: WrittenValue, type: string): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return new TextEncoder().encode(`${value}\0`);
  if (typeof value === 'object') return new TextEncoder().encode(value.map((each) => `${each}\0`).join(''));
  return bytesOf([BigInt(value), SIZES[type] ?? 8]);
}

function block(type: number, body: Uint8Array): Uint8Array {
  const padding = new Uint8Array((4 - (body.length % 4)) % 4);
  const size = BigInt(12 + body.length + padding.length);
  return joined([bytesOf([BigInt(type), 4], [size, 4]), body, padding, bytesOf([size, 4])]);
}

/** Numbers, each with the bytes that it takes. */
function bytesOf(...numbers: readonly (readonly [value: bigint, size: number])[]): Uint8Array {
  return Uint8Array.from(
    numbers.flatMap(([value, size]) =>
      Array.from({ length: size }, (_, at) => Number((value >> BigInt(8 * at)) & 0xffn)),
    ),
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
