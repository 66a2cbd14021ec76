// @vitest-environment happy-dom
import { notAnOrder } from '@casillero/domain/order/order';
import { ok } from '@casillero/domain/result';
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Screenshot } from '../features/screenshots/ports.ts';
import { aBatch, anOrder, aScreenshot, aTenant, NOW } from '../testing/builders.ts';
import { type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { ADMIN } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const worldOf = (...screenshots: readonly Screenshot[]): MemoryWorld => ({
  tenants: [aTenant()],
  batches: { 'envios-lempa': [aBatch()] },
  screenshots: { 'envios-lempa': screenshots },
});
const open = (world: MemoryWorld, options: Partial<Parameters<typeof memoryApp>[0]> = {}) => {
  const app = memoryApp({ world, signedInAs: ADMIN, ...options });
  return renderDashboard(app, '/batches/batch-1').then((page) => ({ ...page, app }));
};
const card = async (number: number) =>
  within((await screen.findByText(`Screenshot ${number}`)).closest('li') ?? document.body);

test('an order is shown as the picture has it', async () => {
  await open(worldOf(aScreenshot()));
  const shown = await card(1);
  expect(shown.getByRole('img', { name: 'Screenshot 1 of 1: Shein' })).toBeDefined();
  expect(shown.getByRole('heading', { level: 3, name: 'Shein' })).toBeDefined();
  for (const text of ['GSH2BQH88ZPHDXS', 'January 19, 2026', '$17.49', 'Size M · Negro', 'Free', '-$2.00', '$16.71'])
    expect(shown.getAllByText(text).length).toBeGreaterThan(0);
  for (const text of ['FedEx', '611698438060', 'Check digit correct', 'Shipped', 'Claudia Argueta'])
    expect(shown.getByText(text)).toBeDefined();
});

test('a failure that is known is told in the reader’s language', async () => {
  const failure = { code: 'gone', message: 'Twilio does not have the file (any more).' };
  const app = memoryApp({ world: worldOf(aScreenshot({ state: 'failed', order: null, failure })), signedInAs: ADMIN });
  await renderDashboard(app, '/batches/batch-1', 'es');
  expect(await screen.findByText('WhatsApp ya no tiene la imagen. Pida que la envíen de nuevo.')).toBeDefined();
});

test('order and tracking numbers can be copied, and it is said', async () => {
  const { user } = await open(worldOf(aScreenshot()));
  await user.click((await card(1)).getByRole('button', { name: 'Copy Order number GSH2BQH88ZPHDXS' }));
  expect(await navigator.clipboard.readText()).toBe('GSH2BQH88ZPHDXS');
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('Order number copied'));
});

test.each<{ screenshot: Partial<Screenshot>; says: string; mayRetry: boolean }>([
  {
    screenshot: { state: 'fetching', media: null, extraction: 'waiting', order: null },
    says: 'Being received…',
    mayRetry: false,
  },
  { screenshot: { extraction: 'waiting', order: null }, says: 'Being read…', mayRetry: false },
  {
    screenshot: {
      state: 'failed',
      media: null,
      order: null,
      failure: { code: 'media-expired', message: 'It is gone.' },
    },
    says: 'It is gone.',
    mayRetry: true,
  },
  {
    screenshot: {
      state: 'refused',
      media: null,
      order: null,
      failure: { code: 'unsupported-type', message: 'A video.' },
    },
    says: 'A video.',
    mayRetry: false,
  },
  {
    screenshot: { extraction: 'failed', order: null, extractionFailure: { code: 'ocr-timeout', message: 'Too slow.' } },
    says: 'Too slow.',
    mayRetry: true,
  },
  { screenshot: { order: notAnOrder(0.9) }, says: 'Not an order', mayRetry: false },
  { screenshot: { removedAt: NOW }, says: 'Taken back', mayRetry: false },
  {
    screenshot: { removedAt: NOW, extraction: 'failed', extractionFailure: { code: 'x', message: 'y' } },
    says: 'Taken back',
    mayRetry: false,
  },
  {
    screenshot: {
      state: 'refused',
      media: null,
      order: null,
      failure: { code: 'duplicate', message: 'The same image.' },
      duplicateOf: 'shot-0',
    },
    says: 'The same picture again',
    mayRetry: false,
  },
  {
    screenshot: { extraction: 'skipped', order: null },
    says: 'This one was not read.',
    mayRetry: false,
  },
])('$says (can be tried again: $mayRetry)', async ({ screenshot, says, mayRetry }) => {
  await open(worldOf(aScreenshot(screenshot)));
  const shown = await card(1);
  expect(shown.getByText(says)).toBeDefined();
  expect(shown.queryByRole('button', { name: 'Try again' }) !== null).toBe(mayRetry);
});

test('another attempt is asked for, and its progress comes by itself', async () => {
  const failed = {
    extraction: 'failed',
    order: null,
    extractionFailure: { code: 'ocr-timeout', message: 'Slow.' },
  } as const;
  const { user, app } = await open(worldOf(aScreenshot(failed)));
  await user.click((await card(1)).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Being read…')).toBeDefined();
  expect(app.calls).toEqual(['retry envios-lempa/shot-1']);
  act(() => app.change(() => worldOf(aScreenshot())));
  expect(await screen.findByRole('heading', { level: 3, name: 'Shein' })).toBeDefined();
});

test('an attempt that cannot be started says so with its code', async () => {
  const failed = {
    state: 'failed',
    media: null,
    order: null,
    failure: { code: 'media-expired', message: 'Gone.' },
  } as const;
  const { user } = await open(worldOf(aScreenshot(failed)), {
    retryFails: { code: 'nothing-to-retry', message: '', hint: '' },
  });
  await user.click((await card(1)).getByRole('button', { name: 'Try again' }));
  expect((await screen.findByRole('alert')).textContent).toContain('nothing-to-retry');
});

test('what was read with little certainty is marked, and the mark is explained', async () => {
  const order = anOrder({ confidence: { ...anOrder().confidence, total: 0.3 } });
  await open(worldOf(aScreenshot({ order })));
  const shown = await card(1);
  expect(shown.getAllByText('(Please check)')).toHaveLength(1);
  expect(shown.getByText(/were read with little certainty/)).toBeDefined();
});

test('a member writes another name in its place', async () => {
  const { user, app } = await open(worldOf());
  await user.click(await screen.findByRole('button', { name: 'Edit name' }));
  const field = screen.getByRole('textbox', { name: 'Customer name' });
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.type(field, '  Doña Tere {Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'Doña Tere' })).toBeDefined();
  expect(app.calls).toEqual(['rename envios-lempa/batch-1 Doña Tere']);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Edit name' })));
});

test('a saved name stays until the batch itself says what it is called', async () => {
  const app = memoryApp({ world: worldOf(), signedInAs: ADMIN });
  // The API has answered, and the live batch has not been told yet.
  const slow = app.loadWorkspace().then((ports) => ({ ...ports, renameBatch: async () => ok(undefined) }));
  const { user } = await renderDashboard({ ...app, loadWorkspace: () => slow }, '/batches/batch-1');
  await user.click(await screen.findByRole('button', { name: 'Edit name' }));
  await user.clear(screen.getByRole('textbox', { name: 'Customer name' }));
  await user.type(screen.getByRole('textbox', { name: 'Customer name' }), 'Tere{Enter}');
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('Name saved: Tere'));
  expect(screen.getByRole('heading', { level: 1, name: 'Tere' })).toBeDefined();
  const called = (customerName: string) =>
    act(() => app.change((now) => ({ ...now, batches: { 'envios-lempa': [aBatch({ customerName })] } })));
  called('Somebody else’s');
  expect(await screen.findByRole('heading', { level: 1, name: 'Somebody else’s' })).toBeDefined();
  called('María Rodríguez');
  expect(await screen.findByRole('heading', { level: 1, name: 'María Rodríguez' })).toBeDefined();
});

test.each([
  { text: ' ', says: 'Write a name.' },
  { text: 'x'.repeat(81), says: 'At most 80 characters.' },
])('a name the API would refuse is not sent: $says', async ({ text, says }) => {
  const { user, app } = await open(worldOf());
  await user.click(await screen.findByRole('button', { name: 'Edit name' }));
  const field = screen.getByRole('textbox', { name: 'Customer name' });
  await user.clear(field);
  await user.type(field, text);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(screen.getByText(says)).toBeDefined();
  expect(app.calls).toEqual([]);
});

test('a refused name comes back into its field with the reason', async () => {
  const { user } = await open(worldOf(), { renameFails: 'no-right' });
  await user.click(await screen.findByRole('button', { name: 'Edit name' }));
  const field = screen.getByRole('textbox', { name: 'Customer name' });
  await user.clear(field);
  await user.type(field, 'Otra{Enter}');
  expect(await screen.findByText('Your account may not change this name.')).toBeDefined();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Customer name' }).value).toBe('Otra');
});

test('the picture opens large, goes to its neighbours by keys, and closes', async () => {
  const { user } = await open(
    worldOf(aScreenshot(), aScreenshot({ id: 'shot-2', order: anOrder({ shop: 'Temu', orderNumber: null }) })),
  );
  await user.click(await screen.findByRole('button', { name: 'Enlarge screenshot 1' }));
  const dialog = await screen.findByRole('dialog', { name: 'Screenshot 1 of 2' });
  expect(await within(dialog).findByRole('img', { name: 'Screenshot 1 of 2: Shein' })).toBeDefined();
  await user.keyboard('{ArrowRight}');
  expect(await screen.findByRole('dialog', { name: 'Screenshot 2 of 2' })).toBeDefined();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('no screenshots yet', async () => {
  await open(worldOf());
  expect(await screen.findByRole('heading', { name: 'No screenshots yet' })).toBeDefined();
});

test('the page is called after the customer', async () => {
  await open(worldOf());
  await waitFor(() => expect(document.title).toBe('María Rodríguez · Casillero'));
});
