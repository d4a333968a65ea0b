import { parseJsonExact } from '@secl/text';

/** One element of what the script prints: numbers and texts. */
export type Cell = number | bigint | string;

/**
 * A line of the recorder. The script prints tuples, and `bpftrace -f json` escapes what stands in them, so that no name
 * of a file can look like another line:
 *
 *     start  time                                     the clock of the kernel, followed by a line with that of the world
 *     arg    time process thread place text           of the exec that follows
 *     exec   time process thread uid gid text         the file as it was named
 *     fork   time process thread child flags
 *     exit   time process thread
 *     text   time process thread place text           of the call that follows, by the place among its arguments
 *     addr   time process thread family port a b c d  likewise, in the order of the bytes
 *     call   time process thread name result uid gid arguments…
 *     known  process parent comm file cwd uid gid     a process that was running before; made by `secl record`
 */
export type Line =
  | { readonly kind: 'cells'; readonly cells: readonly Cell[] }
  /** What `strftime` prints: seconds of the world's clock. */
  | { readonly kind: 'printed'; readonly text: string }
  | { readonly kind: 'lost'; readonly events: number }
  | { readonly kind: 'note' }
  | { readonly kind: 'unknown' };

const UNKNOWN: Line = { kind: 'unknown' };
const NOTE: Line = { kind: 'note' };

export function readLine(text: string): Line {
  const parsed = parseJsonExact(text);
  if (!parsed.ok) {
    // Messages of bpftrace itself.
    return /^(?:ERROR|WARNING|Attaching|Lost|stdin:)/.test(text) ? NOTE : UNKNOWN;
  }
  const { type, data } = fieldsOf(parsed.value);
  switch (type) {
    case 'attached_probes':
    case 'map':
    case 'time':
      return NOTE;
    case 'lost_events':
      return { kind: 'lost', events: Number(fieldsOf(data).events ?? 0) };
    case 'printf':
      return typeof data === 'string' ? { kind: 'printed', text: data } : UNKNOWN;
    case 'value':
      return Array.isArray(data) && data.every(isCell) ? { kind: 'cells', cells: data.map(plain) } : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

const FOREIGN = /(?:\uffffff[0-9a-f]{2})+/g;
const decoder = new TextDecoder();

/**
 * bpftrace writes a byte beyond ASCII as the escape of a negative number, `\\uffffffc3`: read as JSON this is a character
 * that is none, and four digits. In a text itself that character would come out in this way as well.
 */
function plain(cell: Cell): Cell {
  if (typeof cell !== 'string' || !cell.includes('\uffff')) return cell;
  return cell.replace(FOREIGN, (bytes) =>
    decoder.decode(
      Uint8Array.from(bytes.split('\uffffff').slice(1), (digits) => Number.parseInt(digits, 16)),
    ),
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isCell(value: unknown): value is Cell {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string';
}
