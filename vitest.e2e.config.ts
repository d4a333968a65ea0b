import { defineConfig } from 'vitest/config';

/** Apart from all other tests: each starts a browser, and most a VS Code, one after the other, and steps build on those before. */
export default defineConfig({
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    include: ['test/e2e/{vscode,fleet-page}/**/*.test.ts'],
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    fileParallelism: false,
  },
});
