import type { PlainRule } from './plain-rule.ts';
import { commentLines, map, text, yamlText } from './yaml-text.ts';

/** One rule, without tests: nothing that is converted has any. */
export function ruleFileText({ id, description, expression, comments }: PlainRule): string {
  const body = yamlText(
    map([
      ['name', text(id)],
      description === undefined ? undefined : ['description', text(description)],
      ['expression', text(expression)],
    ]),
  );
  return [...commentLines(comments, '').map((line) => `${line}\n`), body].join('');
}
