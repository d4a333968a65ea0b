import { isNull, type Mapping, placeOf } from '@secl/text';
import type {
  ActionDefinition,
  Flag,
  MacroDefinition,
  RuleDefinition,
  SetDefinition,
} from './definitions.ts';
import { FieldsOf, type Notes } from './fields-of.ts';

export const ruleKeys: readonly string[] = [
  'id',
  'version',
  'expression',
  'description',
  'tags',
  'product_tags',
  'agent_version',
  'filters',
  'disabled',
  'combine',
  'override_options',
  'actions',
  'every',
  'limiter_token',
  'silent',
  'group_id',
  'priority',
];
const macroKeys = ['id', 'expression', 'values', 'description', 'agent_version', 'filters', 'combine'];
export const actionKeys: readonly string[] = [
  'filter',
  'set',
  'kill',
  'hash',
  'coredump',
  'log',
  'network_filter',
];
export const setKeys: readonly string[] = [
  'name',
  'value',
  'field',
  'expression',
  'default_value',
  'append',
  'scope',
  'scope_field',
  'size',
  'ttl',
  'private',
  'inherited',
];

const killFlags = ['disable_container_disarmer', 'disable_executable_disarmer'] as const;
const coredumpFlags = ['process', 'mount', 'dentry', 'no_compression'] as const;

function flagsOf(fields: FieldsOf, keys: readonly string[]): readonly Flag[] {
  return keys.flatMap((key) => {
    const said = fields.bool(key);
    return said === undefined ? [] : { key, ...said };
  });
}

export function readRule(mapping: Mapping, offset: number, notes: Notes): RuleDefinition {
  const fields = new FieldsOf(mapping, ruleKeys, 'a rule', notes);
  const options = fields.mapping('override_options');
  return {
    offset,
    range: mapping.range,
    id: fields.text('id'),
    expression: fields.text('expression'),
    description: fields.text('description'),
    version: fields.text('version'),
    agentVersion: fields.text('agent_version'),
    filters: fields.texts('filters') ?? [],
    tags: readTags(fields, notes),
    productTags: fields.texts('product_tags') ?? [],
    disabled: fields.bool('disabled'),
    combine: fields.text('combine'),
    overrideFields:
      options === undefined
        ? []
        : (new FieldsOf(options, ['fields'], '`override_options`', notes).texts('fields') ?? []),
    actions: fields.mappings('actions').map((action) => readAction(action, notes)),
    every: fields.duration('every'),
    limiterToken: fields.texts('limiter_token') ?? [],
    silent: fields.bool('silent'),
    groupId: fields.text('group_id'),
    priority: fields.int('priority'),
  };
}

function readTags(fields: FieldsOf, notes: Notes): RuleDefinition['tags'] {
  const tags = fields.mapping('tags');
  if (tags === undefined) return [];
  const texts = new FieldsOf(
    tags,
    tags.entries.map(({ key }) => key.value),
    'tags',
    notes,
  );
  // Agents pass over a key that is null.
  const named = tags.entries.filter(({ key }) => !isNull(key));
  return named.map(({ key, value }) => ({
    key: key.value,
    value: texts.text(key.value)?.value ?? '',
    range: { start: placeOf(key).start, end: placeOf(value).end },
  }));
}

export function readMacro(mapping: Mapping, offset: number, notes: Notes): MacroDefinition {
  const fields = new FieldsOf(mapping, macroKeys, 'a macro', notes);
  return {
    offset,
    range: mapping.range,
    id: fields.text('id'),
    expression: fields.text('expression'),
    values: fields.texts('values'),
    description: fields.text('description'),
    agentVersion: fields.text('agent_version'),
    filters: fields.texts('filters') ?? [],
    combine: fields.text('combine'),
  };
}

function readAction(mapping: Mapping, notes: Notes): ActionDefinition {
  const fields = new FieldsOf(mapping, actionKeys, 'an action', notes);
  const section = (key: string, keys: readonly string[]): FieldsOf | undefined => {
    const inner = fields.mapping(key);
    return inner === undefined ? undefined : new FieldsOf(inner, keys, `a \`${key}\` action`, notes);
  };
  const set = section('set', setKeys);
  const kill = section('kill', ['signal', 'scope', ...killFlags]);
  const hash = section('hash', ['field', 'max_file_size']);
  const coredump = section('coredump', coredumpFlags);
  const log = section('log', ['level', 'message']);
  const network = section('network_filter', ['filter', 'policy', 'scope']);
  return {
    range: mapping.range,
    filter: fields.text('filter'),
    set: set === undefined ? undefined : readSet(set),
    kill: kill && {
      range: kill.range,
      signal: kill.text('signal'),
      scope: kill.text('scope'),
      flags: flagsOf(kill, killFlags),
    },
    hash: hash && { range: hash.range, field: hash.text('field'), maxFileSize: hash.int('max_file_size') },
    coredump: coredump && { range: coredump.range, flags: flagsOf(coredump, coredumpFlags) },
    log: log && { range: log.range, level: log.text('level'), message: log.text('message') },
    networkFilter: network && {
      range: network.range,
      filter: network.text('filter'),
      policy: network.text('policy'),
      scope: network.text('scope'),
    },
  };
}

function readSet(fields: FieldsOf): SetDefinition {
  return {
    range: fields.range,
    name: fields.text('name'),
    value: fields.node('value'),
    field: fields.text('field'),
    expression: fields.text('expression'),
    defaultValue: fields.node('default_value'),
    append: fields.bool('append')?.value ?? false,
    scope: fields.text('scope'),
    scopeField: fields.text('scope_field'),
    size: fields.int('size'),
    ttl: fields.duration('ttl'),
    private: fields.bool('private'),
    inherited: fields.bool('inherited'),
  };
}
