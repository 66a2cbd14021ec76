// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { memoryApp } from '../testing/memory-app.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const page = {
  importer: 'Envíos Lempa',
  locale: 'es',
  shop: 'Shein',
  carrier: 'UPS',
  trackingEnd: '6784',
  state: 'customs',
  history: [
    { state: 'ordered', at: '2026-02-01T16:00:00.000Z' },
    { state: 'customs', at: '2026-02-10T16:00:00.000Z' },
  ],
};

test('anybody with the link sees where the package is, without a sign-in', async () => {
  await renderDashboard(memoryApp({ answers: () => ok(page) }), '/track/a-token-of-a-package-1');
  expect(await screen.findByText('Package with Envíos Lempa')).toBeDefined();
  expect(screen.getByText('UPS number ending in 6784')).toBeDefined();
  const stops = screen.getAllByRole('listitem');
  expect(stops.map((stop) => stop.dataset.place)).toEqual(['past', 'past', 'past', 'past', 'here', 'ahead', 'ahead']);
  expect(stops.find((stop) => stop.getAttribute('aria-current') === 'step')?.textContent).toContain('At customs');
  expect(screen.queryByRole('button', { name: 'Sign out' })).toBeNull();
});

test.each([
  ['not-found', 'This link does not lead to a package'],
  ['no-network', 'This could not be loaded. Check your connection.'],
])('%s is said in words that help', async (code, text) => {
  await renderDashboard(memoryApp({ answers: () => fail(code, '', '') }), '/track/a-token-of-a-package-2');
  expect(await screen.findByText(text)).toBeDefined();
});
