/**
 * Tables of facts are parsed as JSON: made as objects of JavaScript, the fields of one platform take five times as long. And
 * they are parsed when somebody asks: of what all of them hold a command needs a third.
 */
import { readFile, stat } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** In bytes: where it begins to matter. */
const large = 4_000;

/** Of a table with more parts than these, each would cost more than it spares. */
const mostParts = 20;

export const dataAsText: Plugin = {
  name: 'data-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/][^\\/]+[\\/]src[\\/].*\.json$/ }, async ({ path }) => {
      if ((await stat(path)).size < large) return undefined;
      return { contents: parsedWhenAsked(JSON.parse(await readFile(path, 'utf8'))), loader: 'js' };
    });
  },
};

/** A module whose default export is the data, or has its parts. */
export function parsedWhenAsked(data: object): string {
  const parsed = `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;
  const parts = Object.keys(data);
  if (Array.isArray(data) || parts.length > mostParts) return `export default /* @__PURE__ */ ${parsed};`;
  const getters = parts
    .map((part) => JSON.stringify(part))
    .map((name) => `get ${name}() { return whole()[${name}]; }`);
  return `let data;\nconst whole = () => (data ??= ${parsed});\nexport default { ${getters.join(', ')} };`;
}
