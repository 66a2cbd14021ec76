// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { EMPTY_WORLD, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { OPERATOR } from '../testing/people.ts';
import { aDeadEntry } from '../testing/problem-builders.ts';
import { aNumber, anAccount, anUnrouted } from '../testing/record-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

type Listeners = NonNullable<Parameters<typeof memoryApp>[0]['listeners']>;

const stats = {
  senders: 1234,
  staffPhones: 12,
  tenants: { active: 4, suspended: 1 },
  numbers: 3,
  linkCodes: 20,
  unrouted: 0,
  contacts: 900,
  perTenant: [{ tenantId: 'envios-lempa', name: 'Envíos Lempa', contacts: 700, messagesThisMonth: 4321 }],
  messagesPerDay: [
    { day: '2026-02-08', count: 10 },
    { day: '2026-02-09', count: 250 },
  ],
  updatedAt: '2026-02-10T15:00:00.000Z',
};
const open = async (world: Partial<MemoryWorld> = {}, first: typeof stats | null = stats) => {
  let counted = first;
  const app = memoryApp({
    world: { ...EMPTY_WORLD, ...world },
    signedInAs: OPERATOR,
    answers: ({ id }) => {
      if (id === 'recountStats') counted = { ...stats, senders: 1300 };
      return counted ? ok(counted) : fail('internal', '', '');
    },
  });
  return { ...(await renderDashboard(app, '/')), app };
};

test('all is well, and the figures lead to where they come from', async () => {
  await open({ numbers: [aNumber()] });
  expect(await screen.findByText('All is well')).toBeDefined();
  expect(await screen.findByText('1,234')).toBeDefined();
  expect(screen.getByText('and 1 suspended')).toBeDefined();
  expect(screen.getByRole('link', { name: 'Envíos Lempa' }).getAttribute('href')).toBe('/tenants/envios-lempa/batches');
  expect(screen.getByRole('cell', { name: '250' })).toBeDefined();
});

test('what is wrong stands on top, as it happens, with the way to it', async () => {
  const { app } = await open();
  await screen.findByText('All is well');
  act(() =>
    app.change((now) => ({
      ...now,
      deadWork: [aDeadEntry({ id: 'a' }), aDeadEntry({ id: 'b' }), aDeadEntry({ id: 'c' })],
      wahaSessions: [
        { id: 'main', status: 'WORKING', statusAt: null, lastMessageAt: new Date(Date.now() - 13 * 3_600_000) },
        { id: 'two', status: 'WORKING', statusAt: new Date(0), lastMessageAt: new Date() },
      ],
      numbers: [aNumber({ status: 'offline' })],
      accounts: [anAccount({ token: { state: 'revoked', since: new Date(), code: '190', message: 'x' } })],
      unrouted: [anUnrouted()],
    })),
  );
  expect(await screen.findByText('5 things need you')).toBeDefined();
  expect(screen.getByRole('link', { name: '3 jobs have failed for good' }).getAttribute('href')).toBe('/problems');
  expect(screen.getByRole('link', { name: '1 WAHA session is silent' }).getAttribute('href')).toBe('/numbers?tab=waha');
  expect(screen.getByRole('link', { name: '1 number needs attention' }).getAttribute('href')).toBe(
    '/numbers?state=attention',
  );
  expect(screen.getByRole('link', { name: '1 sender waits for an importer' }).getAttribute('href')).toBe('/unrouted');
});

test('counted again on demand', async () => {
  const { user } = await open();
  await user.click(await screen.findByRole('button', { name: 'Count again' }));
  await waitFor(() => expect(screen.getByText('1,300')).toBeDefined());
});

test('figures that cannot be had do not hide the health', async () => {
  await open({}, null);
  expect(await screen.findByText('All is well')).toBeDefined();
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong on our side.');
});

test('what could not be looked at is not called well, and looked at again by a button', async () => {
  const refused = { code: 'unavailable', message: '', hint: '' };
  const options = {
    signedInAs: OPERATOR,
    answers: () => ok(stats),
    listeners: refused as Listeners,
  };
  const { user } = await renderDashboard(memoryApp(options), '/');
  expect(await screen.findByText('Not everything could be looked at')).toBeDefined();
  expect(screen.getByText('Numbers: could not be looked at')).toBeDefined();
  options.listeners = 'work';
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('All is well')).toBeDefined();
});

test('more than are read are not said to be so many', async () => {
  await open({ unrouted: Array.from({ length: 101 }, (_, place) => anUnrouted({ id: `phone:+503700003${place}` })) });
  expect(await screen.findByRole('link', { name: '100 senders wait for an importer, or more' })).toBeDefined();
});
