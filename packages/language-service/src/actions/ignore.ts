import type { Finding } from '@secl/lint';
import type { Edit } from '@secl/text';
import { isExpression, slotsOf } from '../view/slots.ts';
import type { Item, SetSnapshot } from '../workspace/set-snapshot.ts';

/** Carriers in whose policies a comment is one of YAML. */
const inYaml = ['policy', 'configmap', 'helm'];

export interface Ignoring {
  readonly title: string;
  readonly edit: Edit;
}

/**
 * Comments that ignore a finding: where it is, in its rule or macro, in its file. Errors need a reason to be ignored, so
 * each asks for one.
 */
export function ignorings(set: SetSnapshot, finding: Finding): readonly Ignoring[] {
  const { document, range } = finding.place;
  const carried = set.carried.find(({ file }) => file.name === document);
  if (finding.category === 'ignore' || carried === undefined || !inYaml.includes(carried.carrier)) return [];
  const item = set.items.find(
    (each) =>
      each.carried === carried &&
      each.definition.range.start + each.definition.offset <= range.start &&
      range.end <= each.definition.range.end + each.definition.offset,
  );
  const { text } = carried;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const above = (reach: string, where: string, at: number, indent: string): Ignoring => ({
    title: `ignore \`${finding.code}\` ${where}, with a reason`,
    edit: {
      location: { document, range: { start: at, end: at } },
      text: `${indent}# secl-ignore-${reach} ${finding.code}: say why${lineBreak}`,
    },
  });
  const found: Ignoring[] = [];
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  if (item === undefined || takesComment(item, lineStart)) {
    const indent = /^ */.exec(text.slice(lineStart))?.[0] ?? '';
    found.push(above('next', 'on this line', lineStart, indent));
  }
  if (item !== undefined) {
    const start = item.definition.offset + item.definition.range.start;
    const itemLine = text.lastIndexOf('\n', start - 1) + 1;
    const [, indent] = /^( *)- /.exec(text.slice(itemLine)) ?? [];
    // In flow style there is no line of its own.
    if (indent !== undefined) found.push(above('rule', `in this ${item.kind}`, itemLine, indent));
  }
  found.push(above('file', 'in this file', 0, ''));
  return found;
}

/** Whether a line above can hold a comment: inside of a text it can where each line stands for itself. */
function takesComment(item: Item, lineStart: number): boolean {
  const local = lineStart - item.definition.offset;
  const around = slotsOf(item).find(
    ({ text: { scalar } }) => scalar.range.start < local && local < scalar.range.end,
  );
  return around === undefined || (isExpression(around) && around.text.scalar.style === 'literal');
}
