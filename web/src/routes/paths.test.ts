import { expect, test } from 'vitest';
import { parseNext, paths } from './paths.ts';

test.each([
  { next: '/batches/x?show=open', to: '/batches/x?show=open', why: 'a path of ours' },
  { next: null, to: '/', why: 'none' },
  { next: '//evil.example', to: '/', why: 'another site without its scheme' },
  { next: '/\\evil.example', to: '/', why: 'which browsers read as //' },
  { next: 'https://evil.example', to: '/', why: 'another site' },
  { next: 'javascript:alert(1)', to: '/', why: 'no address at all' },
  { next: '/sign-in?next=/batches', to: '/', why: 'the form itself would go round' },
])('$next ▶ $to ($why)', ({ next, to }) => expect(parseNext(next)).toBe(to));

test('ids are escaped in addresses, and the way back is kept', () => {
  expect(paths.tenantBatch.href('a/b', 'ñ 1')).toBe('/tenants/a%2Fb/batches/%C3%B1%201');
  expect(paths.signIn.href('/batches?show=open')).toBe('/sign-in?next=%2Fbatches%3Fshow%3Dopen');
  expect(paths.signIn.href('/')).toBe('/sign-in');
});
