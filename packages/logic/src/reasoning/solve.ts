/**
 * An event that makes a condition true. Each way in which nothing contradicts is tried: values are picked that pass the
 * tests of every term, and the caller says whether the condition is true with them, since fields may be tied to each other
 * in ways that are not known here.
 */
import type { Condition } from '@secl/language';
import type { FieldType, Scalar } from '@secl/model';
import { leaves, readsOf } from '../leaves.ts';
import { type Example, exampleOf } from './example.ts';
import { formulaOf, isTooLong, type Proposition } from './proposition.ts';
import { eachOpenEnd } from './refute.ts';
import { ownNaming } from './term.ts';

/** So many ways are tried. */
const ways = 50;

/** undefined where none was found, which proves nothing. */
export function solve(
  { condition, eventType, iterator }: Proposition,
  isTrue: (example: Example) => boolean,
): Example | undefined {
  if (isTooLong(condition)) return undefined;
  const naming = ownNaming(eventType, 'one');
  let found: Example | undefined;
  let left = ways;
  eachOpenEnd([formulaOf(condition, true, naming)], (known) => {
    const example = exampleOf(known, iterator);
    found = example && (isTrue(example) ? example : varied(example, condition, isTrue));
    left--;
    return found !== undefined || left === 0;
  });
  return found;
}

/**
 * The example with other values than zero, all different, in the fields of which it says nothing: what is calculated or
 * compared with another field is more often true of them.
 */
function varied(
  example: Example,
  condition: Condition,
  isTrue: (example: Example) => boolean,
): Example | undefined {
  const fields = new Map(example.fields);
  const variables = new Map(example.variables);
  for (const leaf of leaves(condition)) {
    for (const read of readsOf(leaf)) {
      if (read.kind === 'variable') {
        if (!variables.has(read.name) && !read.array)
          variables.set(read.name, unusual(read.type, variables.size));
        continue;
      }
      const { name, iterator, lengthOf } = read.field;
      const isStored = iterator === null && lengthOf === null && !read.array;
      if (isStored && !fields.has(name)) fields.set(name, unusual(read.type, fields.size));
    }
  }
  const added = fields.size + variables.size - example.fields.size - example.variables.size;
  const other = { ...example, fields, variables };
  return added > 0 && isTrue(other) ? other : undefined;
}

function unusual(type: FieldType, index: number): Scalar {
  switch (type) {
    case 'int':
      return index + 1;
    case 'bool':
      return false;
    case 'string':
      return `x${index}`;
    case 'ip':
      return `192.0.2.${index % 256}`;
  }
}
