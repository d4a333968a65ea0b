import type { Range } from '@secl/text';
import { header } from './header.ts';

export interface TemplateMistake {
  readonly message: 'no-indent' | 'twice' | 'trimmed' | 'shallow';
  readonly values: Readonly<Record<string, string | number>>;
}

/** What gives text of several lines; control and templates of people's own are left alone. */
const givesText = /^\{\{-?\s*\(?\s*(?:\.Files\.Get|\$?\.Values\.|tpl|toYaml\b)/;

/** What is wrong with an action that stands alone on the first line of a policy's block. */
export function templateMistake(text: string, { start, end }: Range): TemplateMistake | undefined {
  const action = text.slice(start, end);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const [after = ''] = text.slice(end).split('\n', 1);
  if (!givesText.test(action) || before.trim() !== '' || after.trim() !== '') return undefined;
  const above = text.slice(0, lineStart).trimEnd().split('\n').at(-1) ?? '';
  const indentOfKey = header.exec(above)?.[1]?.length;
  if (indentOfKey === undefined) return undefined;
  const [, own, given] = /\|\s*(n?)indent\s+(\d+)\s*-?\}\}$/.exec(action) ?? [];
  const columns = Number(given ?? 0);
  if (given === undefined)
    return /indent/.test(action)
      ? undefined
      : { message: 'no-indent', values: { action, columns: indentOfKey + 2 } };
  if (columns <= indentOfKey) return { message: 'shallow', values: { columns } };
  if (own === 'n') return undefined;
  if (action.startsWith('{{-')) return { message: 'trimmed', values: {} };
  return before === '' ? undefined : { message: 'twice', values: { action, blanks: before.length } };
}
