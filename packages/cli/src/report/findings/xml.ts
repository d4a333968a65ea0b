import { forTerminal } from '@secl/text';
import { create } from 'xmlbuilder2';

/** An element with its attributes and what is in it: elements, or text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[];
  readonly text?: string;
}

type Builder = ReturnType<typeof create>;

/**
 * An XML document. Control characters, which XML 1.0 cannot hold in any way of writing them and which arguments of
 * processes are full of, are shown as everywhere else: `\x1b`.
 */
export function xmlText(root: Element): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  add(document, root);
  return `${document.end({ prettyPrint: true })}\n`;
}

function add(parent: Builder, { name, attributes, children = [], text }: Element): void {
  const shown = Object.entries(attributes).map(([key, value]) => [key, legal(String(value))] as const);
  const element = parent.ele(name, Object.fromEntries(shown));
  if (text !== undefined) element.txt(legal(text));
  for (const child of children) add(element, child);
}

function legal(text: string): string {
  return text.split('\n').map(forTerminal).join('\n');
}
