import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/fleet/page/**/*.test.ts',
      'grammar/src/**/*.test.ts',
      'extension/src/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    // These have a configuration of their own: `npm run e2e`.
    exclude: [...configDefaults.exclude, 'test/e2e/{vscode,fleet-page}/**'],
    setupFiles: ['test/property-seed.ts'],
    // These stop what hangs, and judge nobody's speed: a machine under load takes ten times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
