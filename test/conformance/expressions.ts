import { compileRule } from '@secl/evaluation';
import { createDecoder } from '@secl/events';
import {
  builtinVariables,
  type CheckedMacro,
  type CheckScope,
  checkMacro,
  checkRule,
  parseMacro,
  parseRule,
  valuesMacro,
} from '@secl/language';
import { catalogue, type Minor, type Platform } from '@secl/model';
import { differences, type Outcome } from './outcome.ts';

/** A case of `traps`, `expressions`, `syntax` or `windows`: one expression on some events. */
export interface ExpressionCase {
  readonly id: string;
  readonly platform?: Platform;
  readonly expression: string;
  readonly macros?: readonly {
    readonly id: string;
    readonly expression?: string;
    readonly values?: readonly string[];
  }[];
  readonly events?: readonly unknown[];
  readonly expect: {
    readonly status: 'ok' | 'syntax_error' | 'compile_error' | 'macro_error' | 'event_error';
    readonly error?: {
      readonly kind: string;
      readonly line?: number;
      readonly column?: number;
      readonly offset?: number;
    };
    readonly eventType?: string;
    readonly fields?: readonly string[];
    readonly verdicts?: readonly boolean[];
  };
}

/** The vectors were answered by the engine of 7.68. */
const minor: Minor = 68;
/** "Now" of the vectors: times in their events are 0 or long past. */
const now = 1_800_000_000_000_000_000n;

const noVariables = {
  read: (name: string, event: { slots: readonly unknown[] }) =>
    name === 'process.pid' ? pidOf(event) : 'a-uuid',
};
const pidSlot = {
  linux: catalogue('linux').field('process.pid')?.slot,
  windows: catalogue('windows').field('process.pid')?.slot,
};
let currentPlatform: Platform = 'linux';

function pidOf(event: { slots: readonly unknown[] }): number {
  const slot = pidSlot[currentPlatform];
  return Number(slot === undefined ? 0 : event.slots[slot]);
}

export function runExpression(test: ExpressionCase): Outcome {
  const platform = test.platform ?? 'linux';
  currentPlatform = platform;
  const facts = catalogue(platform).at(minor);
  const macros = new Map<string, CheckedMacro>();
  const scope: CheckScope = { catalogue: catalogue(platform), facts, macros, variables: builtinVariables };
  for (const macro of test.macros ?? []) {
    const checked =
      macro.values !== undefined
        ? { macro: valuesMacro(macro.id, macro.values), problems: [] }
        : checkMacro(macro.id, parseMacro(macro.expression ?? ''), scope);
    if (checked.macro === undefined) {
      const first = checked.problems[0];
      return compareStatus(test, 'macro_error', first?.kind, undefined);
    }
    macros.set(macro.id, checked.macro);
  }
  const checked = checkRule(parseRule(test.expression), scope);
  const problem = checked.problems[0];
  if (problem !== undefined) {
    const status = problem.kind === 'syntax' ? 'syntax_error' : 'compile_error';
    return compareStatus(test, status, problem.kind, problem.place.start);
  }
  const rule = compileRule(checked, catalogue(platform));
  const decoder = createDecoder(catalogue(platform));
  const fields = new Set(checked.fields.keys());
  for (const macro of macros.values()) for (const field of macro.fields) fields.add(field);
  const verdicts: unknown[] = [];
  for (const [index, event] of (test.events ?? []).entries()) {
    const decoded = decoder.decode(stringify(event), { line: index + 1 } as never);
    if (!decoded.ok) return compareStatus(test, 'event_error', decoded.problems[0]?.message, undefined);
    verdicts.push(rule?.evaluate({ event: decoded.event, now, variables: noVariables, register: 0 }));
  }
  const actual = { status: 'ok', eventType: checked.eventType, fields: [...fields].sort(), verdicts };
  const expected = {
    status: test.expect.status,
    eventType: test.expect.eventType,
    fields: [...new Set(test.expect.fields ?? [])].sort(),
    verdicts: test.expect.verdicts ?? [],
  };
  return differences(test.id, expected, actual);
}

function compareStatus(
  test: ExpressionCase,
  status: string,
  kind: string | undefined,
  offset: number | undefined,
): Outcome {
  const { error } = test.expect;
  const expectedOffset =
    status === 'syntax_error' ? charactersBefore(test.expression, error?.offset ?? 0) : 0;
  const place = status === 'syntax_error' && (offset ?? 0) < expectedOffset ? { place: offset } : {};
  const expectedPlace = 'place' in place ? { place: `${expectedOffset} or later` } : {};
  return differences(
    test.id,
    { status: test.expect.status, kind: error?.kind, ...expectedPlace },
    { status, kind, ...place },
  );
}

/** The agent counts bytes. */
function charactersBefore(text: string, bytes: number): number {
  return Buffer.from(text).subarray(0, bytes).toString().length;
}

/** JSON with bigints written out. */
export function stringify(value: unknown): string {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'bigint' ? JSON.rawJSON(each.toString()) : each,
  );
}
