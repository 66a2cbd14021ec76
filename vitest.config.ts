import { defineConfig } from 'vitest/config';

/** Every workspace's tests run from the root; a project per kind, so that the fast ones can be run alone. */
export default defineConfig({
  test: {
    include: ['{domain,functions,web,local-stack,bench,scripts,e2e}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/lib/**', '**/dist/**', 'e2e/journeys/**'],
    pool: 'threads',
    // Vitest leaves a core free by default; most of the time here is spent waiting for Firestore.
    maxWorkers: '100%',
    testTimeout: 30_000,
    globalSetup: ['local-stack/firestore-server/test/start-for-vitest.ts'],
  },
});
