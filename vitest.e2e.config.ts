import { defineConfig } from 'vitest/config';

/** Apart from all other tests: each starts a browser, and most a VS Code, one after the other, and steps build on those before. */
export default defineConfig({
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    include: ['test/e2e/{vscode,fleet-page}/**/*.test.ts'],
    // These stop what hangs, and judge nobody's speed: a browser's first start on a machine under load takes long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    fileParallelism: false,
  },
});
