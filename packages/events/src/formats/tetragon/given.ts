import { isObject } from '../../canonical/fill.ts';
import { asInteger, integerAt, type JsonObject, objectAt, textAt } from '../../foreign-json.ts';

/** A file as a hook prints it. */
export interface GivenFile {
  /** `undefined` where Tetragon could not walk all of it. */
  readonly path: string | undefined;
  /** As `ls` shows it: type and rights. */
  readonly mode: number | undefined;
}

export interface GivenSocket {
  readonly family: string | undefined;
  readonly ip: string | undefined;
  readonly port: number | bigint | undefined;
  readonly protocol: string | undefined;
}

/**
 * The arguments of a hook by what they are. A tracing policy chooses which of a function's arguments are printed, and
 * their numbers are not, so only their kinds and their order can be relied on.
 */
export interface Given {
  readonly files: readonly GivenFile[];
  readonly texts: readonly string[];
  readonly integers: readonly (number | bigint)[];
  readonly sockets: readonly GivenSocket[];
  readonly credentials: JsonObject | undefined;
  readonly module: string | undefined;
  readonly bpfProgram: { readonly type: string | undefined; readonly name: string | undefined } | undefined;
  readonly bpfMap: { readonly type: string | undefined; readonly name: string | undefined } | undefined;
  readonly bpfCommand: string | undefined;
}

const INTEGERS = ['int_arg', 'uint_arg', 'long_arg', 'ulong_arg', 'size_arg'] as const;

export function givenBy(args: readonly unknown[]): Given {
  const files: GivenFile[] = [];
  const texts: string[] = [];
  const integers: (number | bigint)[] = [];
  const sockets: GivenSocket[] = [];
  let credentials: JsonObject | undefined;
  let module: string | undefined;
  let bpfProgram: Given['bpfProgram'];
  let bpfMap: Given['bpfMap'];
  let bpfCommand: string | undefined;
  for (const argument of args) {
    if (!isObject(argument)) {
      continue;
    }
    const file =
      objectAt(argument, 'file_arg') ??
      objectAt(argument, 'path_arg') ??
      objectAt(argument, 'linux_binprm_arg');
    if (file !== undefined) {
      files.push(fileOf(file));
    }
    const text = textAt(argument, 'string_arg');
    if (text !== undefined) {
      texts.push(text);
    }
    for (const kind of INTEGERS) {
      const integer = integerAt(argument, kind);
      if (integer !== undefined) {
        integers.push(integer);
      }
    }
    const socket = socketOf(argument);
    if (socket !== undefined) {
      sockets.push(socket);
    }
    credentials ??= objectAt(argument, 'process_credentials_arg');
    module ??= textAt(objectAt(argument, 'module_arg'), 'name');
    const program = objectAt(argument, 'bpf_attr_arg') ?? objectAt(argument, 'bpf_prog_arg');
    bpfProgram ??= program && {
      type: eitherText(program, 'ProgType'),
      name: eitherText(program, 'ProgName'),
    };
    const map = objectAt(argument, 'bpf_map_arg');
    bpfMap ??= map && { type: eitherText(map, 'MapType'), name: eitherText(map, 'MapName') };
    bpfCommand ??= textAt(argument, 'bpf_cmd_arg');
  }
  return { files, texts, integers, sockets, credentials, module, bpfProgram, bpfMap, bpfCommand };
}

/** What a function returned, where the tracing policy asked for it. */
export function returned(call: JsonObject): number | bigint | undefined {
  const value = objectAt(call, 'return');
  for (const kind of INTEGERS) {
    const integer = asInteger(value?.[kind]);
    if (integer !== undefined) {
      return integer;
    }
  }
  return undefined;
}

function fileOf(file: JsonObject): GivenFile {
  const path = textAt(file, 'path') ?? '';
  const isWhole = path !== '' && !(textAt(file, 'flags') ?? '').includes('unresolved');
  const mount = (textAt(file, 'mount') ?? '').replace(/\/$/, '');
  return {
    // Old exports leave out the first slash.
    path: isWhole ? `${mount}${path.startsWith('/') ? '' : '/'}${path}` : undefined,
    mode: modeOf(textAt(file, 'permission') ?? ''),
  };
}

const TYPES: Readonly<Record<string, number>> = {
  '-': 0o100000,
  d: 0o040000,
  l: 0o120000,
  c: 0o020000,
  b: 0o060000,
  p: 0o010000,
  s: 0o140000,
};

/** `-rwsr-xr-x` as a number. */
function modeOf(permission: string): number | undefined {
  const type = TYPES[permission[0] ?? ''];
  if (type === undefined || !/^.(?:[r-][w-][xsStT-]){3}$/.test(permission)) {
    return undefined;
  }
  let mode = type;
  for (let at = 1; at < 10; at++) {
    const letter = permission[at] ?? '-';
    const bit = 1 << (9 - at);
    mode |= letter === '-' || letter === 'S' || letter === 'T' ? 0 : bit;
    if (/[sStT]/.test(letter)) {
      mode |= 0o4000 >> ((at - 3) / 3);
    }
  }
  return mode;
}

/** `sock_arg` has both ends, and the other one is what is connected to; `sockaddr_arg` is an address alone. */
function socketOf(argument: JsonObject): GivenSocket | undefined {
  const socket = objectAt(argument, 'sock_arg');
  if (socket !== undefined) {
    return {
      family: textAt(socket, 'family'),
      ip: textAt(socket, 'daddr'),
      port: integerAt(socket, 'dport'),
      protocol: textAt(socket, 'protocol'),
    };
  }
  const address = objectAt(argument, 'sockaddr_arg');
  return (
    address && {
      family: textAt(address, 'family'),
      ip: textAt(address, 'addr'),
      port: integerAt(address, 'port'),
      protocol: undefined,
    }
  );
}

/** Names begin with a capital or a small letter, by the version. */
function eitherText(object: JsonObject, name: string): string | undefined {
  const small = name.replace(
    /[A-Z]/g,
    (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`,
  );
  return textAt(object, name) ?? textAt(object, small);
}
