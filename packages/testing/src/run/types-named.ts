import type { CheckScope } from '@secl/language';

/**
 * Tells which of the event types a text speaks of, by the fields that it names: an expression can be about no others. In a
 * string it may name one, too, and is about fewer then.
 */
export function typesNamed(
  types: ReadonlySet<string>,
  { facts, catalogue: { rewrites } }: Pick<CheckScope, 'facts' | 'catalogue'>,
): (text: string) => ReadonlySet<string> {
  const known = new Map<string, string | undefined>();
  const typeOf = (name: string): string | undefined => {
    const field = facts.field(name.replace(iteratorVariables, ''));
    // A field that is not there is about what it would be about: its rule is rejected, which somebody should hear.
    const event = field === undefined ? name.slice(0, name.indexOf('.')) : (field.event ?? '');
    return types.has(event) ? event : undefined;
  };
  return (text) => {
    const found = new Set<string>();
    for (const { prefix, expandsTo } of rewrites)
      if (text.includes(prefix)) for (const { event } of expandsTo) if (types.has(event)) found.add(event);
    for (const name of text.match(dottedNames) ?? []) {
      if (!known.has(name)) known.set(name, typeOf(name));
      const type = known.get(name);
      if (type !== undefined) found.add(type);
    }
    return found;
  };
}

const dottedNames = /[A-Za-z_][A-Za-z0-9_[\]]*\.[A-Za-z0-9_.[\]]+/g;
/** `[A]` of `process.ancestors[A].pid` is no part of the field's name. */
const iteratorVariables = /\[[^\]]*\]/g;
