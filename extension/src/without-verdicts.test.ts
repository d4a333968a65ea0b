import { expect, it } from 'vitest';
import { withoutVerdicts } from '../scripts/without-verdicts.ts';

it('a schema without verdicts has every key, value and explanation', () => {
  const rule = {
    type: 'object',
    description: 'One rule.',
    properties: {
      id: { type: 'string', description: 'Its name.', pattern: '^\\w+$' },
      kind: { enum: ['a', 'b'] },
      every: {
        oneOf: [
          { type: 'integer', minimum: 1 },
          { type: 'string', format: 'duration' },
        ],
      },
      tags: { type: 'object', additionalProperties: { type: 'string' } },
    },
    required: ['id'],
    additionalProperties: false,
    if: { properties: { kind: { const: 'a' } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
    then: { required: ['every'] },
  };
  expect(withoutVerdicts(rule)).toEqual({
    type: 'object',
    description: 'One rule.',
    properties: {
      id: { type: 'string', description: 'Its name.' },
      kind: { enum: ['a', 'b'] },
      every: { anyOf: [{ type: 'integer' }, { type: 'string' }] },
      tags: { type: 'object', additionalProperties: { type: 'string' } },
    },
  });
});

it('a key that is called as a word of the schema language stays', () => {
  const schema = { properties: { required: { type: 'boolean' }, format: { type: 'string' } } };
  expect(withoutVerdicts(schema)).toEqual(schema);
});
