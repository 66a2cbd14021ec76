import { defineConfig } from 'vitest/config';

/** Journeys share one running stack and one browser; each file uses importers and phones of its own. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./start-stack.ts'],
    fileParallelism: false,
    // One worker for all: SDKs and the browser's driver are loaded once.
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
