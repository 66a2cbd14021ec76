// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { ReceivingNumber } from '../features/numbers/ports.ts';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { OPERATOR } from '../testing/people.ts';
import { aNumber } from '../testing/record-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const shared = aNumber();
const own = aNumber({
  id: 'meta:770000000000001',
  provider: 'meta',
  mode: 'dedicated',
  tenantIds: [],
  display: '+503 7000 0900',
  phone: '+50370000900',
  quality: 'green',
  messagingLimit: 'TIER_2K',
});
const world = {
  ...EMPTY_WORLD,
  tenants: [aTenant(), aTenant({ id: 'izalco', name: 'Envíos Izalco' })],
  numbers: [shared, own],
};
const viewOf = ({ id, createdAt, accountId, ...rest }: ReceivingNumber) => ({
  ...rest,
  number: id,
  isDefault: false,
  assignedAt: null,
  lastCheckedAt: createdAt.toISOString(),
});
const accounts = [
  { provider: 'meta', account: 'WABA 1', numbersUsed: 2, numbersLimit: 2, limitOf: 'business', failure: null },
];
type Answers = NonNullable<Parameters<typeof memoryApp>[0]['answers']>;
const open = (at = '/numbers', answers: Answers = () => null, there: MemoryWorld = world) => {
  const app = memoryApp({
    world: there,
    signedInAs: OPERATOR,
    answers: (endpoint, call) => {
      if (endpoint.id === 'listNumbers') return ok({ numbers: [], accounts });
      if (endpoint.id === 'getDefaultNumber') return ok({ number: shared.id });
      return answers(endpoint, call);
    },
  });
  return renderDashboard(app, at).then((opened) => ({ ...opened, app }));
};
const acts = (app: { calls: readonly string[] }) =>
  app.calls.filter((call) => !/^(listNumbers|getDefaultNumber)/.test(call));
const said = (text: string) => waitFor(() => expect(screen.getByRole('log').textContent).toBe(text));

test('all providers in one list; the filters stand in the address', async () => {
  const { user, path } = await open();
  expect(await screen.findAllByRole('rowheader')).toHaveLength(2);
  expect(screen.getByText('Default')).toBeDefined();
  expect((await screen.findByRole('meter')).getAttribute('aria-valuetext')).toBe('2 of 2 of the business');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Connected by' }), 'Meta');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Assigned to' }), 'Nobody');
  expect(screen.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual(['+503 7000 0900Casillero']);
  expect(path()).toBe('/numbers?provider=meta&assigned=free');
});

test('a number is given to an importer in two presses, and taken back in one', async () => {
  const { user, app } = await open('/numbers', ({ id }) => (/assignNumber/.test(id) ? ok(viewOf(own)) : null));
  await user.click(await screen.findByRole('button', { name: 'Assign +503 7000 0900' }));
  await user.click(screen.getByRole('button', { name: 'Envíos Izalco' }));
  await said('+503 7000 0900: Envíos Izalco.');
  expect(acts(app)).toEqual([
    'assignNumber {"params":{"number":"meta:770000000000001"},"query":{},"body":{"mode":"dedicated","tenantIds":["izalco"],"shareDeliberately":false}}',
  ]);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(acts(app)[1]).toMatch(/^unassignNumber/));
});

test('by keys: who pressed something in the message about what was done is back where they were', async () => {
  const { user } = await open('/numbers', ({ id }) => (/assignNumber/.test(id) ? ok(viewOf(own)) : null));
  await user.click(await screen.findByRole('button', { name: 'Assign +503 7000 0900' }));
  await user.click(screen.getByRole('button', { name: 'Envíos Izalco' }));
  await said('+503 7000 0900: Envíos Izalco.');
  const assign = screen.getByRole('button', { name: 'Assign +503 7000 0900' });
  assign.focus();
  while (!screen.getByRole('button', { name: 'Undo' }).matches(':focus')) await user.tab();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
  expect(document.activeElement).not.toBe(document.body);
});

test('of a thousand importers whose it is stands first, and the others are found by the search', async () => {
  const tenants = Array.from({ length: 1_000 }, (_, place) => aTenant({ id: `t-${place}`, name: `Importer ${place}` }));
  const mine = { ...own, tenantIds: ['t-999'] };
  const { user } = await open('/numbers', () => null, { ...world, tenants, numbers: [mine] });
  await user.click(await screen.findByRole('button', { name: 'Assign +503 7000 0900' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByRole('button', { name: 'Importer 999' }).getAttribute('aria-pressed')).toBe('true');
  expect(dialog.getByText('901 more: search for them.')).toBeDefined();
  await user.keyboard('Importer 500');
  expect(dialog.getByRole('button', { name: 'Importer 500' })).toBeDefined();
  expect(dialog.queryByText(/search for them/)).toBeNull();
});

test('several importers only after the switch that says what it means', async () => {
  const { user, app } = await open('/numbers', ({ id }) => (id === 'assignNumber' ? ok(viewOf(own)) : null));
  await user.click(await screen.findByRole('button', { name: 'Assign +503 7000 0900' }));
  const dialog = within(screen.getByRole('dialog'));
  await user.click(dialog.getByRole('switch', { name: 'Several importers share it' }));
  expect(dialog.getByText(/Every message to this number then reaches each of them/)).toBeDefined();
  await user.click(dialog.getByRole('button', { name: 'Envíos Lempa' }));
  await user.click(dialog.getByRole('button', { name: 'Envíos Izalco' }));
  expect(acts(app)).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Assign to 2 importers' }));
  await waitFor(() => expect(acts(app)[0]).toContain('"tenantIds":["envios-lempa","izalco"],"shareDeliberately":true'));
});

test('a refusal stays in the dialog with its reason', async () => {
  const { user } = await open('/numbers', () => fail('number-is-leaving', '', ''));
  await user.click(await screen.findByRole('button', { name: 'Assign +503 7000 0900' }));
  await user.click(screen.getByRole('button', { name: /Shared by all/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('This number is being released.');
});

test('a number is added by its key, with what the provider tells, and its details open', async () => {
  const added = aNumber({ ...own, id: 'meta:770000000000009', display: '+503 7000 0999' });
  let fails = true;
  const { user, app, path } = await open('/numbers', ({ id }) => {
    if (id !== 'addNumber') return null;
    if (fails) return fail('unknown-at-provider', '', '');
    app.change((now) => ({ ...now, numbers: [shared, own, added] }));
    return ok(viewOf(added));
  });
  await user.click(await screen.findByRole('button', { name: 'Add a number' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Add a number' }));
  const key = dialog.getByRole('textbox', { name: 'Phone number ID' });
  await user.type(key, '+503 7000 0999{Enter}');
  expect(dialog.getByText(/has digits only/)).toBeDefined();
  await user.clear(key);
  await user.type(key, '770000000000001{Enter}');
  expect(dialog.getByText('This number is in the list already.')).toBeDefined();
  expect(acts(app)).toEqual([]);
  await user.clear(key);
  await user.type(key, '770000000000009{Enter}');
  expect((await dialog.findByRole('alert')).textContent).toContain('The provider knows no such number.');
  fails = false;
  await user.click(dialog.getByRole('button', { name: 'Add it' }));
  expect(await screen.findByRole('dialog', { name: '+503 7000 0999' })).toBeDefined();
  expect(acts(app).at(-1)).toBe('addNumber {"params":{"number":"meta:770000000000009"},"query":{},"body":{}}');
  expect(path()).toContain('number=meta%3A770000000000009');
});

test('the details open by address, and the number is released only once it was typed', async () => {
  const { user, app, path } = await open(`/numbers?number=${encodeURIComponent(shared.id)}`, ({ id }) =>
    id === 'releaseNumber' ? fail('still-default', '', '') : null,
  );
  const details = within(await screen.findByRole('dialog', { name: '+1 555-0100' }));
  expect(details.getByText('not known')).toBeDefined();
  await user.click(details.getByRole('button', { name: 'Release' }));
  const confirm = within(screen.getByRole('dialog', { name: 'Release +1 555-0100 for good?' }));
  await user.type(confirm.getByRole('textbox'), '+1 555-0101');
  await user.click(confirm.getByRole('button', { name: 'Release' }));
  expect(acts(app)).toEqual([]);
  await user.clear(confirm.getByRole('textbox'));
  await user.type(confirm.getByRole('textbox'), '1 555 0100');
  await user.click(confirm.getByRole('button', { name: 'Release' }));
  expect(acts(app)).toEqual([]);
  await user.clear(confirm.getByRole('textbox'));
  await user.type(confirm.getByRole('textbox'), '+15550100{Enter}');
  expect((await confirm.findByRole('alert')).textContent).toContain('It is the default number.');
  expect(acts(app)[0]).toMatch(/^releaseNumber .*"confirm":"\+15550100"/);
  expect(app.keys).toHaveLength(1);
  expect(path()).toContain('/numbers?number=');
});
