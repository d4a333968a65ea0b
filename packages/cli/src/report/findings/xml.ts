import { forTerminal } from '@secl/text';
import { create } from 'xmlbuilder2';
import { shown } from './shown.ts';

/** An element with its attributes and what is in it: elements, or text. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[];
  readonly text?: string;
}

type Builder = ReturnType<typeof create>;

/**
 * An XML document. XML 1.0 cannot hold control characters in any way of writing them: they are shown. So are line breaks
 * in attributes, where every reader takes them for blanks.
 */
export function xmlText(root: Element): string {
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  add(document, root);
  return `${document.end({ prettyPrint: true })}\n`;
}

function add(parent: Builder, { name, attributes, children = [], text }: Element): void {
  const lines = Object.entries(attributes).map(([key, value]) => [key, forTerminal(String(value))] as const);
  const element = parent.ele(name, Object.fromEntries(lines));
  if (text !== undefined) element.txt(shown(text));
  for (const child of children) add(element, child);
}
