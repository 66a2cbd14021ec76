// @vitest-environment happy-dom
import { ok } from '@casillero/domain/result';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Tenant } from '../features/tenants/ports.ts';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { OPERATOR } from '../testing/people.ts';
import { aNumber } from '../testing/record-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const izalco = aTenant({ id: 'izalco', name: 'Envíos Izalco', status: 'suspended', suspendedReason: 'unpaid' });
const world = {
  ...EMPTY_WORLD,
  tenants: [aTenant(), izalco],
  numbers: [aNumber({ mode: 'dedicated', tenantIds: ['envios-lempa'] })],
};
const viewOf = ({ id, name, status, suspendedReason, locale, timeZone, country, plan, extractionEngine }: Tenant) => ({
  id,
  name,
  status,
  suspendedReason,
  locale,
  timeZone,
  country,
  plan,
  extractionEngine,
  outgoingNumber: null,
  createdAt: '2026-02-10T16:00:00.000Z',
});
type Answers = NonNullable<Parameters<typeof memoryApp>[0]['answers']>;
const open = (answers: Answers = () => null, at = '/tenants', there: MemoryWorld = world) => {
  const app = memoryApp({ world: there, signedInAs: OPERATOR, answers });
  return renderDashboard(app, at).then((opened) => ({ ...opened, app }));
};
const names = async () => (await screen.findAllByRole('rowheader')).map((cell) => cell.textContent);

test('importers with state, reason and own numbers; search and state stand in the address', async () => {
  const { user, path } = await open();
  expect(await names()).toEqual(['Envíos Lempa', 'Envíos Izalco']);
  expect(screen.getByText(/unpaid/)).toBeDefined();
  expect(screen.getByRole('link', { name: '+1 555-0100' }).getAttribute('href')).toBe('/numbers?q=envios-lempa');
  await user.type(screen.getByRole('searchbox', { name: 'Search importers' }), 'izal');
  expect(await names()).toEqual(['Envíos Izalco']);
  expect(path()).toBe('/tenants?q=izal');
  await user.clear(screen.getByRole('searchbox'));
  await user.selectOptions(screen.getByRole('combobox', { name: 'State' }), 'Active');
  expect(await names()).toEqual(['Envíos Lempa']);
  expect(path()).toBe('/tenants?show=active');
});

test('a new importer is created, and its first admin invited right after: the link is there to hand over', async () => {
  const link = 'https://casillero.example/choose?code=abc';
  const { user, app } = await open(({ id }) => {
    if (id === 'createTenant') return ok(viewOf(aTenant({ id: 'cargo-nuevo', name: 'Cargo Nuevo' })));
    if (id === 'inviteMember')
      return ok({ uid: 'u1', email: 'eva@nuevo.example', role: 'admin', link, isNewUser: true });
    return null;
  });
  await user.click(await screen.findByRole('button', { name: 'New importer' }));
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(screen.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid')).toBe('true');
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Cargo Nuevo');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Invite somebody to Cargo Nuevo' }));
  await user.type(dialog.getByRole('textbox', { name: 'Name of the person' }), 'Eva');
  await user.type(dialog.getByRole('textbox', { name: 'E-mail' }), 'eva@nuevo.example');
  await user.click(dialog.getByRole('button', { name: 'Make the invitation' }));
  expect(await dialog.findByText(link)).toBeDefined();
  expect(app.calls.map((call) => call.split(' ')[0])).toEqual(['createTenant', 'inviteMember']);
  expect(app.calls[1]).toContain('"role":"admin"');
});

test('an importer is edited with what it has, suspended with a reason, and resumed', async () => {
  const { user, app } = await open(({ id }) => (/Tenant$/.test(id) ? ok(viewOf(izalco)) : null));
  const act = async (name: string, item: string) => {
    await user.click(await screen.findByRole('button', { name: `Actions for ${name}` }));
    await user.click(screen.getByRole('menuitem', { name: item }));
  };
  await act('Envíos Lempa', 'Edit');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Plan' }), 'Business');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(app.calls[0]).toMatch(/^editTenant .*"name":"Envíos Lempa".*"plan":"business"/));
  await act('Envíos Lempa', 'Suspend');
  await user.type(screen.getByRole('textbox', { name: 'Reason' }), 'no');
  await user.keyboard('{Enter}');
  expect(screen.getByRole('textbox', { name: 'Reason' }).getAttribute('aria-invalid')).toBe('true');
  await user.type(screen.getByRole('textbox', { name: 'Reason' }), ' payment{Enter}');
  await waitFor(() => expect(app.calls[1]).toMatch(/^suspendTenant .*"reason":"no payment"/));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await act('Envíos Izalco', 'Resume');
  await waitFor(() => expect(app.calls[2]).toMatch(/^resumeTenant .*"izalco"/));
});

test('of a thousand importers the first hundred are drawn; the search goes over all, more are shown on demand', async () => {
  const many = Array.from({ length: 1_000 }, (_, place) => aTenant({ id: `t-${place}`, name: `Importer ${place}` }));
  const { user } = await open(() => null, '/tenants', { ...world, tenants: many });
  expect(await names()).toHaveLength(100);
  expect(screen.getByText('1,000 found')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show more (900 left)' }));
  expect(await names()).toHaveLength(200);
  await user.type(screen.getByRole('searchbox', { name: 'Search importers' }), 'Importer 999');
  expect(await names()).toEqual(['Importer 999']);
});
