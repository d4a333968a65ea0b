import type { AuditRecord } from './line.ts';

/** The records of one event by what they tell. Of those that come once the first counts. */
export interface EventParts {
  readonly call: AuditRecord | undefined;
  readonly socketCall: AuditRecord | undefined;
  readonly container: AuditRecord | undefined;
  readonly directory: AuditRecord | undefined;
  readonly address: AuditRecord | undefined;
  /** The flags of `openat2`. */
  readonly how: AuditRecord | undefined;
  readonly capabilities: AuditRecord | undefined;
  readonly module: AuditRecord | undefined;
  readonly paths: readonly AuditRecord[];
  readonly args: readonly AuditRecord[];
  readonly objects: readonly AuditRecord[];
}

type Filled = { -readonly [Name in keyof EventParts]: EventParts[Name] } & {
  paths: AuditRecord[];
  args: AuditRecord[];
  objects: AuditRecord[];
};

/** Most events have none of some kind. */
const NONE: AuditRecord[] = [];

function more(records: AuditRecord[], record: AuditRecord): AuditRecord[] {
  if (records === NONE) return [record];
  records.push(record);
  return records;
}

export function partsOf(records: readonly AuditRecord[]): EventParts {
  const parts: Filled = {
    call: undefined,
    socketCall: undefined,
    container: undefined,
    directory: undefined,
    address: undefined,
    how: undefined,
    capabilities: undefined,
    module: undefined,
    paths: NONE,
    args: NONE,
    objects: NONE,
  };
  for (const record of records) put(parts, record);
  return parts;
}

function put(parts: Filled, record: AuditRecord): void {
  switch (record.type) {
    case 'SYSCALL':
      parts.call ??= record;
      return;
    case 'PATH':
      parts.paths = more(parts.paths, record);
      return;
    case 'CWD':
      parts.directory ??= record;
      return;
    case 'EXECVE':
      parts.args = more(parts.args, record);
      return;
    case 'SOCKADDR':
      parts.address ??= record;
      return;
    case 'SOCKETCALL':
      parts.socketCall ??= record;
      return;
    case 'CONTAINER_ID':
      parts.container ??= record;
      return;
    case 'OPENAT2':
      parts.how ??= record;
      return;
    case 'CAPSET':
      parts.capabilities ??= record;
      return;
    case 'KERN_MODULE':
      parts.module ??= record;
      return;
    case 'OBJ_PID':
      parts.objects = more(parts.objects, record);
      return;
  }
}
