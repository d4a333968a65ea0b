import type { Finding } from '@secl/lint';
import type { Edit } from '@secl/text';
import type { SetSnapshot } from '../workspace/set-snapshot.ts';

/** Carriers in whose policies a comment is one of YAML. */
const inYaml = ['policy', 'configmap', 'helm'];

/**
 * A comment above the rule or macro that ignores the code in all of it. Errors need a reason to be ignored, so the
 * comment asks for one.
 */
export function ignoreEdit(set: SetSnapshot, finding: Finding): Edit | undefined {
  const { document, range } = finding.place;
  const item = set.items.find(
    ({ carried, definition: { offset, range: own } }) =>
      carried.file.name === document && own.start + offset <= range.start && range.end <= own.end + offset,
  );
  if (item === undefined || finding.category === 'ignore' || !inYaml.includes(item.carried.carrier))
    return undefined;
  const { text } = item.carried;
  const start = item.definition.offset + item.definition.range.start;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const [, indent] = /^( *)- /.exec(text.slice(lineStart)) ?? [];
  // In flow style there is no line of its own.
  if (indent === undefined) return undefined;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return {
    location: { document, range: { start: lineStart, end: lineStart } },
    text: `${indent}# secl-ignore-rule ${finding.code}: say why${lineBreak}`,
  };
}
