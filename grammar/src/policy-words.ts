/**
 * What a policy may hold, as data for editors: each key of each mapping with a line about it and the values that it
 * takes. Made from the schema, so that the two never differ.
 */
import { policySchema } from './schemas/policy.ts';

export interface KeyWords {
  readonly about: string;
  /** What can be offered in its place: all there is, or some of it. */
  readonly values?: readonly string[];
  /** Set where other keys stand below it, in lines of their own. */
  readonly opens?: true;
}

type Words = Readonly<Record<string, Readonly<Record<string, KeyWords>>>>;
type Part = Readonly<Record<string, unknown>>;

const part = (of: unknown, key: string): Part => Object(Reflect.get(Object(of), key));
const defined = (name: string): Part => part(part(policySchema, '$defs'), name);
const actions = defined('action');

export const policyWords: Words = {
  policy: wordsOf(policySchema),
  macro: wordsOf(defined('macro')),
  rule: wordsOf(defined('rule')),
  override_options: wordsOf(part(part(defined('rule'), 'properties'), 'override_options')),
  action: wordsOf(actions),
  ...Object.fromEntries(
    Object.entries(part(actions, 'properties'))
      .filter(([, section]) => Reflect.has(Object(section), 'properties'))
      .map(([name, section]) => [name, wordsOf(Object(section))]),
  ),
};

function wordsOf(mapping: Part): Readonly<Record<string, KeyWords>> {
  return Object.fromEntries(
    Object.entries(part(mapping, 'properties'))
      // What is only said to be there is for nobody to write.
      .filter(([, property]) => Object.keys(Object(property)).length > 1)
      .map(([key, property]) => [key, keyWords(Object(property))]),
  );
}

function keyWords(property: Part): KeyWords {
  const values = valuesOf(property) ?? valuesOf(part(property, 'items'));
  return {
    about: String(property.description ?? ''),
    ...(values === undefined ? {} : { values }),
    ...(holdsKeys(property) || holdsKeys(part(property, 'items')) ? { opens: true } : {}),
  };
}

function valuesOf(property: Part): readonly string[] | undefined {
  if (Array.isArray(property.enum)) return property.enum.map(String);
  switch (property.$ref) {
    case '#/$defs/flag':
      return ['true', 'false'];
    case '#/$defs/duration':
      return textsOf(defined('duration').examples);
    default:
      return undefined;
  }
}

function textsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function holdsKeys({ type, $ref }: Part): boolean {
  return type === 'object' || ['macro', 'rule', 'action'].some((name) => $ref === `#/$defs/${name}`);
}
