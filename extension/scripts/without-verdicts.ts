/**
 * A schema for an editor in which our language server judges, too: it keeps what offers and explains keys and values, and leaves
 * out what would only say again that something is missing, unknown or malformed.
 */
export function withoutVerdicts(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutVerdicts);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]: readonly [string, unknown]) => {
      if (verdicts.has(key) || (key === 'additionalProperties' && value === false)) return [];
      if (names.has(key)) return [[key, ofEach(value)]];
      if (texts.has(key)) return [[key, value]];
      // Less is said by each of the alternatives, so that several may fit.
      return [[key === 'oneOf' ? 'anyOf' : key, withoutVerdicts(value)]];
    }),
  );
}

const verdicts = new Set([
  'required',
  'dependentRequired',
  'not',
  'if',
  'then',
  'else',
  'pattern',
  'format',
  'minimum',
  'propertyNames',
]);

/** Below these stand names that people chose, and schemas. */
const names = new Set(['properties', 'patternProperties', '$defs', 'definitions']);

/** Below these stand values. */
const texts = new Set(['enum', 'const', 'default', 'examples', 'defaultSnippets']);

function ofEach(value: unknown): unknown {
  return Object.fromEntries(
    Object.entries(Object(value)).map(([name, schema]) => [name, withoutVerdicts(schema)]),
  );
}
