/** Block YAML of the few shapes that tests have. Every text decodes to what it was. */
import { writeScalar } from '@secl/text';

export type Yaml = Text | Plain | readonly Yaml[] | YamlMap;

/** A text: written without quotes where it stays one. */
export interface Text {
  readonly text: string;
}

/** A number, a word or constants, that are no text and stand as they are. */
export interface Plain {
  readonly plain: string;
}

export interface YamlMap {
  readonly pairs: readonly (readonly [key: string, value: Yaml])[];
}

export const text = (value: string): Text => ({ text: value });
export const plain = (value: string | number | bigint | boolean): Plain => ({ plain: String(value) });
export const map = (...pairs: readonly (readonly [string, Yaml])[]): YamlMap => ({ pairs });

/** The lines of a value whose first column is `column`. */
export function yamlLines(value: Yaml, column = 0): readonly string[] {
  const indent = ' '.repeat(column);
  if (isList(value)) {
    return value.flatMap((item) => {
      const [first = '', ...rest] = isFlat(item) ? [flat(item, column)] : yamlLines(item, column + 2);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (!('pairs' in value)) return [indent + flat(value, column)];
  return value.pairs.flatMap(([key, inner]) => {
    const name = scalar(key, column, 'key');
    if (isFlat(inner)) return [`${indent}${name}: ${flat(inner, column)}`];
    return [`${indent}${name}:`, ...yamlLines(inner, column + 2)];
  });
}

const isList = (value: Yaml): value is readonly Yaml[] => Array.isArray(value);

/** What stands on the line of its key: scalars, lists of them. */
function isFlat(value: Yaml): boolean {
  if (isList(value)) return value.every((each) => !isList(each) && !('pairs' in each));
  return !('pairs' in value) || value.pairs.length === 0;
}

function flat(value: Yaml, column: number): string {
  if (isList(value)) {
    const items = value.map((each) =>
      'text' in each ? scalar(each.text, column, 'flow') : flat(each, column),
    );
    return `[${items.join(', ')}]`;
  }
  if ('pairs' in value) return '{}';
  return 'plain' in value ? value.plain : scalar(value.text, column, 'block');
}

function scalar(value: string, column: number, standing: 'block' | 'flow' | 'key'): string {
  return writeScalar(value, { style: 'plain', parentIndent: column, standing }).text;
}
