/** What a rule says that is known only when its tool runs: one note a rule, however much of it that is. */
import type { Range } from '@secl/text';
import type { Argument, Arguments } from './arguments.ts';
import type { Shape } from './carried-rule.ts';

/** What a rule cannot be judged without. */
const decisive = ['name', 'expression', 'filters', 'agent_version'];
/** Whether it is there, and how often. */
const presence = ['enabled', 'count', 'for_each'];
const withoutEffect = ['policy_id', 'depends_on', 'provider', 'provisioner', 'connection', 'lifecycle'];

/** A value that is not static. */
interface Hidden {
  readonly key: string;
  readonly range: Range;
}

/** Says all that is not static of a rule; gives whether the rule is left out for it. */
export function noteUnknown(fields: Arguments, shape: Shape, id: string | undefined): boolean {
  const hidden = fields.keys().flatMap((argument) => hiddenIn(argument, fields, shape));
  const deciding = hidden.filter(({ key }) => decisive.includes(key));
  const isLeft = deciding.length > 0;
  // For a rule that is left out it is enough to say why.
  const said = isLeft ? deciding : hidden;
  const [first, ...more] = said;
  if (first === undefined) return false;
  const effect = `${ruleNamed(id)} is ${isLeft ? 'left out' : `read ${howRead(said)}`}`;
  const related = more.map(({ key, range }) => ({ message: `\`${key}\``, range }));
  const values = { ...inWords(said), tool: shape.tool, effect };
  fields.note('policy/not-static', first.range, values, related);
  return isLeft;
}

function hiddenIn({ key, value }: Argument, fields: Arguments, shape: Shape): readonly Hidden[] {
  if (withoutEffect.includes(key) || !shape.keys.includes(key)) return [];
  // What is repeated is no more static where it is said how often.
  const repeated = key === 'for_each' || (key === 'count' && fields.int(key)?.value !== 1);
  return value.kind === 'unknown' || repeated ? [{ key, range: value.range }] : [];
}

/** `\`description\`, a part of \`actions\` and what comes of \`count\``, and its verb. */
function inWords(hidden: readonly Hidden[]): { readonly what: string; readonly is: string } {
  const keys = (wanted: (key: string) => boolean): readonly string[] =>
    [...new Set(hidden.map(({ key }) => key))].filter(wanted).map((key) => `\`${key}\``);
  const there = keys((key) => presence.includes(key));
  const actions = actionsIn(hidden);
  const parts = [
    ...keys((key) => !presence.includes(key) && key !== 'actions'),
    ...(actions > 0 ? [`${actions > 1 ? 'parts' : 'a part'} of \`actions\``] : []),
    ...(there.length > 0 ? [`what comes of ${listed(there)}`] : []),
  ];
  return { what: listed(parts), is: parts.length > 1 || actions > 1 ? 'are' : 'is' };
}

/** What is made of the rule all the same. */
function howRead(hidden: readonly Hidden[]): string {
  const left = hidden.filter(({ key }) => !presence.includes(key));
  const once = 'as if it were there once';
  if (left.length < hidden.length) return left.length === 0 ? once : `${once}, and without the rest`;
  const onlyActions = actionsIn(left) === left.length;
  if (left.length === 1) return `without ${onlyActions ? 'this action' : 'it'}`;
  return `without ${onlyActions ? 'these actions' : 'them'}`;
}

const actionsIn = (hidden: readonly Hidden[]): number => hidden.filter(({ key }) => key === 'actions').length;

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

export const ruleNamed = (id: string | undefined): string =>
  id === undefined ? 'the rule' : `the rule \`${id}\``;
