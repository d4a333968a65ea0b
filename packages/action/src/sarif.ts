import { parseJson } from '@secl/text';
import { pathFromRoot } from './lint-report.ts';

/** The report with addresses of files from the root of the repository, which code scanning takes them from. */
export function sarifFromRoot(text: string, directory: string): string | undefined {
  const parsed = parseJson(text);
  if (!parsed.ok) return undefined;
  if (directory === '.') return text;
  const folder = directory.split('/').map(encodeURIComponent).join('/');
  return `${JSON.stringify(moved(parsed.value, folder), undefined, 2)}\n`;
}

function moved(value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((each) => moved(each, folder));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'artifactLocation' ? address(each, folder) : moved(each, folder),
    ]),
  );
}

function address(location: unknown, folder: string): unknown {
  if (typeof location !== 'object' || location === null || !('uri' in location)) return location;
  const { uri } = location;
  const isRelative = typeof uri === 'string' && !uri.includes('://');
  return isRelative ? { ...location, uri: pathFromRoot(uri, folder) } : location;
}
