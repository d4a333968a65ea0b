import type { Catalogue, Field } from '@secl/model';
import type { Dice } from './dice.ts';
import { literalOf } from './engine-values.ts';

/** The fields that the rules and events of one round are about: few, so that rules meet. */
export interface Pool {
  readonly catalogue: Catalogue;
  readonly eventType: string;
  readonly fields: readonly Field[];
}

const minor = 75;

export function createPool(catalogue: Catalogue, dice: Dice): Pool {
  const facts = catalogue.at(minor);
  const all = catalogue.fieldNames
    .map((name) => facts.field(name))
    .filter((field) => field !== undefined)
    .filter((field) => field.restrictedTo === null);
  const types = [...new Set(all.map((field) => field.event))].filter((type) => type !== null);
  const eventType = dice.pick(types);
  const own = all.filter((field) => field.event === eventType);
  const any = all.filter(
    (field) => field.event === null && /^(process|container|cgroup|event)\./.test(field.name),
  );
  const ancestors = any.filter((field) => field.iterator === 'process.ancestors');
  const others = any.filter((field) => field.iterator === null);
  const fields = [...dice.some(own, 4, 9), ...dice.some(others, 2, 5), ...dice.some(ancestors, 1, 4)];
  return { catalogue, eventType, fields: [...new Set(fields)] };
}

/** The text of a rule. It may be one that does not load. */
export function expressionOf(pool: Pool, dice: Dice, depth = 3): string {
  if (depth === 0 || dice.chance(35)) return leafOf(pool, dice);
  if (dice.chance(12)) return `!(${expressionOf(pool, dice, depth - 1)})`;
  if (dice.chance(4))
    return `(${leafOf(pool, dice)}) == ${dice.pick(['true', 'false', `(${leafOf(pool, dice)})`])}`;
  const parts = dice.some([0], 2, 4).map(() => {
    const part = expressionOf(pool, dice, depth - 1);
    return dice.chance(60) ? `(${part})` : part;
  });
  return parts.reduce((chain, part) => `${chain} ${dice.pick(['&&', '&&', '||'])} ${part}`);
}

function leafOf(pool: Pool, dice: Dice): string {
  if (dice.chance(8)) return dice.pick(variableLeaves)(dice.pick(pool.fields).name);
  const field = dice.pick(pool.fields);
  const name =
    field.iterator === 'process.ancestors' && dice.chance(30)
      ? field.name.replace(/^process\.ancestors\./, 'process.ancestors[A].')
      : field.name;
  const other = dice.pick(pool.fields.filter(({ type }) => type === field.type)).name;
  const literal = (): string => literalOf(field.type, dice);
  const list = (): string => `[ ${dice.some([0], 1, 5).map(literal).join(', ')} ]`;
  switch (field.type) {
    case 'string':
      return dice.pick([
        () => `${name} ${dice.pick(['==', '!=', '=~', '!~'])} ${literal()}`,
        () => `${name} ${dice.pick(['in', 'not in'])} ${list()}`,
        () => `${name} ${dice.pick(['in', 'not in'])} ${list()}`,
        () => `${literal()} ${dice.pick(['==', 'in', 'not in'])} ${name}`,
        () => `${name} ${dice.pick(['==', '!='])} ${other}`,
        () => `${name} in macro_texts`,
        () => `${name}.length ${dice.pick(['>', '==', '<'])} ${dice.pick(['0', '3', '11'])}`,
        () => `process.ancestors.length > ${dice.below(3)}`,
      ])();
    case 'int':
      return dice.pick([
        () => `${name} ${dice.pick(['==', '!=', '<', '<=', '>', '>='])} ${literal()}`,
        () => `${literal()} ${dice.pick(['==', '<', '>='])} ${name}`,
        () => `${name} & ${literal()} ${dice.pick(['> 0', '!= 0', '== 64'])}`,
        () =>
          `${name} ${dice.pick(['+', '-', '|', '^', '&'])} ${other} ${dice.pick(['==', '<', '!='])} ${literal()}`,
        () => `${dice.pick(['-', '^'])}${name} > ${literal()}`,
        () => `${name} ${dice.pick(['in', 'not in'])} ${list()}`,
        () => `${name} ${dice.pick(['<', '>', '<=', '>=', '=='])} ${dice.pick(['1s', '5m', '0ms'])}`,
        () => `${name} - ${other} < 5s`,
        () => `${name} ${dice.pick(['==', '<'])} ${other}`,
      ])();
    case 'bool':
      return dice.pick([
        () => name,
        () => `!${name}`,
        () => `${name} ${dice.pick(['==', '!='])} ${dice.pick(['true', 'false', other])}`,
        () => 'macro_condition',
      ])();
    case 'ip':
      return dice.pick([
        () => `${name} ${dice.pick(['==', '!='])} ${literal()}`,
        () => `${name} ${dice.pick(['in', 'not in', 'allin'])} ${list()}`,
        () => `${name} ${dice.pick(['in', 'not in', 'allin'])} 10.0.0.0/8`,
      ])();
  }
}

const variableLeaves: readonly ((field: string) => string)[] = [
  () => '${process.seen}',
  () => '${seen_once} == true',
  () => '${process.count} > 1',
  (field) => `${field} in \${process.texts}`,
  (field) => `${field} == "\${process.last}"`,
  () => '${process.last} in [ "", ~"/etc/*", "bash" ]',
  (field) => `${field} & \${process.count} > 0`,
];

/** A policy with rules on the pool, macros, and actions that set the variables which rules read. */
export function policyOf(pool: Pool, expressions: readonly string[], dice: Dice): string {
  const nameOfType = (type: Field['type']): string =>
    pool.fields.find((field) => field.type === type && field.iterator === null && !field.array)?.name ??
    'process.pid';
  const text = pool.fields.find((field) => field.type === 'string')?.name ?? 'process.comm';
  const set = (value: object): object => ({ set: { scope: 'process', ...value } });
  const actions: readonly object[] = [
    set({ name: 'seen', value: true, inherited: true }),
    { set: { name: 'seen_once', value: true, default_value: false } },
    set({ name: 'count', expression: '${process.count} + 1', default_value: 0 }),
    set({ name: 'last', field: text, default_value: '' }),
    set({ name: 'texts', field: text, append: true, size: 3, default_value: [] }),
  ];
  const rules = expressions.map((expression, index) => ({
    id: `r${index}`,
    expression,
    ...(index < actions.length && {
      actions: [{ ...actions[index], ...(dice.chance(30) && { filter: `${nameOfType('int')} >= 0` }) }],
    }),
    ...(index >= actions.length && dice.chance(10) && { actions: [dice.pick(actions)] }),
  }));
  const macros = [
    { id: 'macro_texts', expression: '[ "bash", "/etc/passwd", ~"/tmp/**", ~"/home/*/.ssh/*" ]' },
    { id: 'macro_condition', expression: 'process.pid > 1 && process.pid != 64' },
  ];
  return JSON.stringify({ version: '1', macros, rules });
}
