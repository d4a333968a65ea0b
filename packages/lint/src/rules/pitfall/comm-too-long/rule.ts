import { byteLength } from '@secl/language';
import type { LintRule } from '../../../contract.ts';
import { isPattern, type OwnText, ownTexts, within } from '../own-texts.ts';

/** What the Linux kernel keeps of a command's name: 16 bytes, the last of them the end (`TASK_COMM_LEN`). */
const longest = 15;

export const commTooLong: LintRule = {
  id: 'pitfall/comm-too-long',
  title: '`comm` longer than 15 characters',
  level: 'warning',
  needs: 'expression',
  messages: {
    long: '`{field}` holds at most 15 bytes, so `{value}`, which needs {length}, matches nothing',
  },
  check(expression, { report }) {
    if (expression.facts.platform === 'windows') return;
    for (const text of ownTexts(expression)) {
      const { field, value, literal } = text;
      if (field === undefined || !/(^|\.)comm$/.test(field.name) || literal.form === 'regexp') continue;
      const length = byteLength(isPattern(text) ? value.replaceAll('*', '') : value);
      if (length <= longest) continue;
      const end = canBeCut(text) ? [{ span: within(text, longest, value.length), text: '' }] : [];
      report(
        expression.at(text.whole),
        'long',
        { field: field.name, value, length },
        { fix: end.length === 0 ? undefined : expression.fix('suggested', 'keep 15 characters', end) },
      );
    }
  },
};

function canBeCut({ value }: OwnText): boolean {
  return /^[\x20-\x7e]+$/.test(value) && !value.includes('*');
}
