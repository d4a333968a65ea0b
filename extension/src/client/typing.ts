import { type Disposable, extensions, IndentAction, languages, type OnEnterRule } from 'vscode';
import { yamlExtension } from './options.ts';

const key = String.raw`(?:[\w.$-]+|"[^"]*"|'[^']*')`;
const opens = String.raw`\s*(?:[|>][-+\d]*)?\s*$`;

/**
 * Where the next line begins after Enter in YAML: below the key of a list item, not below its dash, and one step further in
 * where that key opens something.
 */
export const enterRules: readonly OnEnterRule[] = [
  {
    beforeText: new RegExp(`^\\s*-\\s+${key}:${opens}`),
    action: { indentAction: IndentAction.Indent, appendText: '  ' },
  },
  {
    beforeText: new RegExp(`^\\s*-\\s+${key}:\\s`),
    action: { indentAction: IndentAction.None, appendText: '  ' },
  },
  {
    beforeText: new RegExp(`^\\s*${key}:\\s*[|>][-+\\d]*\\s*$`),
    action: { indentAction: IndentAction.Indent },
  },
];

/** The YAML extension brings rules of its own, which are for all YAML. */
export function typing(): readonly Disposable[] {
  if (extensions.getExtension(yamlExtension) !== undefined) return [];
  return [languages.setLanguageConfiguration('yaml', { onEnterRules: [...enterRules] })];
}
