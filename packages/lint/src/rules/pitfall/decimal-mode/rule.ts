import type { LintRule } from '../../../contract.ts';
import { ownInts, partsOf } from '../int-operands.ts';

const groups: ReadonlySet<string> = new Set(['File mode constants', 'Inode mode constants']);

/** What people write for modes; as decimal numbers none of them is a mode that anyone uses. */
const modes =
  /^(?:[1-7]?(?:777|775|770|755|750|744|711|700|666|664|660|644|640|600|555|444|440|400|222|111)|[124-7]000)$/;

/** Only a leading 0 makes a number octal (spec/secl.md, Tokens). */
export const decimalMode: LintRule = {
  id: 'pitfall/decimal-mode',
  title: 'Mode without a leading 0',
  level: 'warning',
  needs: 'expression',
  messages: {
    decimal: '`{text}` is decimal, which is 0{octal} as a mode: octal numbers begin with a 0',
  },
  check(expression, { report }) {
    const { at, fix } = expression;
    for (const { leaf, fields } of ownInts(expression)) {
      if (fields.length === 0 || !fields.every(({ field }) => groups.has(field.constants ?? ''))) continue;
      for (const { node } of partsOf(leaf)) {
        if (node.kind !== 'int' || !modes.test(node.text)) continue;
        const { start } = node.span;
        const values = { text: node.text, octal: node.value.toString(8) };
        const mend = fix('suggested', `write 0${node.text}`, [{ span: { start, end: start }, text: '0' }]);
        report(at(node.span), 'decimal', values, { fix: mend });
      }
    }
  },
};
