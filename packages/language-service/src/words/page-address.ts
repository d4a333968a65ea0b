import { lintRules } from '@secl/lint';

const lintCodes: ReadonlySet<string> = new Set(lintRules.map(({ id }) => id));

/** Lint rules and all other problems have their pages in two folders. */
export function pageAddress(documentation: string, code: string): string {
  const folder = lintCodes.has(code) || code.startsWith('ignore/') ? 'lint' : 'problems';
  return `${documentation.replace(/\/$/, '')}/${folder}/${code}.md`;
}
