import { expect, test } from 'vitest';
import { judgeFeature, judgeImport } from './import-directions.ts';

test.each([
  ['domain/src/a.ts', 'functions/src/b.ts', false],
  ['domain/src/a.ts', 'domain/src/b.ts', true],
  ['functions/src/usecases/a.ts', 'functions/src/firestore/b.ts', false],
  ['functions/src/firestore/a.ts', 'functions/src/usecases/b.ts', true],
  ['functions/src/provider/a.ts', 'functions/src/firestore/b.ts', false],
  ['functions/src/triggers/a.ts', 'functions/src/composition/platform.ts', true],
  ['functions/test/a.ts', 'local-stack/provider-simulator/src/simulator.ts', true],
  ['functions/src/api/a.ts', 'local-stack/provider-simulator/src/simulator.ts', false],
  ['local-stack/provider-simulator/src/a.ts', 'domain/src/b.ts', false],
  ['local-stack/firestore-server/src/query/a.ts', 'local-stack/firestore-server/src/rpc/b.ts', false],
  ['local-stack/firestore-server/src/rpc/a.ts', 'local-stack/firestore-server/src/query/b.ts', true],
  ['local-stack/firestore-server/src/grpc/a.ts', 'domain/src/b.ts', false],
  ['web/src/ui/a.tsx', 'web/src/features/batches/b.tsx', false],
  ['web/src/routes/a.tsx', 'web/src/features/batches/b.tsx', true],
])('%s ▶ %s: %s', (from, to, isAllowed) => {
  expect(judgeImport(from, to, false) === null).toBe(isAllowed);
});

test.each([
  ['domain/src/a.ts', 'firebase-admin/firestore', false],
  ['domain/src/a.ts', 'node:crypto', false],
  ['domain/src/a.ts', 'libphonenumber-js/min', true],
  ['domain/src/a.test.ts', 'vitest', true],
  ['functions/src/usecases/a.ts', 'firebase-admin/firestore', false],
  ['functions/src/firestore/a.ts', 'firebase-admin/firestore', true],
])('%s ▶ package %s: %s', (from, name, isAllowed) => {
  expect(judgeImport(from, name, true) === null).toBe(isAllowed);
});

test('features do not know each other', () => {
  expect(judgeFeature('web/src/features/a/x.tsx', 'web/src/features/b/y.tsx')).not.toBeNull();
  expect(judgeFeature('web/src/features/a/x.tsx', 'web/src/features/a/y.tsx')).toBeNull();
});
