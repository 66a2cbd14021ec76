// @vitest-environment happy-dom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ReviewedOrder } from '../features/review/ports.ts';
import type { Screenshot } from '../features/screenshots/ports.ts';
import { aBatch, anOrder, aScreenshot, aTenant, minutesAgo } from '../testing/builders.ts';
import { type MemoryApp, memoryApp } from '../testing/memory-app.ts';
import { aCustomer } from '../testing/parcel-builders.ts';
import { ADMIN, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';
import { ordersOf } from '../testing/review-builders.ts';

const doubtful = (fields: object) => ({ ...anOrder().confidence, ...fields });
const shot = (n: number, over: Partial<Screenshot> = {}) =>
  aScreenshot({ id: `shot-${n}`, receivedAt: minutesAgo(60 - n), ...over });
const THREE = [
  shot(1, { order: anOrder({ shop: 'Temu', orderNumber: 'PO1', total: 30, confidence: doubtful({ total: 0.3 }) }) }),
  shot(2, { order: anOrder({ orderNumber: 'GSH2' }) }),
  shot(3, { order: anOrder({ shop: 'Walmart', orderNumber: 'W3' }) }),
];

async function open(
  screenshots: readonly Screenshot[] = THREE,
  options: Partial<Parameters<typeof memoryApp>[0]> = {},
  change: (order: ReviewedOrder) => ReviewedOrder = (order) => order,
) {
  const orders = ordersOf(screenshots, 'María Rodríguez').map(change);
  const app = memoryApp({
    world: {
      tenants: [aTenant()],
      batches: { 'envios-lempa': [aBatch()] },
      screenshots: { 'envios-lempa': screenshots },
      orders: { 'envios-lempa': orders },
      customers: { 'envios-lempa': [aCustomer({ id: 'customer-2', name: 'Rodrigo Orellana', phone: null })] },
    },
    signedInAs: ADMIN,
    ...options,
  });
  const base = options.signedInAs === OPERATOR ? '/tenants/envios-lempa' : '';
  const page = await renderDashboard(app, `${base}/review/orders/${orders[0]?.id}`);
  await screen.findByRole('heading', { level: 1, name: /María Rodríguez|Unnamed/ });
  return { ...page, app };
}
const callsOf = (app: MemoryApp, id: string) => app.calls.filter((call) => call.startsWith(`${id} `));
const value = (name: string) => screen.getByRole('button', { name: new RegExp(`^${name}: `) }).textContent;

describe('by keys alone', () => {
  test('two keys confirm two orders: the next one is shown at once', async () => {
    const { user, app } = await open();
    expect(value('Shop')).toBe('Temu');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(value('Shop')).toBe('Shein'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(value('Shop')).toBe('Walmart'));
    expect(callsOf(app, 'confirmOrder')).toHaveLength(2);
    expect(callsOf(app, 'confirmOrder')[0]).toContain('"revision":1');
  });

  test('the last one leads back to the list', async () => {
    const { user, path } = await open(THREE.slice(0, 1));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(path()).toBe('/review'));
    expect(await screen.findByRole('heading', { name: 'Everything is reviewed' })).toBeDefined();
  });

  test('J and K go to the neighbours, and no further', async () => {
    const { user, app } = await open();
    await user.keyboard('k');
    expect(value('Shop')).toBe('Temu');
    await user.keyboard('j');
    await waitFor(() => expect(value('Shop')).toBe('Shein'));
    await user.keyboard('j');
    await waitFor(() => expect(value('Shop')).toBe('Walmart'));
    await user.keyboard('k');
    await waitFor(() => expect(value('Shop')).toBe('Shein'));
    expect(app.calls).toEqual([]);
  });

  test('E writes the first doubtful field, Enter saves, Enter confirms', async () => {
    const { user, app } = await open();
    await user.keyboard('e');
    const field = screen.getByRole('textbox', { name: 'Total' });
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.type(field, '1,234.50{Enter}');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(value('Total')).toBe('$1,234.50');
    expect(screen.getByText('Corrected by a person')).toBeDefined();
    expect(callsOf(app, 'correctOrder')[0]).toContain('"set":{"total":1234.5}');
    await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(value('Shop')).toBe('Shein'));
  });

  test('keys stand back while somebody writes; Escape leaves the field as it was', async () => {
    const { user, app } = await open();
    await user.keyboard('e');
    await user.type(screen.getByRole('textbox', { name: 'Total' }), 'jkx?');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(value('Total')).toBe('$30.00');
    expect(app.calls).toEqual([]);
  });

  test('X sets aside, and it can be taken back', async () => {
    const { user, app } = await open();
    await user.keyboard('x');
    expect((await screen.findAllByText('Set aside: Temu PO1')).length).toBeGreaterThan(0);
    await waitFor(() => expect(value('Shop')).toBe('Shein'));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(value('Shop')).toBe('Temu'));
    expect(callsOf(app, 'reopenOrder')).toHaveLength(1);
  });

  test('? shows the keys', async () => {
    const { user } = await open();
    await user.keyboard('?');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeDefined();
  });
});

describe('fields', () => {
  test('doubtful ones come first, with what else was seen, and stay there while they are corrected', async () => {
    const other = shot(2, { order: anOrder({ shop: 'Temu', orderNumber: 'PO1', total: 33 }) });
    const { user } = await open([THREE[0] as Screenshot, other]);
    const first = within(screen.getByRole('region', { name: 'Check these first' }));
    expect(first.getByText(/Its screenshots say different things\. Also seen: \$30\.00/)).toBeDefined();
    await user.click(first.getByRole('button', { name: /^Total: / }));
    await user.clear(screen.getByRole('textbox', { name: 'Total' }));
    await user.keyboard('31{Enter}');
    expect(await first.findByText('Corrected by a person')).toBeDefined();
    expect(first.getByRole('button', { name: 'Total: $31.00. Edit' })).toBeDefined();
  });

  test('what the machine read can be had back', async () => {
    const { user, app } = await open();
    await user.keyboard('e');
    await user.clear(screen.getByRole('textbox', { name: 'Total' }));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(value('Total')).toBe('Not shown'));
    await user.keyboard('e');
    await user.click(screen.getByRole('button', { name: 'Use what was read' }));
    await waitFor(() => expect(value('Total')).toBe('$30.00'));
    expect(callsOf(app, 'correctOrder').at(-1)).toContain('"reset":["total"]');
  });

  test.each([
    ['Total', 'twelve', 'Write an amount such as 12.50.'],
    ['Currency', 'US', 'Three letters, such as USD.'],
    ['Shop', 'x'.repeat(81), 'At most 80 characters.'],
  ])('%s does not take %s', async (name, typed, says) => {
    const { user, app } = await open();
    await user.click(screen.getByRole('button', { name: new RegExp(`^${name}: `) }));
    const field = screen.getByRole('textbox', { name });
    await user.clear(field);
    await user.type(field, `${typed}{Enter}`);
    expect(screen.getByText(says)).toBeDefined();
    expect(app.calls).toEqual([]);
  });

  test('articles are added, changed and removed', async () => {
    const { user, app } = await open();
    await user.click(screen.getByRole('button', { name: /^Articles: 1/ }));
    await user.click(screen.getByRole('button', { name: 'Add an article' }));
    await user.type(screen.getByRole('textbox', { name: 'Article 2' }), 'Falda');
    const [, quantity] = screen.getAllByRole('textbox', { name: 'Quantity' });
    await user.clear(quantity as HTMLElement);
    await user.type(quantity as HTMLElement, '0{Enter}');
    expect(screen.getByText('A whole number from 1.')).toBeDefined();
    await user.clear(quantity as HTMLElement);
    await user.type(quantity as HTMLElement, '2');
    await user.click(screen.getByRole('button', { name: 'Remove Vestido midi acanalado' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(callsOf(app, 'correctOrder')[0]).toContain(
      '"items":[{"name":"Falda","quantity":2,"unitPrice":null,"size":null,"color":null}]',
    );
  });

  test('a tracking number tells at once whether its check digit agrees', async () => {
    const { user, app } = await open();
    await user.click(screen.getByRole('button', { name: /^Tracking numbers: 1/ }));
    const field = screen.getByRole('textbox', { name: 'Tracking number 1' });
    await user.clear(field);
    await user.type(field, '1Z999AA10123456785');
    expect(screen.getByText('Check digit cannot be confirmed')).toBeDefined();
    await user.type(field, '{Backspace}4');
    expect(screen.getByText('Check digit correct')).toBeDefined();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(callsOf(app, 'correctOrder')).toHaveLength(1));
    expect(callsOf(app, 'correctOrder')[0]).toContain('"carrier":"UPS"');
  });

  test('a correction that is refused stays in its field with the reason', async () => {
    const refused = { code: 'already-reviewed', message: '', hint: '' };
    const { user } = await open(THREE, {
      answers: ({ id }) => (id === 'correctOrder' ? { ok: false, failure: refused } : null),
    });
    await user.keyboard('e');
    await user.keyboard('31{Enter}');
    expect(await screen.findByText('It has been reviewed already. Reopen it to correct it.')).toBeDefined();
    expect(screen.getByRole('textbox', { name: 'Total' })).toBeDefined();
  });
});

test('an order that changed meanwhile is not confirmed: it is said, and the order is still there', async () => {
  const changed = { code: 'changed-meanwhile', message: '', hint: '' };
  const { user } = await open(THREE.slice(0, 1), {
    answers: ({ id }) => (id === 'confirmOrder' ? { ok: false, failure: changed } : null),
  });
  await user.keyboard('{Enter}');
  const said = await screen.findAllByText(/^Not confirmed: Temu PO1\. A new screenshot has changed this order/);
  expect(said.length).toBeGreaterThan(0);
  expect(await screen.findByRole('link', { name: 'María Rodríguez' })).toBeDefined();
});

test('pictures of one order are switched by number, and a late one says so', async () => {
  const parts = [shot(1), shot(2)];
  const { user } = await open(parts, {}, (order) => ({
    ...order,
    review: 'confirmed',
    parts: order.parts.map((part, place) => (place === 1 ? { ...part, state: 'late' as const } : part)),
    attention: [{ kind: 'late' }],
  }));
  expect(screen.getByText(/came after it was reviewed/)).toBeDefined();
  const second = screen.getByRole<HTMLInputElement>('radio', { name: /Screenshot 2/ });
  expect(second.checked).toBe(false);
  await user.keyboard('2');
  expect(second.checked).toBe(true);
  expect(screen.getByRole('button', { name: 'Reopen' })).toBeDefined();
});

test('an operator looks and changes nothing', async () => {
  const { user, app } = await open(THREE, { signedInAs: OPERATOR });
  await user.keyboard('{Enter}ex');
  expect(screen.queryByRole('button', { name: 'Confirm' })).toBeNull();
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(app.calls).toEqual([]);
});

describe('whose it is', () => {
  const unnamed = (order: ReviewedOrder): ReviewedOrder => ({
    ...order,
    batchCustomerName: null,
    order: { ...order.order, customerName: 'María Rodríguez' },
    attention: [{ kind: 'customer' }],
  });

  test('where the batch has no name, Enter asks for the customer; the choice confirms', async () => {
    const { user, app } = await open(THREE, {}, unnamed);
    expect(screen.getByText(/Nobody has said whose order it is/)).toBeDefined();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    expect(app.calls).toEqual([]);
    await user.click(await within(dialog).findByRole('button', { name: /Rodrigo Orellana/ }));
    await waitFor(() => expect(value('Shop')).toBe('Shein'));
    expect(callsOf(app, 'confirmOrder')[0]).toContain('"customer":{"customerId":"customer-2"}');
  });

  test('several customers of one name: the order comes back and asks', async () => {
    const ambiguous = { code: 'customer-ambiguous', message: '', hint: '' };
    const { user } = await open(THREE, {
      answers: ({ id }) => (id === 'confirmOrder' ? { ok: false, failure: ambiguous } : null),
    });
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('dialog')).toBeDefined();
    expect(value('Shop')).toBe('Temu');
    expect((await screen.findAllByText(/Several of your customers have this name/)).length).toBeGreaterThan(0);
  });
});
