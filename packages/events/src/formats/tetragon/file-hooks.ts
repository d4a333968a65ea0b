import { baseName, resolvePath } from '../../paths.ts';
import type { Values } from '../meant.ts';
import type { GivenFile } from './given.ts';
import { type Call, type Hook, NOTHING } from './meaning.ts';

function fileValues(prefix: string, file: GivenFile | undefined): Values {
  if (file === undefined) {
    return {};
  }
  const { path, mode } = file;
  return {
    ...(path !== undefined && { [`${prefix}.path`]: path, [`${prefix}.name`]: baseName(path) }),
    ...(mode !== undefined && { [`${prefix}.mode`]: mode, [`${prefix}.rights`]: mode & 0o7777 }),
  };
}

/** A path as a program gave it: where it is relative, only its last part is sure, for the directory may have changed. */
function pathValues(prefix: string, given: string | undefined): Values {
  if (given === undefined || given === '') {
    return {};
  }
  const path = resolvePath(undefined, given);
  const name = baseName(given);
  const isName = name !== '' && name !== '.' && name !== '..';
  return path !== undefined
    ? { [`${prefix}.path`]: path, [`${prefix}.name`]: baseName(path) }
    : isName
      ? { [`${prefix}.name`]: name }
      : {};
}

/** A file in whichever way the hook gives it; of several arguments the one at that place. */
function whichFile(prefix: string, { given }: Call, place = 0): Values {
  const file = given.files[place];
  return file === undefined ? pathValues(prefix, given.texts[place]) : fileValues(prefix, file);
}

function syscallPath(type: string, { given }: Call): Values {
  return { [`${type}.syscall.path`]: given.files.length === 0 ? given.texts[0] : undefined };
}

/** A hook that is about one file and nothing else. */
export function onFile(type: string): Hook {
  return (call) => [{ type, values: { ...whichFile(`${type}.file`, call), ...syscallPath(type, call) } }];
}

/** A directory and a name in it, or one path. */
export function removed(type: string): Hook {
  return (call) => {
    const { files, texts } = call.given;
    const [directory] = files;
    const [name] = texts;
    return directory !== undefined && name !== undefined && !name.includes('/')
      ? [{ type, values: fileValues(`${type}.file`, { path: below(directory.path, name), mode: undefined }) }]
      : onFile(type)(call);
  };
}

function below(directory: string | undefined, name: string): string | undefined {
  return directory === undefined ? undefined : resolvePath(directory, name);
}

/** From one path to another. */
export function moved(type: string): Hook {
  return (call) => {
    const { files, texts } = call.given;
    const isInTwo = files.length === 2 && texts.length === 2;
    const at = (place: number): Values =>
      isInTwo
        ? pathValues('file', below(files[place]?.path, texts[place] ?? ''))
        : whichFile('file', call, place);
    const to = Object.entries(at(1)).map(([key, value]) => [
      `${type}.file.destination${key.slice('file'.length)}`,
      value,
    ]);
    const from = Object.entries(at(0)).map(([key, value]) => [`${type}.${key}`, value]);
    return [{ type, values: Object.fromEntries([...from, ...to]) }];
  };
}

/** The mode is the last number: a directory's descriptor may stand before it. */
export function withMode(type: string): Hook {
  return (call) => {
    const mode = call.given.integers.at(-1);
    const bits = mode === undefined ? undefined : Number(mode) & 0o7777;
    return [
      {
        type,
        values: {
          ...whichFile(`${type}.file`, call),
          ...syscallPath(type, call),
          [`${type}.file.destination.mode`]: bits,
          [`${type}.file.destination.rights`]: bits,
        },
      },
    ];
  };
}

const NO_CHANGE = 0xffff_ffff;

export const chown: Hook = (call) => {
  const [uid, gid] = call.given.integers.slice(-2);
  const id = (value: number | bigint | undefined): number | undefined =>
    value === undefined ? undefined : Number(value) === NO_CHANGE ? -1 : Number(value);
  return [
    {
      type: 'chown',
      values: {
        ...whichFile('chown.file', call),
        ...syscallPath('chown', call),
        'chown.file.destination.uid': id(uid),
        'chown.file.destination.gid': id(gid),
      },
    },
  ];
};

const MODULE = 2;

/** The kernel reads files for several purposes; one number says which. */
export const kernelReadsFile: Hook = (call) =>
  call.given.integers[0] === MODULE
    ? [
        {
          type: 'load_module',
          values: { ...whichFile('load_module.file', call), 'load_module.loaded_from_memory': false },
        },
      ]
    : NOTHING;

/** The flags of an open are not among the arguments of these hooks: a mask of 4 (read) or 2 (write) is something else. */
export const open: Hook = onFile('open');

/** `open(path, flags, mode)` and `openat(directory, path, flags, mode)`, as far as the policy prints them. */
export const openCall: Hook = (call) => {
  const { given } = call;
  const [first] = given.integers;
  const hasDirectory = first !== undefined && (Number(first) === AT_FDCWD || given.integers.length > 2);
  const [flags, mode] = hasDirectory ? given.integers.slice(1) : given.integers;
  return [
    {
      type: 'open',
      values: {
        ...whichFile('open.file', call),
        ...syscallPath('open', call),
        'open.flags': hasDirectory || given.integers.length === 2 ? flags : undefined,
        'open.file.destination.mode': hasDirectory || given.integers.length === 2 ? mode : undefined,
      },
    },
  ];
};

/** What is read or written by a descriptor has been opened; the policy prints the descriptor's file. */
export const usesDescriptor: Hook = (call) => (call.given.files.length === 0 ? NOTHING : open(call));

const AT_FDCWD = -100;

export const mmap: Hook = (call) => {
  const [protection, flags] = call.given.integers;
  const values = { ...whichFile('mmap.file', call), 'mmap.protection': protection, 'mmap.flags': flags };
  return [{ type: 'mmap', values }];
};
