import { defineConfig } from 'vitest/config';

/** Apart from all other tests: each starts a VS Code and a browser, one after the other, and steps build on those before. */
export default defineConfig({
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    include: ['test/e2e/vscode/**/*.test.ts'],
    testTimeout: 120_000,
    fileParallelism: false,
  },
});
