// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Purchase } from '../features/purchases/ports.ts';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, memoryApp } from '../testing/memory-app.ts';
import { OPERATOR } from '../testing/people.ts';
import { aPurchase } from '../testing/record-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const price = { amount: '1.15', currency: 'USD' };
const forSale = {
  phone: '+12025550123',
  display: '+1 202 555 0123',
  country: 'US',
  kind: 'local',
  locality: 'Washington',
  region: 'DC',
  capabilities: { voice: true, sms: true, mms: false },
  addressRequirements: 'none',
  monthlyPrice: price,
};
const viewOf = (purchase: Purchase, can = { resume: false, undo: false, verify: false }) => {
  const { webhooksSetAt, verificationCode, givesBack, version, checks, requestedBy, ...rest } = purchase;
  return {
    ...rest,
    number: `twilio:${purchase.phone}`,
    can,
    requestedBy: requestedBy.email,
    requestedAt: purchase.requestedAt.toISOString(),
    updatedAt: purchase.updatedAt.toISOString(),
    onlineAt: null,
  };
};
type Answers = NonNullable<Parameters<typeof memoryApp>[0]['answers']>;
const open = async (at: string, answers: Answers, purchases: readonly Purchase[] = []) => {
  const world = { ...EMPTY_WORLD, tenants: [aTenant()], purchases };
  const app = memoryApp({ world, signedInAs: OPERATOR, answers });
  return { ...(await renderDashboard(app, at)), app };
};
const called = (app: { calls: readonly string[] }, id: string) => app.calls.filter((call) => call.startsWith(`${id} `));

test('search, choose, look at the price, confirm: it is followed on its own page; a lost answer is asked for again, not paid again', async () => {
  // After each of these it may have been bought all the same, or is being bought: the key stays.
  const unknown = ['no-network', 'internal', 'http-504', 'provider-unreachable', 'still-running'];
  const outcomes = [...unknown.map((code) => fail(code, '', '')), ok(viewOf(aPurchase()))];
  const { user, app, path } = await open(
    '/numbers/buy',
    ({ id }) => {
      if (id === 'listNumberKinds') return ok({ kinds: [{ kind: 'local', monthlyPrice: price }] });
      if (id === 'searchAvailableNumbers') return ok({ numbers: [forSale] });
      if (id === 'provisionNumber') return outcomes.shift() ?? null;
      if (id === 'getPurchase') return ok(viewOf(aPurchase()));
      return null;
    },
    [aPurchase()],
  );
  await screen.findByRole('option', { name: 'Local · $1.15' });
  await user.type(screen.getByRole('textbox', { name: 'Contains (optional)' }), '5');
  await user.click(screen.getByRole('button', { name: 'Search' }));
  expect(called(app, 'searchAvailableNumbers')).toEqual([]);
  await user.type(screen.getByRole('textbox', { name: 'Contains (optional)' }), '55{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Choose +1 202 555 0123' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Buy +1 202 555 0123?' }));
  expect(dialog.getByText('$1.15 a month')).toBeDefined();
  await user.selectOptions(dialog.getByRole('combobox', { name: 'For' }), 'Envíos Lempa');
  expect(dialog.getByRole('textbox', { name: 'Name in WhatsApp' }).getAttribute('value')).toBe('Envíos Lempa');
  await user.click(dialog.getByRole('button', { name: 'Buy it' }));
  expect((await dialog.findByRole('alert')).textContent).toContain('The server could not be reached.');
  for (const _each of unknown) await user.click(await dialog.findByRole('button', { name: 'Buy it' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Purchase of +1 202 555 0123' })).toBeDefined();
  expect(path()).toBe('/numbers/purchases/purchase-1');
  expect(called(app, 'provisionNumber').at(-1)).toContain('"tenantId":"envios-lempa"');
  expect(new Set(app.keys).size).toBe(1);
  expect(app.keys).toHaveLength(unknown.length + 1);
});

test('a purchase is followed step by step, until it works', async () => {
  const { app } = await open('/numbers/purchases/purchase-1', () => ok(viewOf(aPurchase())), [aPurchase()]);
  const standing = async (step: string) => (await screen.findByText(step)).closest('li')?.getAttribute('data-standing');
  expect(await standing('Buy the number')).toBe('now');
  act(() =>
    app.change((now) => ({ ...now, purchases: [aPurchase({ state: 'pending-verification', updatedAt: new Date() })] })),
  );
  expect(await standing('Verification by WhatsApp')).toBe('now');
  expect(screen.getByText(/WhatsApp verifies the number/)).toBeDefined();
  act(() => app.change((now) => ({ ...now, purchases: [aPurchase({ state: 'online' })] })));
  expect(await standing('It works')).toBe('done');
});

test('a failed one says why, is resumed or undone, and takes the verification code', async () => {
  const failed = aPurchase({
    state: 'failed',
    failure: { step: 'registering', code: 'provider-refused', message: 'x', hint: 'y' },
  });
  const { user, app } = await open(
    '/numbers/purchases/purchase-1',
    () => ok(viewOf(failed, { resume: true, undo: true, verify: true })),
    [failed],
  );
  expect((await screen.findByRole('alert')).textContent).toContain('The provider refused.');
  await user.type(await screen.findByRole('textbox', { name: 'Verification code' }), '123-456{Enter}');
  await waitFor(() => expect(called(app, 'verifyPurchase')[0]).toContain('"code":"123456"'));
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await waitFor(() => expect(called(app, 'resumePurchase')).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Undo the purchase' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Undo the purchase' }));
  await waitFor(() => expect(called(app, 'undoPurchase')).toHaveLength(1));
});

test('purchases are listed with their states', async () => {
  const { user } = await open('/numbers?tab=purchases', () => ok(viewOf(aPurchase())), [
    aPurchase({ state: 'failed' }),
  ]);
  expect(await screen.findByText('failed')).toBeDefined();
  await user.click(screen.getByRole('link', { name: '+1 202 555 0123' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Purchase of +1 202 555 0123' })).toBeDefined();
});
