import type { StringLiteral } from '../parse/tree.ts';
import { type Context, mismatch, report } from './context.ts';
import { fieldRead } from './names.ts';
import { checkVariable } from './operands.ts';
import type { FieldRead, Template, VariableRead } from './typed.ts';
import { languageVersions } from './versions.ts';

/** Between the braces of a variable may stand anything; what is no name is the name of an unknown variable. */
const inserted = /\$\{([^}]*)\}|%\{([A-Za-z_][A-Za-z0-9_.[\]]*)\}/g;

/**
 * A string with `${variable}` in it, or `%{field}` where the agent knows that. undefined for a plain string, and where a
 * variable is unknown: then the problem is reported, and the text counts as plain.
 */
export function checkTemplate(context: Context, node: StringLiteral): Template | undefined {
  if (!node.value.includes('{')) return undefined;
  const fields = context.scope.facts.minor >= languageVersions.fieldsInStrings;
  const parts: (string | VariableRead | FieldRead)[] = [];
  let last = 0;
  for (const match of node.value.matchAll(inserted)) {
    const [whole, variable, field] = match;
    if (variable === undefined && !fields) continue;
    const part =
      variable === undefined ? readField(context, node, field ?? '') : checkVariable(context, node, variable);
    if (part === undefined) return undefined;
    if (part.type === 'bool' || part.type === 'ip') {
      const agent = `${part.kind} type not supported '${variable ?? field ?? ''}'`;
      mismatch(context, node, 'a string with ints and strings in it', agent, part);
      return undefined;
    }
    if (match.index > last) parts.push(node.value.slice(last, match.index));
    parts.push(part);
    last = match.index + whole.length;
  }
  if (parts.length === 0) return undefined;
  if (last < node.value.length) parts.push(node.value.slice(last));
  return { kind: 'template', type: 'string', array: false, parts, node };
}

function readField(context: Context, node: StringLiteral, name: string): FieldRead | undefined {
  const field = context.scope.facts.field(name);
  if (field === undefined) {
    return report(
      context,
      'name/unknown-field',
      node.span,
      { name, hint: '' },
      { agent: `field \`${name}\` not found` },
    );
  }
  return fieldRead(context, node, field, null);
}
