// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, memoryApp } from '../testing/memory-app.ts';
import { OPERATOR } from '../testing/people.ts';
import { aMessage, anUnrouted } from '../testing/record-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const tenants = [
  aTenant(),
  aTenant({ id: 'izalco', name: 'Envíos Izalco' }),
  aTenant({ id: 'cargo', name: 'Cargo', status: 'suspended' }),
];
const since = '2026-01-10T12:00:00.000Z';
const bound = {
  senderId: 'sender-9',
  aliases: ['phone:+50370000300', 'lid:main:77'],
  phone: '+50370000300',
  staffOf: null,
  boundTo: { tenantId: 'envios-lempa', name: 'Envíos Lempa', since, via: 'link' },
  conversations: [{ tenantId: 'envios-lempa', name: 'Envíos Lempa', kind: 'contact', lastMessageAt: since }],
  isUnrouted: false,
};
type Answers = NonNullable<Parameters<typeof memoryApp>[0]['answers']>;
const open = async (at: string, answers: Answers, more = {}) => {
  const app = memoryApp({ world: { ...EMPTY_WORLD, tenants, ...more }, signedInAs: OPERATOR, answers });
  return { ...(await renderDashboard(app, at)), app };
};
const said = (text: string) => waitFor(() => expect(screen.getByRole('log').textContent).toBe(text));
const called = (app: { calls: readonly string[] }, id: string) => app.calls.filter((call) => call.startsWith(`${id} `));

test('a phone in any spelling is looked up; whose, since when and by what is told', async () => {
  const { user, app, path } = await open('/senders', () => ok(bound));
  await user.type(await screen.findByRole('searchbox', { name: 'Phone, alias or id' }), '7000-0300{Enter}');
  expect(await screen.findByText('+503 7000 0300')).toBeDefined();
  expect(screen.getByText(/by a link/)).toBeDefined();
  expect(screen.getByText('lid:main:77')).toBeDefined();
  expect(path()).toBe('/senders?sender=7000-0300');
  expect(app.calls[0]).toContain('"sender":"7000-0300"');
});

test('nobody of this name: said, not shown as a failure', async () => {
  await open('/senders?sender=nobody', () => fail('not-found', '', ''));
  expect(await screen.findByRole('heading', { name: 'Nobody of this name has written' })).toBeDefined();
});

test('a contact is unbound after a question, and looked up anew', async () => {
  let isBound = true;
  const { user, app } = await open('/senders?sender=sender-9', ({ id }) => {
    if (id === 'unbindSender') isBound = false;
    return ok(id === 'lookUpSender' ? { ...bound, boundTo: isBound ? bound.boundTo : null } : undefined);
  });
  await user.click(await screen.findByRole('button', { name: 'Unbind' }));
  await user.click(
    within(screen.getByRole('dialog', { name: 'Unbind from Envíos Lempa?' })).getByRole('button', { name: 'Unbind' }),
  );
  await said('No longer with Envíos Lempa.');
  expect(await screen.findByText('nobody')).toBeDefined();
  expect(called(app, 'unbindSender')[0]).toContain('"alias":"phone:+50370000300"');
  expect(screen.queryByRole('button', { name: 'Unbind' })).toBeNull();
});

test('a contact is moved in two presses; its present importer is not offered', async () => {
  const { user, app } = await open('/senders?sender=sender-9', ({ id }) =>
    ok(id === 'lookUpSender' ? bound : undefined),
  );
  await user.click(await screen.findByRole('button', { name: 'Move to another importer' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.queryByRole('button', { name: 'Envíos Lempa' })).toBeNull();
  await user.click(dialog.getByRole('button', { name: 'Envíos Izalco' }));
  await said('With Envíos Izalco now.');
  expect(called(app, 'moveSender')[0]).toContain('"tenantId":"izalco"');
});

test('one who waits is given to an importer together with what was kept', async () => {
  const waiting = { ...bound, boundTo: null, conversations: [], isUnrouted: true };
  const { user, app } = await open('/senders?sender=sender-9', ({ id }) =>
    ok(id === 'lookUpSender' ? waiting : { messageCount: 2 }),
  );
  await user.click(await screen.findByRole('button', { name: 'Bind to an importer' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Envíos Izalco' }));
  await said('With Envíos Izalco now.');
  expect(called(app, 'assignUnrouted')[0]).toContain('"alias":"phone:+50370000300"');
  expect(called(app, 'moveSender')).toEqual([]);
});

const rosa = anUnrouted();
const hidden = anUnrouted({
  id: 'lid:main:5',
  display: 'lid:main:5',
  profileName: null,
  reason: 'inactive-link-code',
  lastText: '',
  lastMediaCount: 2,
});

test('who wrote without an owner is listed live, filtered by reason, with the messages on demand', async () => {
  const { user, app, path } = await open('/unrouted', () => null, {
    unrouted: [rosa, hidden],
    unroutedMessages: {
      [rosa.id]: [aMessage({ text: 'Buenas' }), aMessage({ id: 'm2', text: '¿Dónde está mi paquete?' })],
    },
  });
  expect(await screen.findByText('2 attachments')).toBeDefined();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Why' }), 'unknown sender');
  expect(screen.getAllByRole('article')).toHaveLength(1);
  expect(path()).toBe('/unrouted?reason=unknown-sender');
  await user.click(screen.getByRole('button', { name: 'Show messages' }));
  expect((await screen.findByRole('list', { name: 'Messages, the newest last' })).textContent).toContain('Buenas');
  act(() =>
    app.change((now) => ({
      ...now,
      unrouted: [rosa, hidden, anUnrouted({ id: 'phone:+50370000301', display: '+503 7000 0301' })],
    })),
  );
  expect(screen.getAllByRole('article')).toHaveLength(2);
});

test('one is given to an importer that is active, and dismissed', async () => {
  const { user, app } = await open(
    '/unrouted',
    ({ id }) => ok(id === 'assignUnrouted' ? { messageCount: 2 } : undefined),
    { unrouted: [rosa] },
  );
  await user.click(await screen.findByRole('button', { name: 'Assign' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Whose customer is +503 7000 0300?' }));
  expect(dialog.queryByRole('button', { name: 'Cargo' })).toBeNull();
  await user.click(dialog.getByRole('button', { name: 'Envíos Lempa' }));
  await said('+503 7000 0300 is with Envíos Lempa; 2 messages go along.');
  await user.click(within(screen.getByRole('article')).getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(called(app, 'dismissUnrouted')).toHaveLength(1));
});

test('by keys: the focus goes from a card that leaves to the one that took its place, then to the heading', async () => {
  const other = anUnrouted({ id: 'phone:+50370000301', display: '+50370000301' });
  const { user, app } = await open('/unrouted', () => ok(undefined), { unrouted: [rosa, other] });
  const [first] = await screen.findAllByRole('button', { name: 'Dismiss' });
  first?.focus();
  await user.keyboard('{Enter}');
  await said('+503 7000 0300 is off the list until the next message.');
  act(() => app.change((now) => ({ ...now, unrouted: [other] })));
  const card = within(screen.getByRole('article'));
  expect(document.activeElement).toBe(card.getByRole('link', { name: '+503 7000 0301' }));
  act(() => app.change((now) => ({ ...now, unrouted: [] })));
  expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
});

test('a search that finds nobody among those loaded says that there are more', async () => {
  const { user } = await open('/unrouted?q=nobody', () => null, {
    unrouted: Array.from({ length: 31 }, (_, place) => anUnrouted({ id: `phone:+50370000${300 + place}` })),
  });
  expect(await screen.findByText('Nothing found among the last 30; load more to look further.')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  expect(await screen.findByText('Nothing found')).toBeDefined();
});

test('the number that was written to is in the reader’s form, and leads to it', async () => {
  await open('/unrouted', () => null, { unrouted: [anUnrouted({ number: 'twilio:+12025550123' })] });
  const link = await screen.findByRole('link', { name: 'to +1 202 555 0123' });
  expect(link.getAttribute('href')).toBe('/numbers?number=twilio%3A%2B12025550123');
});

test('nobody waits: that is good', async () => {
  await open('/unrouted', () => null);
  expect(await screen.findByRole('heading', { name: 'Nobody is waiting' })).toBeDefined();
});
