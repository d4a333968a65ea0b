/**
 * `%{process.file.name}`, which an agent is to fill in: to Terraform it begins a directive, and it knows no such one. That
 * the text is no HCL says nothing to who wrote it.
 */
import type { Problem } from '@secl/text';
import { problem } from '../problem.ts';

/** `%{if …}` and its like are Terraform's. */
const field = /(?<!%)%\{(?!(?:if|else|endif|for|endfor)\b)([A-Za-z_][\w.]*)\}/g;

export interface WrittenField {
  readonly start: number;
  /** `%{process.file.name}`. */
  readonly written: string;
  readonly name: string;
}

/** Fields that an agent is to fill in and that are not escaped for Terraform. */
export function unescapedFields(text: string): readonly WrittenField[] {
  return [...text.matchAll(field)].map(({ index, 0: written, 1: name = '' }) => ({
    start: index,
    written,
    name,
  }));
}

/** What is wrong with the syntax of a file; where such a field is the reason, that, for each in the line. */
export function withDirectives(problems: readonly Problem[], text: string): readonly Problem[] {
  const told = new Set<number>();
  return problems.flatMap((each): readonly Problem[] => {
    const { document, range } = each.place;
    if (each.code !== 'text/hcl-syntax') return [each];
    const { start, line } = lineAt(text, range.start);
    const fields = unescapedFields(line).map((found) => ({ ...found, start: start + found.start }));
    // The place is in the directive, or around it.
    const isReason = fields.some(
      ({ start: at, written }) => at <= range.start && range.start < at + written.length,
    );
    if (!isReason) return [each];
    const fresh = fields.filter(({ start: at }) => !told.has(at));
    for (const { start: at } of fresh) told.add(at);
    return fresh.map(({ start: at, written, name }) => ({
      ...problem(
        'policy/terraform-directive',
        { document, range: { start: at, end: at + written.length } },
        { name },
      ),
      fix: {
        // Terraform stops at it as it is.
        kind: name.includes('.') ? 'safe' : 'suggested',
        title: `write \`%${written}\``,
        edits: [{ place: { document, range: { start: at, end: at } }, text: '%' }],
      },
    }));
  });
}

function lineAt(text: string, position: number): { readonly start: number; readonly line: string } {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  const end = text.indexOf('\n', position);
  return { start, line: text.slice(start, end === -1 ? text.length : end) };
}
