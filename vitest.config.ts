import { defineConfig } from 'vitest/config';

const ALL = '{domain,functions,web,local-stack,bench,scripts,e2e}/**/*.test.{ts,tsx}';
const UNBUILT = ['**/node_modules/**', '**/lib/**', '**/dist/**', 'e2e/journeys/**'];
const PAGES = 'web/src/**/*.test.tsx';
/** They point SDKs at servers of their own, by the environment, and change the modules of firebase-tools. */
const APART = 'local-stack/{firestore-server/test,launcher}/**/*.test.ts';

/** Every workspace's tests run from the root, on one local Firestore. */
export default defineConfig({
  test: {
    pool: 'threads',
    // Vitest leaves a core free by default; much of the time here is spent waiting for Firestore.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A condition is waited for as long as a busy machine may need; Vitest gives up after a second.
    expect: { poll: { timeout: 15_000 } },
    globalSetup: ['local-stack/firestore-server/test/start-for-vitest.ts'],
    projects: [
      { extends: true, test: { name: 'apart', include: [APART], exclude: UNBUILT } },
      {
        extends: true,
        test: {
          name: 'pages',
          include: [PAGES],
          exclude: UNBUILT,
          isolate: false,
          environment: 'happy-dom',
          setupFiles: ['web/src/testing/clear-page.ts'],
        },
      },
      {
        extends: true,
        // Files share what their worker has loaded: to load the SDKs anew for each of them takes as much time as the tests
        // themselves. So what a file puts in place for a while (timers, globals, environment) it takes back.
        test: { name: 'rest', include: [ALL], exclude: [...UNBUILT, PAGES, APART], isolate: false },
      },
    ],
  },
});
