import { type Disposable, extensions, IndentAction, languages } from 'vscode';
import { enterRules } from './enter-rules.ts';
import { yamlExtension } from './options.ts';

/** Rules for Enter, where the YAML extension does not bring its own: they are for all YAML. */
export function typing(): readonly Disposable[] {
  if (extensions.getExtension(yamlExtension) !== undefined) return [];
  const onEnterRules = enterRules.map(({ before, indent, append }) => ({
    beforeText: before,
    action: { indentAction: indent ? IndentAction.Indent : IndentAction.None, appendText: append },
  }));
  return [languages.setLanguageConfiguration('yaml', { onEnterRules })];
}
