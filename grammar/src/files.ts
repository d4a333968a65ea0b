import { policyWords } from './policy-words.ts';
import { policySchema } from './schemas/policy.ts';
import { testSchema } from './schemas/test.ts';
import { grammars } from './textmate/grammars.ts';

const textOf = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What this room publishes and makes itself, by its path in it: text of the files. */
export const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(grammars).map(([name, grammar]) => [`syntaxes/${name}`, textOf(grammar)] as const),
  ),
  'schemas/policy.schema.json': textOf(policySchema),
  'schemas/test.schema.json': textOf(testSchema),
};

/** What other rooms read of it, by the path from this room. */
export const elsewhere: Readonly<Record<string, string>> = {
  '../packages/language-service/src/data/policy-words.json': textOf(policyWords),
};
