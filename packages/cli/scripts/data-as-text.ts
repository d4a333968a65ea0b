/**
 * Tables of facts are parsed as JSON when the command starts: made as objects of JavaScript, the fields of one platform take
 * five times as long.
 */
import { readFile, stat } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** In bytes: where it begins to matter. */
const large = 4_000;

export const dataAsText: Plugin = {
  name: 'data-as-text',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/][^\\/]+[\\/]src[\\/].*\.json$/ }, async ({ path }) => {
      if ((await stat(path)).size < large) return undefined;
      const data: unknown = JSON.parse(await readFile(path, 'utf8'));
      const text = JSON.stringify(JSON.stringify(data));
      return { contents: `export default /* @__PURE__ */ JSON.parse(${text});`, loader: 'js' };
    });
  },
};
