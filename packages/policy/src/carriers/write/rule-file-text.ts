import type { PlainRule } from './plain-rule.ts';
import { commentLines, list, map, text, yamlText } from './yaml-text.ts';

/**
 * One rule, with room for its tests: nothing that is converted has any. By this key a file is known for a rule file
 * where nobody names it.
 */
export function ruleFileText({ id, description, expression, comments }: PlainRule): string {
  const body = yamlText(
    map([
      ['name', text(id)],
      description === undefined ? undefined : ['description', text(description)],
      ['expression', text(expression)],
      ['tests', list([])],
    ]),
  );
  return [...commentLines(comments, '').map((line) => `${line}\n`), body].join('');
}
