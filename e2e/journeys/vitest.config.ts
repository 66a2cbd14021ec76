import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** By name, the same at every run: what one journey leaves behind, the next ones find. */
class ByName extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
  }
}

/** Journeys share one running stack; each file uses importers and phones of its own. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['./start-stack.ts'],
    fileParallelism: false,
    sequence: { sequencer: ByName },
    // One worker for all: SDKs and the browser's driver are loaded once.
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 60_000,
  },
});
