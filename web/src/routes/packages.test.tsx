// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { aCustomer, aParcel } from '../testing/parcel-builders.ts';
import { ADMIN, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const TENANT = 'envios-lempa';
const jeans = aParcel();
const shoes = aParcel({
  id: 'parcel-2',
  customerId: 'customer-2',
  customerName: 'Rodrigo Orellana',
  description: 'Zapatos',
  carrier: 'FedEx',
  trackingNumber: '611698438060',
  state: 'ready',
});
const world: MemoryWorld = {
  ...EMPTY_WORLD,
  tenants: [aTenant()],
  packages: { [TENANT]: [jeans, shoes] },
  customers: { [TENANT]: [aCustomer(), aCustomer({ id: 'customer-2', name: 'Rodrigo Orellana', phone: null })] },
};
const withPackages = (options: Partial<Parameters<typeof memoryApp>[0]> = {}) =>
  memoryApp({ world, signedInAs: ADMIN, ...options });
const outcome = (packageId: string, notification: string | null = null) => ({
  packageId,
  outcome: 'changed',
  state: 'delivered',
  notification,
});

test('packages are searched and filtered, and the address says so', async () => {
  const { user, path } = await renderDashboard(withPackages(), '/packages');
  expect(await screen.findAllByRole('rowheader')).toHaveLength(2);
  await user.type(screen.getByRole('searchbox', { name: 'Customer, number or shop' }), '8060');
  await waitFor(() => expect(screen.getAllByRole('rowheader')).toHaveLength(1));
  expect(screen.getByRole('rowheader').textContent).toBe('Zapatos');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Show' }), 'Customs');
  expect(await screen.findByText('Nothing matches')).toBeDefined();
  expect(path()).toBe('/packages?q=8060&state=customs');
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  expect(await screen.findAllByRole('rowheader')).toHaveLength(2);
  expect(path()).toBe('/packages');
});

test('several are moved at once, what came of it is said, and it is taken back in one press', async () => {
  const app = withPackages({
    answers: ({ id }) =>
      id === 'changePackageStates'
        ? ok({ packages: [outcome('parcel-1', 'queued'), outcome('parcel-2', 'no-phone')] })
        : id === 'undoPackageStates'
          ? ok({ packages: [outcome('parcel-1'), outcome('parcel-2')] })
          : null,
  });
  const { user } = await renderDashboard(app, '/packages');
  for (const box of await screen.findAllByRole('checkbox', { name: /^Choose/ })) await user.click(box);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Move to' }), 'Delivered');
  await user.click(screen.getByRole('button', { name: 'Move' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(screen.queryByText('2 chosen')).toBeNull();
  await waitFor(() => expect(app.calls).toHaveLength(2));
  expect(app.calls[0]).toContain('"body":{"packageIds":["parcel-1","parcel-2"],"state":"delivered"}');
  expect(app.calls[1]).toContain('"body":{"packageIds":["parcel-1","parcel-2"]}');
});

test('a change taken back too late for its message says that the customer has heard of it', async () => {
  const app = withPackages({
    answers: ({ id }) =>
      id === 'changePackageStates' || id === 'undoPackageStates'
        ? ok({ packages: [outcome('parcel-1', 'queued')] })
        : null,
  });
  const { user } = await renderDashboard(app, '/packages/parcel-1');
  await user.click(await screen.findByRole('button', { name: 'Move to: In transit' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect((await screen.findAllByText(/1 customer had been told already/)).length).toBeGreaterThan(0);
});

test('an operator looks and chooses nothing', async () => {
  await renderDashboard(withPackages({ signedInAs: OPERATOR }), `/tenants/${TENANT}/packages`);
  expect(await screen.findAllByRole('rowheader')).toHaveLength(2);
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Add a package' })).toBeNull();
});

test('a package: its next state in one press, its history with what was undone, its public page', async () => {
  const app = withPackages({
    answers: ({ id }) => (id === 'changePackageStates' ? ok({ packages: [outcome('parcel-1', 'never-wrote')] }) : null),
  });
  const { user } = await renderDashboard(app, '/packages/parcel-1');
  await user.click(await screen.findByRole('button', { name: 'Move to: In transit' }));
  expect(app.calls[0]).toContain('"state":"in-transit"');
  expect((await screen.findAllByText(/Not told: the customer has never written/)).length).toBeGreaterThan(0);
  const history = screen.getAllByRole('listitem').filter((item) => item.textContent?.includes('undone'));
  expect(history.map((item) => item.textContent)).toEqual([expect.stringContaining('Customs')]);
  expect(screen.getByRole('link', { name: 'Open' }).getAttribute('href')).toMatch(/\/track\/a-token-of-a-package-1$/);
});

test('a package is added by hand: whose it is, then its number', async () => {
  const app = withPackages({
    answers: ({ id }) => (id === 'createPackage' ? fail('customer-not-found', 'None.', 'Other.') : null),
  });
  const { user } = await renderDashboard(app, '/packages');
  await user.click(await screen.findByRole('button', { name: 'Add a package' }));
  const chooser = await screen.findByRole('dialog', { name: 'Choose the customer' });
  await user.type(within(chooser).getByRole('searchbox'), 'rodrigo');
  await user.click(await within(chooser).findByRole('button', { name: /Rodrigo Orellana/ }));
  const form = await screen.findByRole('dialog', { name: 'Add a package' });
  await user.type(within(form).getByRole('textbox', { name: 'Tracking number' }), 'TBA123456789012');
  await user.click(within(form).getByRole('button', { name: 'Save' }));
  expect(await within(form).findByText('There is no such customer any more. Choose another one.')).toBeDefined();
  expect(app.calls[0]).toContain('"customerId":"customer-2","description":"","trackingNumber":"TBA123456789012"');
});

test('a customer with the packages; a phone that somebody else has is refused with what to do', async () => {
  const app = withPackages({
    answers: ({ id }) => (id === 'changeCustomer' ? fail('customer-phone-taken', 'No.', 'Other.') : null),
  });
  const { user } = await renderDashboard(app, '/customers');
  await user.click(await screen.findByRole('link', { name: 'María Rodríguez' }));
  expect((await screen.findByRole('rowheader')).textContent).toContain('Dazelle');
  await user.click(screen.getByRole('button', { name: 'Edit the customer' }));
  const phone = screen.getByRole('textbox', { name: 'Phone' });
  await user.clear(phone);
  await user.type(phone, '7000 0502');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText(/Another customer of yours has this phone/)).toBeDefined();
  expect(app.calls[0]).toContain('"phone":"7000 0502"');
});

test('nothing yet is said with what to do about it', async () => {
  await renderDashboard(memoryApp({ world: { ...EMPTY_WORLD, tenants: [aTenant()] }, signedInAs: ADMIN }), '/packages');
  expect(await screen.findByText('No packages yet')).toBeDefined();
});
