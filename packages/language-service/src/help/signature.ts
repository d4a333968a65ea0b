/** What belongs where somebody writes: the members of a list, the signs of a pattern, the keys of an action. */
import type { ParameterInformation, SignatureHelp } from 'vscode-languageserver-types';
import { expressionAt } from '../completion/complete.ts';
import { openAt } from '../completion/open-list.ts';
import { yamlContext } from '../completion/yaml-context.ts';
import type { DocumentContext } from '../context.ts';
import { knownTo } from '../hover.ts';
import { type Cursor, cursorAt, inYaml } from '../view/cursor.ts';
import { fieldOf } from '../view/field-name.ts';
import { actionSignature } from './action-signature.ts';
import { listSignature } from './list-signature.ts';
import { textSignature } from './text-signature.ts';

/** A signature before it is told to a client. */
export interface Signature {
  /** What is shown: the parts with what stands before, between and behind them. */
  readonly before: string;
  readonly between: string;
  readonly behind: string;
  /** Markdown. */
  readonly about: string;
  /** Each with a line of Markdown. */
  readonly parts: readonly { readonly label: string; readonly about: string }[];
  /** Index of the part that is being written; undefined where it is none of them. */
  readonly active: number | undefined;
}

export function signatureAt(context: DocumentContext, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(context, offset);
  if (cursor === undefined) return undefined;
  const signature = inExpression(cursor) ?? inAction(cursor);
  return signature === undefined ? undefined : helpOf(signature);
}

function inExpression(cursor: Cursor): Signature | undefined {
  const found = expressionAt(cursor);
  if (found === undefined) return undefined;
  const { slot, blanks } = found;
  const text = blanks === '' ? slot.text.value.slice(0, cursor.at) : slot.text.value + blanks;
  const open = openAt(text);
  if (open === undefined) return undefined;
  const field = fieldOf(open.of, knownTo(cursor).facts);
  return open.member === undefined ? textSignature(open, field) : listSignature(open, field);
}

function inAction({ carried, offset }: Cursor): Signature | undefined {
  if (!inYaml(carried)) return undefined;
  const yaml = yamlContext(carried.text, offset);
  return yaml && actionSignature(yaml);
}

function helpOf({ before, between, behind, about, parts, active }: Signature): SignatureHelp {
  let label = before;
  const parameters: ParameterInformation[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) label += between;
    const start = label.length;
    label += part.label;
    parameters.push({
      label: [start, label.length],
      documentation: { kind: 'markdown', value: part.about },
    });
  }
  // Beyond the last one, clients mark none.
  const activeParameter = active ?? parts.length;
  const documentation = { kind: 'markdown', value: about } as const;
  return {
    signatures: [{ label: label + behind, documentation, parameters, activeParameter }],
    activeSignature: 0,
    activeParameter,
  };
}
