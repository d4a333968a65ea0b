import { DESCRIPTORS_2 } from './blocks.ts';
import { ByteReader, textsOf } from './byte-reader.ts';

/** A thread that was running when the capture began. */
export interface RunningThread {
  readonly tid: number;
  readonly pid: number;
  readonly parent: number;
  readonly comm: string;
  /** The first argument, as the program was called. */
  readonly argv0: string;
  /** Empty where the capture has none. */
  readonly path: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly euid: number;
  readonly egid: number;
  readonly envp: readonly string[] | undefined;
  readonly cgroups: readonly string[] | undefined;
}

const BLOCK_HEADER = 8;
const TRAILER = 4;

/** `undefined`: the block is broken. `version`: see `PROCESSES`; fields were added in the middle from one to the next. */
export function readProcesses(bytes: Uint8Array, version: number): readonly RunningThread[] | undefined {
  const reader = new ByteReader(bytes, true, BLOCK_HEADER, bytes.length - TRAILER);
  const threads: RunningThread[] = [];
  while (reader.left >= 4) {
    // From here on entries say how long they are, so that more may follow.
    const size = version >= 9 ? reader.u32() : 0;
    const end = version >= 9 ? reader.at + size - 4 : 0;
    const thread = readThread(reader, version);
    if (reader.isBroken || (version >= 9 && (end < reader.at || end > reader.end))) {
      return undefined;
    }
    if (version >= 9) reader.at = end;
    threads.push(thread);
  }
  return threads;
}

function readThread(reader: ByteReader, version: number): RunningThread {
  const tid = reader.id();
  const pid = reader.id();
  const parent = reader.id();
  if (version >= 6) reader.skip(8); // session
  if (version >= 8) reader.skip(8); // process group
  const comm = reader.text();
  const argv0 = reader.text();
  const path = version >= 7 ? reader.text() : '';
  const args = textsOf(reader.bytes(reader.u16()));
  const cwd = reader.text();
  reader.skip(8 + 4); // limit of descriptors, flags
  const euid = reader.u32();
  const egid = reader.u32();
  if (version >= 2) reader.skip(4 + 4 + 4 + 8 + 8); // memory
  const envp = version >= 3 ? textsOf(reader.bytes(reader.u16())) : undefined;
  if (version >= 4) reader.skip(8 + 8); // ids inside a namespace
  const cgroups = version >= 4 ? textsOf(reader.bytes(reader.u16())) : undefined;
  if (version >= 5) reader.text(); // root directory
  return { tid, pid, parent, comm, argv0, path, args, cwd, euid, egid, envp, cgroups };
}

export interface OpenDescriptors {
  readonly tid: number;
  /** Files and directories by descriptor. */
  readonly paths: ReadonlyMap<number, string>;
}

const FILE = 1;
const DIRECTORY = 2;
const IPV4_SOCKET = 3;
const IPV6_SOCKET = 4;
const IPV4_LISTENING = 5;
const IPV6_LISTENING = 6;
const UNIX_SOCKET = 8;
const FILE_WITH_FLAGS = 16;

export function readDescriptors(bytes: Uint8Array, block: number): OpenDescriptors | undefined {
  const reader = new ByteReader(bytes, true, BLOCK_HEADER, bytes.length - TRAILER);
  const tid = reader.id();
  const paths = new Map<number, string>();
  while (reader.left >= 4) {
    const size = block === DESCRIPTORS_2 ? reader.u32() : 0;
    const end = reader.at + size - 4;
    const fd = reader.id();
    reader.skip(8); // inode
    const type = reader.u8();
    const name = readName(reader, type);
    if (reader.isBroken || (block === DESCRIPTORS_2 && (end < reader.at || end > reader.end))) {
      return undefined;
    }
    if (block === DESCRIPTORS_2) reader.at = end;
    if (name !== undefined) paths.set(fd, name);
  }
  return { tid, paths };
}

function readName(reader: ByteReader, type: number): string | undefined {
  switch (type) {
    case IPV4_SOCKET:
      reader.skip(4 + 4 + 2 + 2 + 1);
      return undefined;
    case IPV6_SOCKET:
      reader.skip(16 + 16 + 2 + 2 + 1);
      return undefined;
    case IPV4_LISTENING:
      reader.skip(4 + 2 + 1);
      return undefined;
    case IPV6_LISTENING:
      reader.skip(16 + 2 + 1);
      return undefined;
    case UNIX_SOCKET:
      reader.skip(8 + 8);
      reader.text();
      return undefined;
    case FILE_WITH_FLAGS:
      reader.skip(4);
      return reader.text();
    case FILE:
    case DIRECTORY:
      return reader.text();
    default:
      reader.text();
      return undefined;
  }
}
