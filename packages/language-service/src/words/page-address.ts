import { lintRules, pageOfCode } from '@secl/lint';

const lintCodes: ReadonlySet<string> = new Set(lintRules.map(({ id }) => id));

/** Lint rules and all other problems have their pages in two folders. */
export function pageAddress(documentation: string, code: string): string {
  const folder = lintCodes.has(code) || code.startsWith('ignore/') ? 'lint' : 'problems';
  return `${documentation.replace(/\/$/, '')}/${folder}/${code}.md`;
}

const known = new Map<string, boolean>();

/** Asked of every diagnostic at every keystroke. */
export function hasPage(code: string): boolean {
  const has = known.get(code) ?? pageOfCode(code) !== undefined;
  known.set(code, has);
  return has;
}
