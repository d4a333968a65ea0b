import table from './event-table.json' with { type: 'json' };

export interface Parameter {
  readonly name: string;
  readonly type: string;
}

export interface EventKind {
  readonly name: string;
  readonly params: readonly Parameter[];
  /** Told when the call begins, not when it has returned. */
  readonly isEnter: boolean;
}

const kinds = new Map<number, EventKind>();
for (const [number, row] of Object.entries(table.events)) {
  const [name = '', ...params] = row.split(' ');
  kinds.set(Number(number), {
    name,
    params: params.map((each) => {
      const [param = '', type = ''] = each.split(':');
      return { name: param, type };
    }),
    // Enter and exit have numbers next to each other.
    isEnter: Number(number) % 2 === 0,
  });
}

/** `undefined`: of a newer version than is known here. */
export function eventKind(number: number): EventKind | undefined {
  return kinds.get(number);
}

/** Bits that the driver has made its own, by the kernel's names for them. */
export const flagNames: Readonly<
  Record<'open' | 'clone' | 'map' | 'ptrace', Readonly<Record<string, number>>>
> = table.flags;
