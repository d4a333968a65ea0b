import { withProperties } from '@secl/text';
import { variableName } from '../load/variables.ts';
import type { ActionDefinition, RuleDefinition, SetDefinition, Unsaid } from '../read/definitions.ts';
import { didYouMean } from '../read/fields-of.ts';
import { actionKeys, ruleKeys, setKeys } from '../read/items.ts';
import type { Arguments, Reader } from './arguments.ts';
import { noRule, noSet } from './blank-definitions.ts';
import type { IgnoredKey, LeftOut, NotStatic } from './carried.ts';
import { isNone, leftOutOf } from './left-out.ts';
import { noteUnknown, ruleNamed } from './unknown-values.ts';

/** What rules look like in a carrier: its keys by what they are for. */
export interface Shape extends Reader {
  /** For messages: `a rule in Terraform`. */
  readonly what: string;
  /** What gives the values that are not static. */
  readonly tool: string;
  readonly keys: readonly string[];
  readonly action: readonly string[];
  readonly set: readonly string[];
  /** Whether what `set` writes is a text whatever was written. */
  readonly textOnly: boolean;
}

/** Keys of an action's section in a policy file, and what of them a carrier takes. */
const sectionKeys = { hash: ['field'], kill: ['signal'] } as const;

export interface CarriedRule {
  /** Nothing where its id, its expression or whether it is there at all is not static. */
  readonly rule: RuleDefinition | undefined;
  readonly ignored: readonly IgnoredKey[];
  readonly notStatic: readonly NotStatic[];
  /** Variables that it may set, which are not in `rule`. */
  readonly unsaid: readonly Unsaid[];
  readonly leftOut: readonly LeftOut[];
}

/** Reads one rule of a carrier. Keys that only policy files have are listed and not taken over. */
export function readCarriedRule(fields: Arguments, shape: Shape): CarriedRule {
  const id = fields.text('name');
  const ignored: IgnoredKey[] = [];
  checkKeys(fields, shape.keys, ruleKeys, shape.what, id?.value, ignored);
  const actions = readActions(fields, shape, id?.value, ignored);
  const enabled = fields.bool('enabled');
  const rule: RuleDefinition = {
    ...noRule,
    range: fields.range,
    id,
    expression: fields.text('expression'),
    description: fields.text('description'),
    productTags: fields.texts('product_tags'),
    disabled: enabled === undefined ? undefined : { value: !enabled.value, range: enabled.range },
    actions,
    ...(shape.keys.includes('filters') ? ofApi(fields) : {}),
  };
  const leftOut = shape.keys.includes('count') ? leftOutOf(fields, 'rule', id?.value) : [];
  if (isNone(fields)) return { rule: undefined, ignored: [], notStatic: [], unsaid: [], leftOut };
  const left = noteUnknown(fields, shape, id?.value);
  const unsaid = unsaidOf(fields, left ? actions : [], shape, id?.value);
  if (!left) return { rule, ignored, notStatic: [], unsaid, leftOut };
  const notStatic = [{ id: id?.value, range: fields.range }];
  return { rule: undefined, ignored, notStatic, unsaid, leftOut: [] };
}

/** `actions`: those of a rule that is left out. An action that is not static may set any variable. */
function unsaidOf(
  fields: Arguments,
  actions: readonly ActionDefinition[],
  { tool }: Shape,
  id: string | undefined,
): readonly Unsaid[] {
  const need = `what ${ruleNamed(id)} sets, which only ${tool} knows`;
  const hidden = fields.keys().some(({ key, value }) => key === 'actions' && value.kind === 'unknown');
  const sets = actions.flatMap(({ set }) => set ?? []);
  return [
    ...sets.map((set): Unsaid => ({ kind: 'variable', name: variableName(set), need })),
    ...(hidden ? [{ kind: 'variable', name: undefined, need } as const] : []),
  ];
}

function ofApi(fields: Arguments): Partial<RuleDefinition> {
  return {
    filters: fields.texts('filters'),
    agentVersion: fields.nonEmpty('agent_version') ?? fields.nonEmpty('agentConstraint'),
    silent: fields.bool('silent'),
    every: fields.nanoseconds('every'),
    groupId: fields.nonEmpty('group_id'),
  };
}

function readActions(
  fields: Arguments,
  shape: Shape,
  rule: string | undefined,
  ignored: IgnoredKey[],
): readonly ActionDefinition[] {
  return fields.mappings('actions').flatMap((action) => {
    return action.kind === 'mapping' ? readAction(fields.inside(action), shape, rule, ignored) : [];
  });
}

/** Nothing where all that it asks for is what the carrier cannot hold. */
function readAction(
  fields: Arguments,
  shape: Shape,
  rule: string | undefined,
  ignored: IgnoredKey[],
): readonly ActionDefinition[] {
  const before = ignored.length;
  checkKeys(fields, shape.action, actionKeys, 'an action', rule, ignored);
  if (shape.action.includes('disabled') && fields.bool('disabled')?.value === true) return [];
  const section = (key: string): Arguments | undefined => {
    const [first] = shape.action.includes(key) ? fields.mappings(key) : [];
    return first?.kind === 'mapping' ? fields.inside(first) : undefined;
  };
  const set = section('set');
  const kill = section('kill');
  const hash = section('hash');
  if (set !== undefined) checkKeys(set, shape.set, setKeys, 'a `set` action', rule, ignored);
  if (kill !== undefined) checkKeys(kill, sectionKeys.kill, ['scope'], 'a `kill` action', rule, ignored);
  if (hash !== undefined)
    checkKeys(hash, sectionKeys.hash, ['max_file_size'], 'a `hash` action', rule, ignored);
  const nothing = set === undefined && kill === undefined && hash === undefined;
  const elsewhere = fields.node('metadata') !== undefined && shape.action.includes('metadata');
  if (nothing && (ignored.length > before || elsewhere)) return [];
  return [
    {
      range: fields.range,
      filter: shape.action.includes('filter') ? fields.nonEmpty('filter') : undefined,
      set: set && readSet(set, shape),
      kill: kill && { range: kill.range, signal: kill.nonEmpty('signal'), scope: undefined, flags: [] },
      hash: hash && { range: hash.range, field: hash.nonEmpty('field'), maxFileSize: undefined },
      coredump: undefined,
      log: undefined,
      networkFilter: undefined,
    },
  ];
}

function readSet(fields: Arguments, shape: Shape): SetDefinition {
  const held = (key: string): boolean => shape.set.includes(key);
  return {
    ...noSet,
    range: fields.range,
    name: fields.nonEmpty('name'),
    value: writtenValue(fields, shape, 'value'),
    field: fields.nonEmpty('field'),
    append: fields.bool('append')?.value ?? false,
    scope: fields.nonEmpty('scope'),
    size: fields.int('size'),
    ttl: fields.nanoseconds('ttl'),
    ...(held('expression') ? { expression: fields.nonEmpty('expression') } : {}),
    ...(held('default_value') ? { defaultValue: writtenValue(fields, shape, 'default_value') } : {}),
    ...(held('inherited') ? { inherited: fields.bool('inherited') } : {}),
  };
}

function writtenValue(fields: Arguments, { textOnly }: Shape, key: string): SetDefinition['value'] {
  const node = fields.node(key);
  // Terraform makes a text of a number or a bool.
  return textOnly && node?.kind === 'scalar' && node.style === 'plain'
    ? withProperties(node, { tag: '!!str' })
    : node;
}

/** Keys of policy files that the carrier has not are noted down; others that it has not are a problem. */
function checkKeys(
  fields: Arguments,
  held: readonly string[],
  inPolicyFiles: readonly string[],
  what: string,
  rule: string | undefined,
  ignored: IgnoredKey[],
): void {
  for (const { key, keyRange } of fields.keys()) {
    if (held.includes(key)) continue;
    if (inPolicyFiles.includes(key)) ignored.push({ key, range: keyRange, rule });
    else fields.note('policy/unknown-key', keyRange, { key, what, hint: didYouMean(key, held) });
  }
}
