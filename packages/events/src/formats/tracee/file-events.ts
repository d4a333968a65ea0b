import { baseName } from '../../paths.ts';
import type { Values } from '../meant.ts';
import type { Given } from './given.ts';
import { type EventReader, NOTHING } from './meaning.ts';

/** A path; where it is relative, only its last part is sure. */
export function pathValues(prefix: string, path: string | undefined): Values {
  if (path === undefined || path === '') {
    return {};
  }
  const name = baseName(path);
  const isName = name !== '' && name !== '.' && name !== '..';
  return {
    ...(path.startsWith('/') && { [`${prefix}.path`]: path }),
    ...(isName && { [`${prefix}.name`]: name }),
  };
}

/** A file that the kernel has resolved. */
export function fileValues(prefix: string, given: Given, path = 'pathname'): Values {
  return {
    ...pathValues(prefix, given.text(path)),
    [`${prefix}.inode`]: given.integer('inode'),
    [`${prefix}.change_time`]: given.integer('ctime'),
  };
}

export const open: EventReader = (given) => [
  {
    type: 'open',
    values: {
      ...fileValues('open.file', given),
      'open.flags': given.integer('flags'),
      'open.file.destination.mode': given.integer('mode'),
      'open.syscall.path': given.has('syscall_pathname') ? given.text('syscall_pathname') : undefined,
    },
  },
];

/** The call itself: its path is as the program gave it. */
export const openCall: EventReader = (given) => [
  {
    type: 'open',
    values: {
      ...pathValues('open.file', given.text('pathname')),
      'open.flags': given.integer('flags'),
      'open.syscall.flags': given.integer('flags'),
      'open.file.destination.mode': given.integer('mode'),
      'open.syscall.mode': given.integer('mode'),
      'open.syscall.path': given.text('pathname'),
    },
  },
];

export const onFile =
  (type: string): EventReader =>
  (given) => [{ type, values: fileValues(`${type}.file`, given) }];

export function moved(type: string, from: string, to: string): EventReader {
  return (given) => [
    {
      type,
      values: {
        ...pathValues(`${type}.file`, given.text(from)),
        ...pathValues(`${type}.file.destination`, given.text(to)),
      },
    },
  ];
}

export function withMode(type: string): EventReader {
  return (given) => {
    const mode = given.integer('mode');
    const bits = mode === undefined ? undefined : Number(mode) & 0o7777;
    return [
      {
        type,
        values: {
          ...pathValues(`${type}.file`, given.text('pathname')),
          [`${type}.file.destination.mode`]: bits,
          [`${type}.file.destination.rights`]: bits,
        },
      },
    ];
  };
}

export const chown: EventReader = (given) => [
  {
    type: 'chown',
    values: {
      ...pathValues('chown.file', given.text('pathname')),
      'chown.file.destination.uid': signed(given.integer('owner') ?? given.integer('uid')),
      'chown.file.destination.gid': signed(given.integer('group') ?? given.integer('gid')),
    },
  },
];

/** "Leave it as it is" is -1, which some versions print without its sign. */
function signed(id: number | bigint | undefined): number | bigint | undefined {
  return id === 0xffff_ffff ? -1 : id;
}

export const mmap: EventReader = (given) => [
  {
    type: 'mmap',
    values: {
      ...fileValues('mmap.file', given),
      'mmap.protection': given.integer('prot'),
      'mmap.flags': given.integer('mmap_flags'),
    },
  },
];

const MODULES: ReadonlySet<string> = new Set(['kernel-module', 'READING_MODULE', '2']);

/** The kernel reads files for several purposes. */
export const kernelReadsFile: EventReader = (given) =>
  MODULES.has(given.text('type') ?? String(given.integer('type')))
    ? [
        {
          type: 'load_module',
          values: { ...fileValues('load_module.file', given), 'load_module.loaded_from_memory': false },
        },
      ]
    : NOTHING;

export const moduleLoaded: EventReader = (given) => [
  {
    type: 'load_module',
    values: { ...fileValues('load_module.file', given), 'load_module.name': given.text('name') },
  },
];

export const xattr =
  (type: string): EventReader =>
  (given) => {
    const name = given.text('name');
    const dot = name?.indexOf('.') ?? -1;
    return [
      {
        type,
        values: {
          ...pathValues(`${type}.file`, given.text('path') ?? given.text('pathname')),
          [`${type}.file.destination.name`]: name,
          [`${type}.file.destination.namespace`]:
            name === undefined || dot < 0 ? undefined : name.slice(0, dot),
        },
      },
    ];
  };
