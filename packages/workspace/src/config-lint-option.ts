import type { OptionKind, OptionValue } from '@secl/lint';
import { asBoolean, asInteger, type Node } from '@secl/text';
import type { ConfigReader } from './config-reader.ts';

export type OptionFacts = Readonly<Record<string, OptionKind>>;

/** The value of an option of a lint rule, of the kind that the rule declares; what is of another kind is noted. */
export function readOptionValue(
  reader: ConfigReader,
  name: string,
  node: Node,
  declared: OptionKind | undefined,
): OptionValue | undefined {
  switch (declared?.kind) {
    case 'flag': {
      const flag = node.kind === 'scalar' ? asBoolean(node) : undefined;
      return flag ?? reader.wrongType(node, name, '`true` or `false`');
    }
    case 'number': {
      const number = node.kind === 'scalar' ? asInteger(node) : undefined;
      return typeof number === 'number' ? number : reader.wrongType(node, name, 'a number');
    }
    case 'text':
      return reader.text(node, name)?.text;
    case 'list':
      return reader.texts(node, name).map(({ text }) => text);
    case undefined:
      return undefined;
  }
}
