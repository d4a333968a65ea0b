/** The shapes of vectors (../shared/vectors/README.md), told apart by what they hold. */
import type { Platform, Value } from '@secl/model';

export interface ExpressionCase {
  readonly shape: 'expression';
  readonly id: string;
  readonly platform: Platform;
  readonly expression: string;
  readonly macros: readonly {
    readonly id: string;
    readonly expression?: string;
    readonly values?: readonly string[];
  }[];
  readonly events: readonly unknown[];
  readonly expect: {
    readonly status: 'ok' | 'syntax_error' | 'compile_error' | 'macro_error' | 'event_error';
    readonly error?: { readonly kind: string; readonly message?: string; readonly offset?: number };
    readonly eventType?: string;
    readonly fields?: readonly string[];
    readonly verdicts?: readonly boolean[];
  };
}

/** A policy directory, an agent, and events one after the other. */
export interface PolicyCase {
  readonly shape: 'policies';
  readonly id: string;
  readonly files: readonly { readonly name: string; readonly content: string }[];
  readonly agent: string;
  readonly host: Readonly<Record<string, Value>>;
  readonly events: readonly unknown[];
  readonly expect: {
    readonly loaded: readonly string[];
    readonly errors: readonly ExpectedError[];
    readonly matched: readonly (readonly string[])[];
  };
}

export interface ExpectedError {
  readonly policy?: string;
  readonly rule?: string;
  readonly macro?: string;
  readonly type?: string;
  readonly message: string;
}

export interface AgentVersionCase {
  readonly shape: 'agent version';
  readonly id: string;
  readonly constraint: string;
  readonly version: string;
  readonly accepted: boolean;
  readonly error?: string;
}

export type Case = ExpressionCase | PolicyCase | AgentVersionCase;

/** The case, or what is wrong with it. Cases without an id go by their line. */
export function recogniseCase(value: unknown, line: number): Case | { readonly wrong: string } {
  if (!isObject(value)) return { wrong: 'a case is a JSON object' };
  const id = typeof value.id === 'string' ? value.id : `line ${line}`;
  if (typeof value.constraint === 'string' && typeof value.version === 'string') {
    if (typeof value.accepted !== 'boolean') return { wrong: '`accepted` is no bool' };
    return { ...value, shape: 'agent version', id } as AgentVersionCase;
  }
  const { expect } = value;
  if (!isObject(expect)) return { wrong: 'no `expect`, and no `constraint` with a `version` either' };
  if (Array.isArray(value.files)) {
    const { files, agent, host = {}, events = [] } = value;
    if (!files.every((file) => isObject(file) && isText(file.name) && isText(file.content)))
      return { wrong: 'each of `files` has a `name` and a `content`' };
    if (!isText(agent) || !isObject(host) || !Array.isArray(events))
      return { wrong: '`agent` is a version, `host` an object and `events` a list' };
    const { loaded = [], errors = [], matched = [] } = expect;
    return {
      ...value,
      shape: 'policies',
      id,
      host,
      events,
      expect: { loaded, errors, matched },
    } as unknown as PolicyCase;
  }
  if (typeof value.expression === 'string') {
    const { platform = 'linux', macros = [], events = [] } = value;
    if (platform !== 'linux' && platform !== 'windows') return { wrong: '`platform` is linux or windows' };
    if (!Array.isArray(macros) || !Array.isArray(events)) return { wrong: '`macros` and `events` are lists' };
    return { ...value, shape: 'expression', id, platform, macros, events } as unknown as ExpressionCase;
  }
  return { wrong: 'none of the known shapes: it has no `expression`, no `files` and no `constraint`' };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
