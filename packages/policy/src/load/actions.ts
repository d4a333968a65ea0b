/** Step 5 of loading: every action is checked, those of disabled rules too; a bad one is dropped. */
import { builtinVariables, type VariableType } from '@secl/language';
import type { Facts, FieldType, Scalar, Value } from '@secl/model';
import { asBoolean, asInteger, isText, type Node, type Problem } from '@secl/text';
import { placeIn, problem } from '../problem.ts';
import type { ActionDefinition, SetDefinition } from '../read/definitions.ts';
import type { MergedRule, Placed } from './merged.ts';

export type VariableScope = 'global' | 'process' | 'container' | 'cgroup';

/** A variable that some `set` action sets. */
export interface VariableDefinition extends VariableType {
  /** As rules read it: `seen`, `process.seen`. */
  readonly name: string;
  readonly scope: VariableScope;
  readonly private: boolean;
  readonly inherited: boolean;
  /** Nanoseconds. */
  readonly ttl: bigint | undefined;
  /** Members that an array holds at most. */
  readonly size: number;
  /** What it is before any rule has matched, where that is not its zero value. */
  readonly start: Value | undefined;
}

export interface CheckedActions {
  /** Actions that are not dropped, of each rule. */
  readonly kept: ReadonlyMap<MergedRule, readonly Placed<ActionDefinition>[]>;
  readonly variables: ReadonlyMap<string, VariableDefinition>;
  readonly problems: readonly Problem[];
  /** What the agent writes for each dropped action. */
  readonly dropped: readonly { readonly rule: string; readonly agent: string; readonly problem: Problem }[];
}

const scopes: ReadonlySet<string> = new Set(['', 'process', 'container', 'cgroup']);
const defaultSize = 100;

export function checkActions(rules: Iterable<MergedRule>, facts: Facts): CheckedActions {
  const kept = new Map<MergedRule, Placed<ActionDefinition>[]>();
  const variables = new Map<string, VariableDefinition>();
  const problems: Problem[] = [];
  const dropped: CheckedActions['dropped'][number][] = [];
  const starts = new Map<string, string>();
  for (const rule of rules) {
    const good: Placed<ActionDefinition>[] = [];
    for (const action of rule.actions) {
      const wrong = wrongWith(action.value) ?? register(action, facts, variables, starts, problems);
      if (wrong === undefined) {
        good.push(action);
        continue;
      }
      const place = placeIn(action.file.name, action.offset, action.value.range);
      const agent = wrong.skips ? `skipping invalid action in rule ${rule.id}: ${wrong.agent}` : wrong.agent;
      const found = problem('policy/action-dropped', place, { reason: wrong.reason }, { agent });
      problems.push(found);
      dropped.push({ rule: rule.id, agent, problem: found });
    }
    kept.set(rule, good);
  }
  return { kept, variables, problems, dropped };
}

interface Wrong {
  readonly reason: string;
  readonly agent: string;
  /** Whether the agent says that it skips the action, or only what is wrong. */
  readonly skips: boolean;
}

function skip(reason: string, agent: string): Wrong {
  return { reason, agent, skips: true };
}

/** What the action alone shows. */
function wrongWith(action: ActionDefinition): Wrong | undefined {
  const sections = [
    action.set,
    action.kill,
    action.hash,
    action.coredump,
    action.log,
    action.networkFilter,
  ].filter((section) => section !== undefined);
  if (sections.length === 0) {
    return skip(
      'it has no section such as `set` or `kill`',
      "either 'set', 'kill', 'coredump' or 'hash' section of an action must be specified",
    );
  }
  if (sections.length > 1) {
    return skip(
      'it has more than one section: make each an action of its own',
      "only of 'set' or 'kill' section of an action can be specified",
    );
  }
  if (action.set !== undefined) return wrongSet(action.set);
  if (action.kill !== undefined) return wrongKill(action.kill.signal?.value);
  if (action.log !== undefined && (action.log.level?.value ?? '') === '') {
    return skip(
      '`log` needs a `level`: debug, info, warning or error',
      "a valid level has to be specified to the 'log' action",
    );
  }
  return undefined;
}

function wrongSet(set: SetDefinition): Wrong | undefined {
  if ((set.name?.value ?? '') === '') return skip('`set` needs a `name`', 'variable name is empty');
  const sources = [set.value, textOf(set.field?.value), textOf(set.expression?.value)].filter(
    (source) => source !== undefined,
  );
  if (sources.length === 0) {
    return skip(
      '`set` needs `value`, `field` or `expression`',
      "either 'value', 'field' or 'expression' must be specified",
    );
  }
  if (sources.length > 1) {
    return skip(
      '`set` takes one of `value`, `field` and `expression`',
      "only one of 'value', 'field' or 'expression' can be specified",
    );
  }
  if (textOf(set.expression?.value) !== undefined && set.defaultValue === undefined) {
    return skip(
      '`set` with an `expression` needs a `default_value`, which gives the type',
      "'default_value' must be specified with 'expression'",
    );
  }
  if (set.inherited?.value === true && set.scope?.value !== 'process') {
    return skip(
      'only variables of the scope `process` can be `inherited`',
      'only variables scoped to process can be marked as inherited',
    );
  }
  return undefined;
}

function textOf(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

const signals: ReadonlySet<string> = new Set(
  'HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS'
    .split(' ')
    .map((name) => `SIG${name}`),
);

function wrongKill(signal: string | undefined): Wrong | undefined {
  if (signal === undefined || signal === '') {
    return skip(
      '`kill` needs a `signal` such as SIGKILL',
      "a valid signal has to be specified to the 'kill' action",
    );
  }
  return signals.has(signal)
    ? undefined
    : skip(`\`${signal}\` is not a signal`, `unsupported signal '${signal}'`);
}

/** Registers the variable of a `set`; what is in its way drops the action. */
function register(
  { file, offset, value: action }: Placed<ActionDefinition>,
  facts: Facts,
  variables: Map<string, VariableDefinition>,
  starts: Map<string, string>,
  problems: Problem[],
): Wrong | undefined {
  const { set } = action;
  if (set?.name === undefined) return undefined;
  const bare = set.name.value;
  const plain = (reason: string, agent: string): Wrong => ({ reason, agent, skips: false });
  if (facts.field(bare) !== undefined && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(bare)) {
    return plain(`\`${bare}\` is a field`, `invalid variable name '${bare}'`);
  }
  if (facts.field(bare) !== undefined)
    return plain(`\`${bare}\` is a field`, `variable '${bare}' conflicts with field`);
  if (facts.constant(bare) !== undefined)
    return plain(`\`${bare}\` is a constant`, `variable '${bare}' conflicts with constant`);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(bare)) {
    return plain(
      `the name \`${bare}\` holds other characters than letters, digits and \`_\``,
      `invalid variable name '${bare}'`,
    );
  }
  const scope = set.scope?.value ?? '';
  if (!scopes.has(scope))
    return plain(`\`${scope}\` is not a scope: process, container or cgroup`, `invalid scope '${scope}'`);
  const type = typeOfSet(set, facts);
  if ('agent' in type) return plain(type.reason, type.agent);
  const name = scope === '' ? bare : `${scope}.${bare}`;
  const array = type.array || (set.append && type.type !== 'bool');
  const known =
    variables.get(name) ??
    (builtinVariables.has(name)
      ? { ...type, array: false, private: false, type: 'int' as FieldType }
      : undefined);
  if (known !== undefined && (known.type !== type.type || known.array !== array)) {
    return plain(
      `\`${name}\` has another type in an earlier \`set\``,
      `conflicting types for variable '${name}'`,
    );
  }
  const isPrivate = set.private?.value ?? false;
  if (scope === '' && known !== undefined && known.private !== isPrivate) {
    return plain(
      `\`${name}\` is ${isPrivate ? 'not ' : ''}private in an earlier \`set\``,
      `conflicting private flag for variable '${name}'`,
    );
  }
  const place = placeIn(file.name, offset, set.name.range);
  const start = startValue(set, scope, array);
  if (scope === '') {
    const text = JSON.stringify(start, (_, each) => (typeof each === 'bigint' ? `${each}` : each)) ?? '';
    const before = starts.get(name);
    if (before !== undefined && before !== text)
      problems.push(problem('policy/variable-random', place, { name }));
    starts.set(name, text);
    if (set.defaultValue === undefined && start !== undefined && isTelling(start)) {
      problems.push(problem('policy/variable-start', place, { name }));
    }
  }
  const previous = variables.get(name);
  variables.set(name, {
    name,
    type: type.type,
    array,
    scope: (scope === '' ? 'global' : scope) as VariableScope,
    private: isPrivate,
    inherited: set.inherited?.value ?? previous?.inherited ?? false,
    ttl: set.ttl?.value ?? previous?.ttl,
    size: Number(set.size?.value ?? previous?.size ?? defaultSize),
    start: scope === '' ? start : (previous?.start ?? start),
  });
  return undefined;
}

/** A start value that differs from the zero value of its type. */
function isTelling(start: Value): boolean {
  return typeof start === 'object' ? start.length > 0 : start !== 0 && start !== '' && start !== false;
}

/** Global variables start with their default, or with the value that is set; scoped ones with nothing, whatever they say. */
function startValue(set: SetDefinition, scope: string, array: boolean): Value | undefined {
  if (scope !== '') return undefined;
  const given = set.defaultValue ?? set.value;
  const value = given === undefined ? undefined : literalOf(given);
  if (value === undefined) return undefined;
  if (!array) return set.ttl === undefined || typeof value === 'object' ? value : undefined;
  const members = typeof value === 'object' ? value : [value];
  return members.slice(-Number(set.size?.value ?? defaultSize));
}

function typeOfSet(
  set: SetDefinition,
  facts: Facts,
): VariableType | { readonly reason: string; readonly agent: string } {
  const given = set.defaultValue ?? set.value;
  if (given !== undefined) {
    const value = literalOf(given);
    if (value === undefined)
      return {
        reason: 'its value is no bool, int, string or list of ints or strings',
        agent: 'unsupported variable type',
      };
    const first = typeof value === 'object' ? value[0] : value;
    return { type: typeOf(first), array: typeof value === 'object' };
  }
  const name = set.field?.value ?? '';
  const field = facts.field(name);
  if (field === undefined)
    return { reason: `\`${name}\` is not a field`, agent: `field \`${name}\` not found` };
  return { type: field.type, array: field.array || field.iterator !== null };
}

function typeOf(value: Scalar | undefined): FieldType {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'number':
    case 'bigint':
      return 'int';
    default:
      return 'string';
  }
}

/** A value as YAML gives it to a key without a type: `yes` is a text, `1.5` has no use. */
export function literalOf(node: Node): Value | undefined {
  if (node.kind === 'sequence') {
    const members = node.items.map(literalOf);
    const [first] = members;
    const same = members.every(
      (member) =>
        member !== undefined && typeof member !== 'object' && typeOf(member) === typeOf(first as Scalar),
    );
    const type = typeOf(first as Scalar | undefined);
    return same && (type === 'int' || type === 'string') ? (members as Scalar[]) : undefined;
  }
  if (node.kind !== 'scalar') return undefined;
  if (isText(node)) return node.value;
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(node.value)) return asBoolean(node);
  if (/^[-+]?\d*\.\d+(?:[eE][-+]?\d+)?$|^[-+]?\d+(?:\.\d*)?[eE][-+]?\d+$|^[-+]?\d+\.$/.test(node.value))
    return undefined;
  return asInteger(node) ?? node.value;
}
