// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, type MemoryApp, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, OPERATOR } from '../testing/people.ts';
import { aConflict, aDeadEntry, anUnprocessed, aRefusal } from '../testing/problem-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

type Asked = { body: { problems: { source: string; id: string }[] } };
const window63016 = { code: 'permanent', message: 'Twilio 63016: Outside of the window.' };
const world = {
  ...EMPTY_WORLD,
  tenants: [aTenant(), aTenant({ id: 'izalco', name: 'Envíos Izalco' })],
  deadWork: [
    aDeadEntry({ id: 'a' }),
    aDeadEntry({ id: 'b', tenantId: 'izalco', reason: window63016 }),
    aDeadEntry({ id: 'c', reason: { code: 'unexpected', message: 'a defect' } }),
  ],
  unprocessed: [anUnprocessed()],
  refusedEvents: [aRefusal()],
  senderConflicts: [aConflict()],
};
/** All that is asked for is done, but what `stays`. */
const open = async (at = '/problems', over: Partial<MemoryWorld> = {}, stays: readonly string[] = []) => {
  const app: MemoryApp = memoryApp({
    world: { ...world, ...over },
    signedInAs: OPERATOR,
    answers: (_endpoint, call) => {
      const { problems } = (call as unknown as Asked).body;
      const isDone = ({ id }: { id: string }) => problems.some((each) => each.id === id) && !stays.includes(id);
      app.change((now) => ({ ...now, deadWork: (now.deadWork ?? []).filter((each) => !isDone(each)) }));
      return ok({
        outcomes: problems.map((each) => ({
          ...each,
          code: stays.includes(each.id) ? 'not-taken-in' : null,
          message: stays.includes(each.id) ? 'still broken' : '',
        })),
      });
    },
  });
  return { ...(await renderDashboard(app, at)), app };
};
const rows = () => screen.queryAllByRole('rowheader').map((cell) => cell.textContent?.replace(/whatsapp.*/, ''));
const said = (text: string) => waitFor(() => expect(screen.getByRole('log').textContent).toBe(text));

test('every kind in one list with its reason and where it belongs; filters stand in the address', async () => {
  const { user, path } = await open();
  await waitFor(() => expect(rows()).toHaveLength(6));
  expect(screen.getAllByRole('link', { name: 'Message' })[0]?.getAttribute('href')).toBe(
    '/tenants/envios-lempa/conversations/sender-1',
  );
  expect(screen.getByRole('link', { name: 'One sender, two owners' }).getAttribute('href')).toContain(
    '/senders?sender=',
  );
  expect(screen.getByText('12 × 770000000000001')).toBeDefined();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Why' }), 'Twilio 63016');
  expect(rows()).toEqual(['Message', 'Message']);
  await user.selectOptions(screen.getByRole('combobox', { name: 'Importer' }), 'Envíos Izalco');
  expect(rows()).toEqual(['Message']);
  expect(path()).toBe('/problems?reason=Twilio+63016&importer=izalco');
});

test('one is retried, and leaves the list as it happens', async () => {
  const { user, app } = await open('/problems?q=defect');
  await waitFor(() => expect(rows()).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  await said('It is on its way again.');
  expect(app.calls).toEqual([
    'retryProblems {"params":{},"query":{},"body":{"problems":[{"source":"work","id":"c"}]}}',
  ]);
  expect(rows()).toEqual([]);
});

test('all of one reason are retried after a question', async () => {
  const { user, app } = await open('/problems?reason=Twilio+63016');
  await user.click(await screen.findByRole('button', { name: 'Retry all 2' }));
  expect(app.calls).toEqual([]);
  await user.click(within(screen.getByRole('dialog', { name: 'Retry all 2' })).getByRole('button', { name: 'Retry' }));
  await said('2 are on their way again.');
  expect(app.calls[0]).toContain('[{"source":"work","id":"a"},{"source":"work","id":"b"}]');
});

test('what comes while the question is asked is not acted on: nobody has read it', async () => {
  const { user, app } = await open('/problems?reason=Twilio+63016');
  await user.click(await screen.findByRole('button', { name: 'Dismiss all 2' }));
  const unread = aDeadEntry({ id: 'unread' });
  act(() => app.change((now) => ({ ...now, deadWork: [unread, ...(now.deadWork ?? [])] })));
  await screen.findByRole('button', { name: 'Dismiss all 3' });
  const question = within(screen.getByRole('dialog', { name: 'Dismiss all 2' }));
  await user.click(question.getByRole('button', { name: 'Dismiss' }));
  await said('2 dismissed.');
  expect(app.calls.join()).not.toContain('unread');
});

test('what is chosen stays chosen, and says so, when its last problem is gone', async () => {
  const { app } = await open('/problems?reason=unexpected&importer=izalco');
  await screen.findByRole('combobox', { name: 'Why' });
  act(() => app.change((now) => ({ ...now, deadWork: [aDeadEntry({ id: 'a' })] })));
  const chosen = (name: string) =>
    screen.getByRole<HTMLSelectElement>('combobox', { name }).selectedOptions[0]?.textContent;
  await waitFor(() => expect(screen.getByText('Nothing found')).toBeDefined());
  expect([chosen('Why'), chosen('Importer')]).toEqual(['Something unexpected happened.', 'Envíos Izalco']);
});

test('what stays says why; a raw payload can be looked at', async () => {
  const { user } = await open('/problems?what=unprocessed', {}, ['unprocessed-1']);
  await user.click(await screen.findByText('Raw payload'));
  expect(screen.getByText(/"object":"whatsapp_business_account"/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Retry' }));
  expect((await screen.findByRole('alert')).textContent).toContain('still broken');
  expect(rows()).toHaveLength(1);
});

test('a purchase has no retry here, only its page; others are dismissed', async () => {
  const provision = { ...{ kind: 'provision', purchaseId: 'p1', version: 1 }, id: 'd', tenantId: null };
  const { user, app } = await open('/problems?what=provision', { deadWork: [aDeadEntry(provision)] });
  const link = await screen.findByRole('link', { name: 'Purchase of a number' });
  expect(link.getAttribute('href')).toBe('/numbers/purchases/p1');
  expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'More for Purchase of a number' }));
  await user.click(screen.getByRole('menuitem', { name: 'Dismiss' }));
  await said('Dismissed.');
  expect(app.calls[0]).toContain('dismissProblems');
});

test('new ones come live; none at all is good news; it is the operators’ page', async () => {
  const none = { deadWork: [], unprocessed: [], refusedEvents: [], senderConflicts: [] };
  const { app } = await open('/problems', none);
  expect(await screen.findByRole('heading', { name: 'Nothing has failed for good' })).toBeDefined();
  act(() => app.change((now) => ({ ...now, unprocessed: [anUnprocessed()] })));
  expect((await screen.findByRole('rowheader')).textContent).toContain('Received, not taken in');
});

test('an admin finds nothing there', async () => {
  await renderDashboard(memoryApp({ world, signedInAs: ADMIN, answers: () => fail('not-found', '', '') }), '/problems');
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeDefined();
});
