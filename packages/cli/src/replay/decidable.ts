import type { ReplayReport } from '@secl/simulator';
import { forTerminal } from '@secl/text';
import { cells, cut, padEnd } from '../report/cells.ts';
import { count } from '../report/markdown.ts';
import { type Looks, widthOf } from './pretty.ts';
import { listed, together } from './silent.ts';

const shownFields = 6;

/** How many rules these recordings could ever make true, and what the others need. */
export function prettyDecidable({ decidable }: ReplayReport, looks: Looks): string {
  const { canMatch, loaded, missing } = decidable;
  const { paint } = looks;
  if (loaded === 0) return '';
  if (canMatch === loaded)
    return paint.faint(
      `These recordings know enough for ${loaded === 1 ? 'the rule' : `all ${loaded} rules`}\n`,
    );
  const title = paint.strong(`${loaded - canMatch} of ${count(loaded, 'rule')} cannot match here`);
  const rows = together(new Map(missing.map(({ field, rules }) => [field, rules]))).map(({ keys, ids }) => ({
    field: forTerminal(listed(keys)),
    rules: `${count(ids.length, 'rule')}: ${ids.join(', ')}`,
  }));
  const shown = rows.length <= shownFields + 1 ? rows : rows.slice(0, shownFields);
  const width = widthOf(looks);
  const column = Math.min(Math.floor(width / 2), Math.max(...shown.map(({ field }) => cells(field))));
  const lines = shown.map(({ field, rules }) => {
    const left = padEnd(cut(field, column), column);
    return `  ${left}  ${paint.faint(cut(forTerminal(rules), width - column - 4))}\n`;
  });
  const more = rows.length - shown.length;
  const rest = more === 0 ? '' : paint.faint(`  and ${more} more\n`);
  return `${title}${paint.faint(': these recordings do not hold')}\n${lines.join('')}${rest}`;
}
