// @vitest-environment happy-dom
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Batch } from '../features/batches/ports.ts';
import { aBatch, aTenant, minutesAgo } from '../testing/builders.ts';
import { EMPTY_WORLD, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const worldOf = (...batches: readonly Batch[]) => ({
  ...EMPTY_WORLD,
  tenants: [aTenant(), aTenant({ id: 'cargo-izalco', name: 'Cargo Izalco', status: 'suspended' as const })],
  batches: { 'envios-lempa': batches },
});
const maria = aBatch({ id: 'maria', customerName: 'María Rodríguez', updatedAt: minutesAgo(1) });
const jose = aBatch({ id: 'jose', customerName: 'José Hernández', state: 'open', updatedAt: minutesAgo(9) });
const broken = aBatch({
  id: 'broken',
  customerName: null,
  failedCount: 2,
  screenshotCount: 3,
  updatedAt: minutesAgo(20),
});

const names = async () => (await screen.findAllByRole('heading', { level: 2 })).map((heading) => heading.textContent);

test('the batch that changed last is on top; each leads to its page', async () => {
  await renderDashboard(memoryApp({ world: worldOf(jose, broken, maria), signedInAs: ADMIN }), '/batches');
  expect(await names()).toEqual(['María Rodríguez', 'José Hernández', 'Unnamed']);
  expect(screen.getByRole('link', { name: 'María Rodríguez' }).getAttribute('href')).toBe('/batches/maria');
  expect(screen.getByRole('img', { name: 'First screenshot of María Rodríguez' })).toBeDefined();
});

test('what failed is said on top and leads to the filter', async () => {
  const { user, path } = await renderDashboard(
    memoryApp({ world: worldOf(maria, broken), signedInAs: ADMIN }),
    '/batches?q=maria',
  );
  expect((await screen.findByRole('alert')).textContent).toContain('1 batch has a screenshot that could not be read.');
  await user.click(screen.getByRole('button', { name: 'Show them' }));
  await waitFor(async () => expect(await names()).toEqual(['Unnamed']));
  expect(path()).toBe('/batches?show=attention');
  expect(screen.getByText('2 failed')).toBeDefined();
});

test('the filter and the search stand in the address; the search ignores accents and case', async () => {
  const { user, path } = await renderDashboard(
    memoryApp({ world: worldOf(maria, jose), signedInAs: ADMIN }),
    '/batches?show=open',
  );
  expect(await names()).toEqual(['José Hernández']);
  await user.click(screen.getByRole('radio', { name: 'All' }));
  await waitFor(async () => expect(await names()).toHaveLength(2));
  await user.type(screen.getByRole('searchbox', { name: 'Search by customer' }), 'RODRIGUEZ');
  await waitFor(async () => expect(await names()).toEqual(['María Rodríguez']));
  expect(screen.getByText('1 match')).toBeDefined();
  await user.click(screen.getByRole('radio', { name: 'Collecting' }));
  expect(await screen.findByRole('heading', { name: 'Nothing fits' })).toBeDefined();
  expect(path()).toBe('/batches?q=RODRIGUEZ&show=open');
  await user.click(screen.getByRole('button', { name: 'Show all' }));
  await waitFor(async () => expect(await names()).toEqual(['María Rodríguez', 'José Hernández']));
  expect(path()).toBe('/batches');
});

test('a search and a filter of the address hold from the beginning', async () => {
  const app = memoryApp({ world: worldOf(maria, jose, broken), signedInAs: ADMIN });
  await renderDashboard(app, '/batches?show=ready&q=mar');
  expect(await names()).toEqual(['María Rodríguez']);
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search by customer' }).value).toBe('mar');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Ready' }).checked).toBe(true);
});

test('what is far down the list is found: filter and search are not limited to what is loaded', async () => {
  const many = Array.from({ length: 40 }, (_, place) => aBatch({ id: `batch-${place}`, customerName: 'Ana' }));
  const old = aBatch({ id: 'old', customerName: 'Berta Cañas', failedCount: 1, updatedAt: minutesAgo(60 * 24 * 90) });
  const app = memoryApp({ world: worldOf(...many, old), signedInAs: ADMIN });
  const { user } = await renderDashboard(app, '/batches');
  expect(await names()).not.toContain('Berta Cañas');
  expect(await screen.findByText('1 batch has a screenshot that could not be read.')).toBeDefined();
  await user.type(screen.getByRole('searchbox'), 'canas');
  await waitFor(async () => expect(await names()).toEqual(['Berta Cañas']));
  await user.clear(screen.getByRole('searchbox'));
  await user.type(screen.getByRole('searchbox'), 'ana');
  expect(await screen.findByText('The 30 newest matches')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  expect(await screen.findByText('40 matches')).toBeDefined();
});

test('what needs somebody is counted again when it changes', async () => {
  const app = memoryApp({ world: worldOf(maria, broken), signedInAs: ADMIN });
  await renderDashboard(app, '/batches');
  expect(await screen.findByRole('alert')).toBeDefined();
  act(() => app.change(() => worldOf(maria, { ...broken, failedCount: 0 })));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('a batch that another filter brings is no new one', async () => {
  const fresh = aBatch({ id: 'fresh', customerName: 'Ana', openedAt: minutesAgo(0), updatedAt: minutesAgo(0) });
  const app = memoryApp({ world: worldOf(jose, fresh), signedInAs: ADMIN });
  const { user } = await renderDashboard(app, '/batches?show=open');
  expect(await names()).toEqual(['José Hernández']);
  await user.click(screen.getByRole('radio', { name: 'All' }));
  await waitFor(async () => expect(await names()).toHaveLength(2));
  expect(screen.getByRole('log').textContent).toBe('');
});

test('a new batch appears by itself and is announced', async () => {
  const app = memoryApp({ world: worldOf(maria), signedInAs: ADMIN });
  await renderDashboard(app, '/batches');
  await screen.findByRole('link', { name: 'María Rodríguez' });
  const fresh = aBatch({ id: 'fresh', customerName: 'Ana', openedAt: minutesAgo(0), updatedAt: minutesAgo(0) });
  act(() => app.change(() => worldOf(maria, fresh)));
  expect(await names()).toEqual(['Ana', 'María Rodríguez']);
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('New batch: Ana'));
});

test('thirty are shown at first, the rest is one press away', async () => {
  const many = Array.from({ length: 33 }, (_, place) =>
    aBatch({ id: `batch-${place}`, customerName: `Customer ${place}`, updatedAt: minutesAgo(place) }),
  );
  const { user } = await renderDashboard(memoryApp({ world: worldOf(...many), signedInAs: ADMIN }), '/batches');
  expect(await names()).toHaveLength(30);
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  await waitFor(async () => expect(await names()).toHaveLength(33));
  expect(screen.queryByRole('button', { name: 'Load more' })).toBeNull();
});

test('nothing yet: staff are told what to do', async () => {
  await renderDashboard(memoryApp({ world: worldOf(), signedInAs: ADMIN }), '/batches', 'es');
  expect(await screen.findByRole('heading', { name: 'Los casilleros todavía están vacíos' })).toBeDefined();
  expect(screen.getByText('Escriba el nombre del cliente a su número de Casillero.')).toBeDefined();
});

test('a refused listener says so with its code', async () => {
  const refused = { code: 'permission-denied', message: '', hint: '' };
  await renderDashboard(memoryApp({ listeners: refused, signedInAs: ADMIN }), '/batches');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('Your account has no access to this.');
  expect(alert.textContent).toContain('permission-denied');
  expect(within(alert).getByRole('button', { name: 'Try again' })).toBeDefined();
});

test('while it loads, that is said', async () => {
  await renderDashboard(memoryApp({ listeners: 'never', signedInAs: ADMIN }), '/batches');
  expect(await screen.findByRole('heading', { name: 'Batches' })).toBeDefined();
  expect(screen.getByRole('status').textContent).toBe('Loading…');
});

test('an operator sees every importer with its state, and its batches read-only', async () => {
  const { user, path } = await renderDashboard(memoryApp({ world: worldOf(maria), signedInAs: OPERATOR }), '/tenants');
  expect((await screen.findByRole('row', { name: /Cargo Izalco/ })).textContent).toContain('Suspended');
  await user.click(screen.getByRole('link', { name: 'Envíos Lempa' }));
  expect(await screen.findByText('Read only: you are looking at Envíos Lempa as an operator.')).toBeDefined();
  await user.click(screen.getByRole('link', { name: 'María Rodríguez' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'María Rodríguez' })).toBeDefined();
  expect(path()).toBe('/tenants/envios-lempa/batches/maria');
  expect(screen.queryByRole('button', { name: 'Edit name' })).toBeNull();
});

test.each([
  '/tenants',
  '/tenants/cargo-izalco/batches',
  '/batches/unknown',
  '/nowhere',
])('a member at %s finds nothing, whatever is there', async (at) => {
  await renderDashboard(memoryApp({ world: worldOf(maria), signedInAs: ADMIN }), at);
  expect(await screen.findByRole('heading', { level: 1, name: 'There is nothing here' })).toBeDefined();
});

test('the importer’s language is shown where neither reader nor browser says', async () => {
  const languages = vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['fr-FR']);
  onTestFinished(() => languages.mockRestore());
  const app = memoryApp({ world: worldOf(maria), signedInAs: ADMIN });
  const { user } = await renderDashboard(app, '/nowhere');
  await screen.findByRole('heading', { level: 1, name: 'There is nothing here' });
  localStorage.removeItem('casillero.language');
  act(() => app.change((now) => ({ ...now, tenants: [aTenant({ locale: 'es' })] })));
  await user.click(await screen.findByRole('link', { name: 'Ir al inicio' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Lotes' })).toBeDefined();
});
