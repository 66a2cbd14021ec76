// @vitest-environment happy-dom
import { ok } from '@casillero/domain/result';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, memoryApp } from '../testing/memory-app.ts';
import { aCustomer } from '../testing/parcel-builders.ts';
import { ADMIN } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const found = (id: string, over: object = {}) => ({
  id,
  customerId: 'customer-1',
  customerName: 'María Rodríguez',
  shop: null,
  orderNumber: null,
  description: 'Zapatos',
  carrier: 'FedEx',
  trackingNumber: '611698438060',
  state: 'shipped',
  stateAt: '2026-02-10T16:00:00.000Z',
  trackingPath: '/track/x',
  ...over,
});
const SCANS: Record<string, object[]> = {
  '611698438060': [found('parcel-1')],
  '8060': [found('parcel-1'), found('parcel-2', { customerName: 'Rodrigo', trackingNumber: '999998060' })],
  TBA123456789012: [found('parcel-3', { customerName: 'Berta', trackingNumber: 'TBA123456789012' })],
  TBA000000000000: [],
};
/** @param line what the server's answers wait for */
const warehouse = (line: Promise<void> = Promise.resolve()) =>
  memoryApp({
    world: { ...EMPTY_WORLD, tenants: [aTenant()], customers: { 'envios-lempa': [aCustomer()] } },
    signedInAs: ADMIN,
    answers: async ({ id }, { query, body }) => {
      await line;
      if (id === 'findPackages') {
        const { scan } = query as { scan: string };
        return ok({ packages: SCANS[scan] ?? [], number: scan, carrier: null });
      }
      const { packageIds, state = 'shipped' } = body as { packageIds: string[]; state?: string };
      return ok({
        packages: packageIds.map((packageId) => ({ packageId, outcome: 'changed', state, notification: null })),
      });
    },
  });

test('one label after the other: found, moved at once, the field ready for the next', async () => {
  const app = warehouse();
  const { user } = await renderDashboard(app, '/warehouse');
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'When a package is found' }),
    'Move to: At warehouse',
  );
  const field = screen.getByRole('textbox', { name: 'Tracking number' });
  await user.type(field, '611698438060{Enter}');
  const list = await screen.findByRole('region', { name: 'Scanned now' });
  expect(await within(list).findByText('María Rodríguez')).toBeDefined();
  expect(within(list).getByText('At warehouse')).toBeDefined();
  expect(document.activeElement).toBe(field);
  expect((field as HTMLInputElement).value).toBe('');
  expect(app.calls.map((call) => call.split(' ')[0])).toEqual(['findPackages', 'changePackageStates']);
});

test('labels that are scanned faster than the server answers are taken one after the other', async () => {
  const line = Promise.withResolvers<void>();
  const app = warehouse(line.promise);
  const { user } = await renderDashboard(app, '/warehouse?then=ready');
  const field = await screen.findByRole('textbox', { name: 'Tracking number' });
  await user.type(field, '611698438060{Enter}TBA123456789012{Enter}');
  expect((field as HTMLInputElement).value).toBe('');
  line.resolve();
  await waitFor(() =>
    expect(within(screen.getByRole('region', { name: 'Scanned now' })).getAllByRole('listitem')).toHaveLength(2),
  );
  expect(app.calls.map((call) => call.split(' ')[0])).toEqual([
    'findPackages',
    'changePackageStates',
    'findPackages',
    'changePackageStates',
  ]);
  expect(screen.getByText('Berta')).toBeDefined();
});

test('what is undone is shown so', async () => {
  const { user } = await renderDashboard(warehouse(), '/warehouse?then=delivered');
  await user.type(await screen.findByRole('textbox', { name: 'Tracking number' }), '611698438060{Enter}');
  const list = await screen.findByRole('region', { name: 'Scanned now' });
  expect(await within(list).findByText('Delivered')).toBeDefined();
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await within(list).findByText('Shipped')).toBeDefined();
  expect(within(list).queryByText('Delivered')).toBeNull();
});

test('too few digits are said to be so', async () => {
  const app = warehouse();
  const { user } = await renderDashboard(app, '/warehouse');
  await user.type(await screen.findByRole('textbox', { name: 'Tracking number' }), '806{Enter}');
  expect(await screen.findByText('At least the last 4 digits.')).toBeDefined();
  expect(app.calls).toEqual([]);
});

test('of several that end alike, a person chooses; nothing is moved before', async () => {
  const app = warehouse();
  const { user } = await renderDashboard(app, '/warehouse?then=ready');
  await user.type(await screen.findByRole('textbox', { name: 'Tracking number' }), '8060{Enter}');
  expect(await screen.findByText('Several packages end like this. Which one?')).toBeDefined();
  expect(app.calls).toHaveLength(1);
  const rodrigo = screen.getByText('Rodrigo').closest('li');
  if (!rodrigo) throw new Error('Rodrigo’s package is not in a list.');
  await user.click(within(rodrigo).getByRole('button', { name: 'Open' }));
  await waitFor(() => expect(app.calls[1]).toContain('"packageIds":["parcel-2"],"state":"ready"'));
});

test('an unknown label can be added as a package, with its number filled in', async () => {
  const { user } = await renderDashboard(warehouse(), '/warehouse');
  await user.type(await screen.findByRole('textbox', { name: 'Tracking number' }), 'TBA000000000000{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Add it' }));
  await user.click(await screen.findByRole('button', { name: /María Rodríguez/ }));
  const form = await screen.findByRole('dialog', { name: 'Add a package' });
  expect(within(form).getByRole<HTMLInputElement>('textbox', { name: 'Tracking number' }).value).toBe(
    'TBA000000000000',
  );
});

test('without a camera the page says so and goes on by typing', async () => {
  const { user } = await renderDashboard(warehouse(), '/warehouse');
  await user.click(await screen.findByRole('button', { name: 'Use the camera' }));
  expect(await screen.findByText(/The camera cannot be used/)).toBeDefined();
  expect(screen.getByRole('textbox', { name: 'Tracking number' })).toBeDefined();
});
