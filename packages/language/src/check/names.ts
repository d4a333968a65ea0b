import {
  type Constant,
  catalogue,
  type Field,
  type FieldType,
  type NameElsewhere,
  nameElsewhere,
  type Platform,
  type Scalar,
} from '@secl/model';
import type { Ident, List, Node } from '../parse/tree.ts';
import { type Context, report } from './context.ts';
import { readOf } from './field-read.ts';
import { suggestName } from './suggest.ts';
import {
  type Condition,
  type FieldRead,
  isCondition,
  type Literal,
  type Operand,
  type Typed,
} from './typed.ts';

/** A name standing alone where a value is due: constant, then macro, then field. */
export function checkIdent(context: Context, node: Ident): Typed | undefined {
  const constant = context.scope.facts.constant(node.name);
  return constant !== undefined
    ? constantValue(node, constant)
    : (macroValue(context, node) ?? checkField(context, node));
}

/** A name to the right of `in`: macro first. */
export function checkArrayIdent(context: Context, node: Ident): Typed | undefined {
  return macroValue(context, node) ?? checkIdent(context, node);
}

function constantValue(node: Node, constant: Constant): Typed {
  const value = constant.value ?? 0;
  if (typeof value === 'boolean') return { kind: 'constant', value, node };
  if (typeof value === 'object') {
    const members = value.map(
      (text): Literal => ({ kind: 'literal', type: 'string', value: text, form: 'plain', node }),
    );
    return { kind: 'values', type: 'string', members, node };
  }
  return { kind: 'literal', type: typeof value === 'string' ? 'string' : 'int', value, form: 'plain', node };
}

function macroValue(context: Context, node: Ident): Typed | undefined {
  const macro = context.scope.macros.get(node.name);
  if (macro === undefined) return undefined;
  const inner = macro.value;
  return isCondition(inner)
    ? ({ kind: 'macro', id: macro.id, inner, node } satisfies Condition)
    : ({ kind: 'macro-operand', id: macro.id, inner, node } satisfies Operand);
}

/** The members of `[ A, B ]`: constants of one type. */
export function checkConstantList(context: Context, list: List): Typed | undefined {
  const members: Literal[] = [];
  let type: FieldType | undefined;
  for (const member of list.members) {
    if (member.kind !== 'ident') return undefined;
    const value = context.scope.facts.constant(member.name)?.value;
    const memberType = typeOfConstant(value);
    type ??= memberType;
    if (
      memberType === undefined ||
      value === undefined ||
      value === null ||
      typeof value === 'object' ||
      memberType !== type
    ) {
      const wanted = type === undefined ? 'a constant' : `a constant of type ${type}`;
      const agent =
        type === undefined
          ? 'array of unsupported identifiers'
          : `can't mix constants types in arrays: \`${member.name}\` is not of type ${type}`;
      return report(context, 'name/constants-mixed', member.span, { name: member.name, wanted }, { agent });
    }
    members.push({ kind: 'literal', type: memberType, value, form: 'plain', node: member });
  }
  return type === undefined ? undefined : { kind: 'values', type, members, node: list };
}

function typeOfConstant(value: Scalar | readonly string[] | null | undefined): FieldType | undefined {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'string':
      return 'string';
    case 'number':
    case 'bigint':
      return 'int';
    default:
      return undefined;
  }
}

/** The last `[` with something between it and a `]`: what agents take for an iterator variable. */
const iteratorVariable = /^(.*)\[([^\]]+)\](.*)$/;

function checkField(context: Context, node: Ident): Operand | undefined {
  const match = node.name.includes('[') ? iteratorVariable.exec(node.name) : null;
  if (match === null) return readField(context, node, node.name, null);
  const [, iterator = '', register = '', rest = ''] = match;
  const iterates = context.scope.facts.iterator(iterator) !== undefined;
  const read = readField(context, node, iterator + rest, iterates ? register : null);
  if (read === undefined) return undefined;
  if (register === '_') {
    const agent = "`_` can't be used as a iterator variable name";
    return report(context, 'name/iterator-underscore', node.span, {}, { agent });
  }
  const known = context.registers.get(register);
  if (known !== undefined && known.iterator !== iterator) {
    const agent = `iterator variable used by different fields '${register}'`;
    const values = { name: iterator, before: known.iterator };
    return report(context, 'name/second-iterated', node.span, values, { agent });
  }
  if (known === undefined) context.registers.set(register, { iterator, node });
  return read;
}

function readField(
  context: Context,
  node: Ident,
  name: string,
  register: string | null,
): Operand | undefined {
  const field = context.scope.facts.field(name);
  if (field === undefined) return unknownName(context, node, name);
  return fieldRead(context, node, field, register);
}

/** Notes the field as used, and says how it is read. */
export function fieldRead(context: Context, node: Node, field: Field, register: string | null): FieldRead {
  context.fields.set(field.name, field);
  return readOf(context.scope.facts, field, node, register);
}

/** Agents quote the name as they looked it up: without an iterator variable. */
function unknownName(context: Context, node: Ident, lookedUp: string): undefined {
  const { name } = node;
  const agent = `field \`${lookedUp}\` not found`;
  const elsewhere = availability(context, name);
  if (elsewhere !== undefined) {
    const values = { name, agent: `7.${context.scope.facts.minor}`, availability: elsewhere };
    return report(context, 'name/not-in-version', node.span, values, { agent, onAgents: [values.agent] });
  }
  const isEventType = context.scope.facts.eventType(name) !== undefined;
  const system = isEventType ? undefined : otherSystem(context.scope.facts.platform, name);
  const foreign =
    isEventType || system !== undefined ? undefined : nameElsewhere(name, context.scope.catalogue);
  const suggestion =
    foreign !== undefined
      ? onlyOne(foreign.fields)
      : isEventType || system !== undefined
        ? undefined
        : suggested(context, name);
  const isWord = /^[A-Za-z0-9_]+$/.test(name);
  const hint = isEventType
    ? ': it is an event type, which a rule takes from its fields'
    : system !== undefined
      ? `: only agents on ${system.name} know it; \`filters: ['os == "${system.platform}"']\` keeps the rule from others`
      : foreign !== undefined
        ? `: ${here(foreign)}`
        : suggestion !== undefined
          ? `: did you mean \`${suggestion}\`?`
          : isWord
            ? `; if it is a text, write \`"${name}"\``
            : '';
  const fix =
    suggestion === undefined
      ? {}
      : {
          fix: {
            title: `use \`${suggestion}\``,
            kind: 'suggested' as const,
            edits: [{ place: node.span, text: suggestion }],
          },
        };
  return report(context, 'name/unknown-field', node.span, { name, hint }, { agent, ...fix });
}

/** `a name of Falco; here it is …`. */
function here({ of, fields, instead }: NameElsewhere): string {
  const named = fields.map((each) => `\`${each}\``).join(' or ');
  return `a name of ${of}; here ${instead ?? `it is ${named}`}`;
}

const onlyOne = ([first, ...others]: readonly string[]): string | undefined =>
  others.length === 0 ? first : undefined;

const systems = [
  { platform: 'linux', name: 'Linux' },
  { platform: 'windows', name: 'Windows' },
] as const;

/** The system that has the field, where this one has it in no version. */
function otherSystem(platform: Platform, name: string): (typeof systems)[number] | undefined {
  if (catalogue(platform).field(name) !== undefined) return undefined;
  return systems.find(
    (each) => each.platform !== platform && catalogue(each.platform).field(name) !== undefined,
  );
}

/** What was probably meant; an iterator variable stays where it is. */
function suggested({ scope }: Context, name: string): string | undefined {
  const match = iteratorVariable.exec(name);
  if (match === null) return suggestName(scope, name);
  const [, iterator = '', register = '', rest = ''] = match;
  const found = suggestName(scope, iterator + rest);
  return found?.startsWith(`${iterator}.`)
    ? `${iterator}[${register}]${found.slice(iterator.length)}`
    : undefined;
}

/** "it exists since 7.57", for a name that other versions have. */
function availability(context: Context, name: string): string | undefined {
  const catalogue = context.scope.catalogue;
  const bare = name.replace(iteratorVariable, '$1$3');
  const field: Field | Constant | undefined =
    catalogue.field(bare) ?? catalogue.constants.find((each) => each.name === bare);
  if (field === undefined) return laterPrefix(context, bare);
  const since = `since 7.${field.since}`;
  return field.until === null ? `it exists ${since}` : `it exists ${since} and until 7.${field.until}`;
}

/** Of `fim.write.file.path` on agents that do not know the prefix yet; where they do, it is written out before this is asked. */
function laterPrefix({ scope: { catalogue, facts } }: Context, name: string): string | undefined {
  const rewrite = catalogue.rewrites.find(
    ({ prefix, since }) => facts.minor < since && name.startsWith(prefix),
  );
  const [first] = rewrite?.expandsTo ?? [];
  if (rewrite === undefined || first === undefined) return undefined;
  const isField = catalogue.field(first.prefix + name.slice(rewrite.prefix.length)) !== undefined;
  return isField ? `it exists since 7.${rewrite.since}` : undefined;
}
