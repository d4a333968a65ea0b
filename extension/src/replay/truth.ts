import type { Truth } from '@secl/language-server';
import { ThemeColor, ThemeIcon } from 'vscode';

/** How true, false and unknown look, everywhere: in colours that can be read as text in light and in dark themes. */
export const colors: Readonly<Record<Truth, ThemeColor>> = {
  true: new ThemeColor('gitDecoration.addedResourceForeground'),
  false: new ThemeColor('errorForeground'),
  unknown: new ThemeColor('editorWarning.foreground'),
};

const icons: Readonly<Record<Truth, string>> = { true: 'pass', false: 'error', unknown: 'question' };

export function truthIcon(truth: Truth): ThemeIcon {
  return new ThemeIcon(icons[truth], colors[truth]);
}

/** For what triggers something. */
export const flame = new ThemeIcon('flame', new ThemeColor('problemsWarningIcon.foreground'));
