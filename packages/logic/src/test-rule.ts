import {
  builtinVariables,
  type CheckedMacro,
  type Condition,
  checkMacro,
  checkRule,
  parseMacro,
  parseRule,
  type Tree,
  type VariableType,
} from '@secl/language';
import { catalogue, type Facts, type Platform } from '@secl/model';

export interface TestRule {
  readonly condition: Condition;
  readonly eventType: string;
  readonly iterator: string | undefined;
  readonly tree: Tree;
  readonly facts: Facts;
}

interface Options {
  readonly macros?: Readonly<Record<string, string>>;
  readonly platform?: Platform;
  readonly minor?: number;
}

/** A rule that agents accept: 7.68 on Linux where nothing else is said. */
export function rule(
  expression: string,
  { macros = {}, platform = 'linux', minor = 68 }: Options = {},
): TestRule {
  const facts = catalogue(platform).at(minor);
  const known = new Map<string, CheckedMacro>();
  const scope = {
    catalogue: catalogue(platform),
    facts,
    macros: known,
    variables: new Map<string, VariableType>([
      ...builtinVariables,
      ['seen', { type: 'bool', array: false }],
      ['process.last', { type: 'string', array: false }],
      ['process.texts', { type: 'string', array: true }],
    ]),
  };
  for (const [id, text] of Object.entries(macros)) {
    const { macro, problems } = checkMacro(id, parseMacro(text), scope);
    if (macro === undefined) throw new Error(`${id}: ${problems[0]?.message}`);
    known.set(id, macro);
  }
  const parsed = parseRule(expression);
  const { condition, eventType, iterator, problems } = checkRule(parsed, scope);
  if (condition === undefined) throw new Error(`${expression}: ${problems[0]?.message}`);
  return { condition, eventType, iterator, tree: parsed.tree, facts };
}
