import { type Parsed, parseMacro, parseRule } from '@secl/language';
import { type ActionDefinition, locateSpan, type Placed, type Text, variableName } from '@secl/policy';
import type { Location, Span } from '@secl/text';
import type { Item } from '../workspace/set-snapshot.ts';

/** What a text of a rule or macro is for. */
export type Role =
  | 'rule'
  | 'macro'
  | 'action-filter'
  | 'set-expression'
  | 'id'
  | 'variable-name'
  | 'field'
  | 'agent-version'
  | 'filter'
  | 'signal';

/** A text of a definition that means something to us. */
export interface Slot {
  readonly role: Role;
  readonly text: Text;
  readonly item: Item;
  /** Set for the name in a `set`: the name that rules read the variable by. */
  readonly variable?: string;
}

const expressionRoles: readonly Role[] = ['rule', 'macro', 'action-filter', 'set-expression'];

export function isExpression({ role }: Slot): boolean {
  return expressionRoles.includes(role);
}

/** The texts of a rule or macro that the editor understands, in no order. */
export function slotsOf(item: Item): readonly Slot[] {
  const { definition } = item;
  const slots: Slot[] = [];
  const add = (role: Role, text: Text | undefined, variable?: string): void => {
    if (text === undefined || text.scalar.alias !== undefined) return;
    slots.push({ role, text, item, ...(variable === undefined ? {} : { variable }) });
  };
  add('id', definition.id);
  add(item.kind, definition.expression);
  add('agent-version', definition.agentVersion);
  for (const filter of definition.filters) add('filter', filter);
  if (item.kind === 'rule') {
    for (const field of item.definition.limiterToken) add('field', field);
    for (const action of item.definition.actions) addAction(action, add);
  }
  return slots;
}

function addAction(
  { filter, set, kill, hash }: ActionDefinition,
  add: (role: Role, text: Text | undefined, variable?: string) => void,
): void {
  add('action-filter', filter);
  if (set !== undefined) {
    add('set-expression', set.expression);
    add('variable-name', set.name, variableName(set));
    add('field', set.field);
    add('field', set.scopeField);
  }
  add('signal', kill?.signal);
  add('field', hash?.field);
}

/** The text as loading places it. */
export function placed({ text, item }: Slot): Placed<Text> {
  return { file: item.carried.file, offset: item.definition.offset, value: text };
}

export function placeOfSpan(slot: Slot, span: Span): Location {
  return locateSpan(placed(slot), span);
}

const trees = new WeakMap<Text, Parsed>();

/** The tree of an expression. A text is the same object as long as its item is, so each is parsed once. */
export function parsedOf({ role, text }: Pick<Slot, 'role' | 'text'>): Parsed {
  const known = trees.get(text);
  if (known !== undefined) return known;
  const parsed =
    role === 'macro' || role === 'set-expression' ? parseMacro(text.value) : parseRule(text.value);
  trees.set(text, parsed);
  return parsed;
}
