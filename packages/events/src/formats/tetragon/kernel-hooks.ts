import type { Hook } from './meaning.ts';

/** The source, the place, the file system, in the order of the call. */
export const mount: Hook = ({ given }) => {
  const { files, texts } = given;
  const [file] = files;
  const source = texts[0];
  const target = file === undefined ? texts[1] : file.path;
  const kind = file === undefined ? texts[2] : texts[1];
  return [
    {
      type: 'mount',
      values: {
        'mount.mountpoint.path': target?.startsWith('/') === true ? target : undefined,
        'mount.fs_type': kind,
        'mount.syscall.source.path': source,
        'mount.syscall.mountpoint.path': file === undefined ? target : undefined,
        'mount.syscall.fs_type': kind,
      },
    },
  ];
};

export const bpf: Hook = ({ given, names }) => {
  const { bpfProgram, bpfMap, bpfCommand } = given;
  const command = bpfCommand ?? (bpfProgram ? 'BPF_PROG_LOAD' : bpfMap ? 'BPF_MAP_CREATE' : '');
  return [
    {
      type: 'bpf',
      values: {
        'bpf.cmd': command === '' ? given.integers[0] : names.one(command),
        'bpf.prog.type': bpfProgram?.type === undefined ? undefined : names.one(bpfProgram.type),
        'bpf.prog.name': bpfProgram?.name,
        'bpf.map.type': bpfMap?.type === undefined ? undefined : names.one(bpfMap.type),
        'bpf.map.name': bpfMap?.name,
      },
    },
  ];
};

/** The n-th integer as the value of one field. */
export function integers(type: string, ...fields: readonly string[]): Hook {
  return ({ given }) => {
    const values = fields.map((field, place) => [`${type}.${field}`, given.integers[place]] as const);
    return [{ type, values: Object.fromEntries(values) }];
  };
}

export const moduleNamed =
  (type: 'load_module' | 'unload_module'): Hook =>
  ({ given }) => [{ type, values: { [`${type}.name`]: given.module ?? given.texts[0] } }];
