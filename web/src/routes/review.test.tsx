// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { aBatch, anOrder, aScreenshot, aTenant, minutesAgo, NOW } from '../testing/builders.ts';
import { type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';
import { asDuplicate, ordersOf } from '../testing/review-builders.ts';

const confidence = (over: object) => ({ ...anOrder().confidence, ...over });
const screenshots = [
  aScreenshot({ id: 'shot-1', receivedAt: minutesAgo(9), order: anOrder({ orderNumber: 'GSH1' }) }),
  aScreenshot({
    id: 'shot-2',
    receivedAt: minutesAgo(8),
    order: anOrder({ shop: 'Temu', orderNumber: 'PO-2', total: 30, confidence: confidence({ total: 0.3 }) }),
  }),
  aScreenshot({ id: 'shot-3', receivedAt: minutesAgo(7), order: anOrder({ shop: 'Walmart', orderNumber: 'W3' }) }),
];
const world: MemoryWorld = {
  tenants: [aTenant()],
  batches: { 'envios-lempa': [aBatch()] },
  screenshots: { 'envios-lempa': screenshots },
  orders: { 'envios-lempa': ordersOf(screenshots, 'María Rodríguez') },
};
const open = (at = '/review', options: Partial<Parameters<typeof memoryApp>[0]> = {}) => {
  const app = memoryApp({ world, signedInAs: ADMIN, ...options });
  return renderDashboard(app, at).then((page) => ({ ...page, app }));
};
const shops = async () => {
  await screen.findAllByRole('heading', { level: 2, name: 'María Rodríguez' });
  return screen
    .getAllByRole('listitem')
    .flatMap((item) => /Shein|Temu|Walmart/.exec(item.textContent ?? '')?.[0] ?? []);
};

describe('the orders to review', () => {
  test('what needs a person is on top, with its reasons; then the one that waits longest', async () => {
    await open();
    expect(await shops()).toEqual(['Temu', 'Shein', 'Walmart']);
    const [first] = screen.getAllByRole('list', { name: 'Reasons to look' });
    expect(within(first as HTMLElement).getByText('Total')).toBeDefined();
  });

  test('several are confirmed at once; what needs a look is left, and can be confirmed too', async () => {
    const { user, app } = await open();
    await user.click(await screen.findByRole('checkbox', { name: 'Choose all shown' }));
    await user.click(screen.getByRole('button', { name: 'Confirm 3 orders' }));
    expect(await screen.findByText('1 order was left, because it needs a look.')).toBeDefined();
    expect(await shops()).toEqual(['Temu']);
    await user.click(screen.getByRole('button', { name: 'Confirm them anyway' }));
    expect(await screen.findByRole('heading', { name: 'Everything is reviewed' })).toBeDefined();
    expect(app.calls.filter((call) => call.startsWith('confirmOrders'))).toHaveLength(2);
  });

  test('an order is found by a part of its number, in any state', async () => {
    const { user } = await open();
    await user.type(await screen.findByRole('searchbox', { name: 'Search by customer or order number' }), 'w3');
    await waitFor(async () => expect(await shops()).toEqual(['Walmart']));
    await user.type(screen.getByRole('searchbox'), 'zzz');
    expect(await screen.findByRole('heading', { name: 'Nothing found' })).toBeDefined();
  });

  test('J opens the first one', async () => {
    const { user, path } = await open();
    await shops();
    await user.keyboard('j');
    await waitFor(() => expect(path()).toMatch(/^\/review\/orders\/batch-1_P02$/));
  });

  test('an operator looks and cannot choose', async () => {
    await open('/tenants/envios-lempa/review', { signedInAs: OPERATOR });
    expect(await shops()).toHaveLength(3);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  test('a failure is told', async () => {
    await open('/review', { listeners: { code: 'permission-denied', message: '', hint: '' } });
    expect(await screen.findByText('Your account has no access to this.')).toBeDefined();
  });
});

test('accuracy is shown per field and shop, and for all together', async () => {
  const updatedAt = NOW;
  const accuracy = [
    { id: 'temu', name: 'Temu', orderCount: 2, updatedAt, seen_total: 2, right_total: 1 },
    {
      id: 'shein',
      name: 'Shein',
      orderCount: 8,
      updatedAt,
      seen_total: 8,
      right_total: 8,
      seen_items: 4,
      right_items: 3,
    },
    { id: 'nike', name: 'Nike', orderCount: 0, updatedAt, seen_total: 0, right_total: 0 },
  ];
  await open('/review/accuracy', { world: { ...world, accuracy: { 'envios-lempa': accuracy } } });
  const row = (await screen.findByRole('rowheader', { name: 'Total' })).closest('tr');
  expect([...(row?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent)).toEqual([
    '90%9 of 10',
    '100%8 of 8',
    '50%1 of 2',
  ]);
  expect(screen.queryByText('Nike')).toBeNull();
});

describe('the batch page', () => {
  test('shows each order once, with the way to its review', async () => {
    const parts = [
      aScreenshot({ id: 'shot-1', orderId: 'x' }),
      aScreenshot({ id: 'shot-2', orderId: 'x', order: anOrder({ total: null }) }),
    ];
    const orders = ordersOf(parts, 'María Rodríguez');
    const { user, path } = await open('/batches/batch-1', {
      world: { ...world, screenshots: { 'envios-lempa': parts }, orders: { 'envios-lempa': orders } },
    });
    expect(await screen.findByRole('heading', { name: '1 order' })).toBeDefined();
    expect(screen.getByText('2 screenshots', { selector: 'section *' })).toBeDefined();
    const main = within(screen.getByRole('main'));
    await user.click(main.getByRole('link', { name: 'Review' }));
    await waitFor(() => expect(path()).toMatch(/^\/review\/orders\//));
  });

  test('asks for the orders of screenshots that were read before there were any', async () => {
    const { app } = await open('/batches/batch-1', { world: { ...world, orders: {} } });
    await waitFor(() => expect(app.calls.filter((call) => call.startsWith('gatherOrders'))).toHaveLength(1));
  });

  test('a picture that was sent twice leads to the one that counts', async () => {
    const again = aScreenshot({
      id: 'shot-9',
      state: 'refused',
      order: null,
      media: null,
      duplicateOf: 'shot-2',
      failure: { code: 'duplicate', message: 'The same image.' },
    });
    await open('/batches/batch-1', {
      world: { ...world, screenshots: { 'envios-lempa': [...screenshots, again] } },
    });
    const link = await screen.findByRole('link', { name: 'Go to screenshot 2' });
    expect(link.getAttribute('href')).toBe('#screenshot-2');
  });
});

test('an order whose number another one has leads to it', async () => {
  const [first] = ordersOf(screenshots.slice(0, 1), 'María Rodríguez');
  if (!first) throw new Error('no order');
  const twin = asDuplicate({ ...first, id: 'twin' }, first);
  const { user, path } = await open('/review/orders/twin', {
    world: { ...world, orders: { 'envios-lempa': [first, twin] } },
  });
  await user.click(await screen.findByRole('link', { name: 'Look at that order' }));
  await waitFor(() => expect(path()).toBe(`/review/orders/${first.id}`));
});
