import type { Standing } from '../positioned-node.ts';

const indicators = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?=[\s,[\]{}]|$)/;
const nulls: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);

/**
 * Whether YAML reads a text of one line, without any quotes, as that text and no more: no key, no comment, no
 * indicator, no null. What type a key makes of it is another question (see `typed.ts`).
 */
export function isPlainText(text: string, standing: Standing): boolean {
  if (nulls.has(text) || text.trim() !== text || /[\n\r]/.test(text)) return false;
  if (indicators.test(text) || /^(?:---|\.\.\.)(?:\s|$)/.test(text)) return false;
  if (/:(?=\s|$)|\s#/.test(text)) return false;
  if (text === '<<' && standing === 'key') return false;
  return standing === 'block' || !/[,[\]{}]|^[-?:]|:$/.test(text);
}
