import type { TextDocument } from 'vscode';

/** What policies and their tests stand in. */
const languages: ReadonlySet<string> = new Set(['yaml', 'terraform', 'hcl']);

/** Without an extension for Terraform its files have no language. */
export function mayHoldRules({ languageId, fileName }: TextDocument): boolean {
  return languages.has(languageId) || fileName.endsWith('.tf');
}
