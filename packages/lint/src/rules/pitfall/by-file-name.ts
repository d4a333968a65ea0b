import type { Fix, Location } from '@secl/text';
import type { LintedExpression } from '../../view/linted.ts';
import type { OwnText } from './own-texts.ts';

/** Asks for the name of the file in place of its path; nothing where that takes more than a look at one comparison. */
export function byFileName(
  { facts, source, fix }: LintedExpression,
  { test, listed, whole, literal }: OwnText,
  name: string,
): Fix<Location> | undefined {
  const left = test?.left;
  if (listed || left?.kind !== 'field' || left.node.kind !== 'ident' || name.includes('/')) return undefined;
  const written = source(left.node.span);
  if (!written.endsWith('.path')) return undefined;
  const field = written.replace(/path$/, 'name');
  if (facts.field(field.replace(/\[\w+\]/, '')) === undefined) return undefined;
  const sign = name.includes('*') && literal.form === 'pattern' ? '~' : '';
  return fix('suggested', `compare \`${field}\``, [
    { span: left.node.span, text: field },
    { span: whole, text: `${sign}"${name}"` },
  ]);
}
