import { Descriptors } from '../../kernel-calls/descriptors.ts';
import type { RecordMaker } from '../../kernel-calls/record-maker.ts';
import { resolvePath } from '../../paths.ts';
import type { Process } from '../../process-tree.ts';
import type { RecordValue } from '../../record.ts';
import type { Parameters } from './capture-event.ts';
import type { Flags } from './flags.ts';

/** What of a process the tree has no place for. */
interface Beside {
  readonly auid: number | undefined;
  readonly container: string | undefined;
}

/** All that is known while a capture is read. */
export interface Session {
  readonly maker: RecordMaker;
  readonly flags: Flags;
  readonly descriptors: Descriptors;
  readonly beside: WeakMap<Process, Beside>;
}

export function session(maker: RecordMaker, flags: Flags): Session {
  return { maker, flags, descriptors: new Descriptors(), beside: new WeakMap() };
}

/** A call that has returned, with what was told when it began. */
export interface Call {
  readonly name: string;
  readonly params: Parameters;
  readonly process: Process;
  readonly tid: number;
  readonly time: bigint;
  readonly session: Session;
}

/** As many as are needed to know a container by: what runtimes name its control groups. */
const CONTAINER = /[0-9a-f]{64}/;

export function remember(
  { beside }: Session,
  process: Process,
  auid: number | undefined,
  cgroups: readonly string[] | undefined,
): void {
  const old = beside.get(process);
  const container =
    cgroups === undefined || cgroups.length === 0
      ? old?.container
      : (CONTAINER.exec(cgroups.join('\n'))?.[0] ?? '');
  beside.set(process, { auid: auid === undefined ? old?.auid : auid >>> 0, container });
}

export function besideValues({ beside }: Session, process: Process): Record<string, RecordValue> {
  const { auid, container } = beside.get(process) ?? {};
  return {
    ...(auid !== undefined && { 'process.auid': auid }),
    ...(container !== undefined && { 'container.id': container, 'process.container.id': container }),
  };
}

const AT_FDCWD = -100;

/** A path as it was given, from where the process was or from a directory descriptor. */
export function pathOf(
  { params, process, session: { descriptors } }: Call,
  name: string,
  directory?: string,
): { readonly path: string | undefined; readonly given: string | undefined } {
  const given = params.text(name);
  const fd = directory === undefined ? undefined : params.number(directory);
  const start =
    fd === undefined || fd === AT_FDCWD ? process.cwd.path : descriptors.get(process.pid, fd)?.path;
  return { path: given === undefined || given === '' ? undefined : resolvePath(start, given), given };
}
