// @vitest-environment happy-dom
import { ok } from '@casillero/domain/result';
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, type MemoryApp, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, MEMBER, OPERATOR } from '../testing/people.ts';
import { aLink, aPhone, aRegistration } from '../testing/record-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const TENANT = 'envios-lempa';
const ana = aPhone({ isPrimary: true });
const beto = aPhone({ id: 'phone:+50370000002', phone: '+50370000002', label: 'Beto', senderId: 'sender-2' });
const worldOf = (more: Partial<MemoryWorld>): MemoryWorld => ({ ...EMPTY_WORLD, tenants: [aTenant()], ...more });

const started = (overrides = {}) => {
  const { id, code, messageText, waLink, numberDisplay, expiresAt } = aRegistration(overrides);
  return ok({ id, code, messageText, waLink, numberDisplay, expiresAt: expiresAt.toISOString() });
};
const startsRegistrations = (more: Partial<MemoryWorld> = {}): MemoryApp =>
  memoryApp({
    world: worldOf({ phones: { [TENANT]: [ana, beto] }, ...more }),
    signedInAs: ADMIN,
    answers: ({ id }) =>
      id === 'startRegistration'
        ? started()
        : id.endsWith('Phone') || id === 'cancelRegistration'
          ? ok(undefined)
          : null,
  });
const arrives = (app: MemoryApp, overrides: Parameters<typeof aRegistration>[0]) =>
  act(() => app.change((now) => ({ ...now, registrations: { [TENANT]: [aRegistration(overrides)] } })));

const said = (text: string) => waitFor(() => expect(screen.getByRole('log').textContent).toBe(text));

/** Opens the page and goes as far as the code. */
async function toTheCode(app: MemoryApp) {
  const opened = await renderDashboard(app, '/whatsapp');
  await opened.user.click(await screen.findByRole('button', { name: 'Register a phone' }));
  await opened.user.type(screen.getByRole('textbox', { name: 'Label' }), 'Bodega');
  await opened.user.click(screen.getByRole('button', { name: 'Get the code' }));
  arrives(app, {});
  await screen.findByText('K7QM-2XWD');
  return opened;
}

test('every phone is listed, the primary one marked; members may act, operators look', async () => {
  const world = worldOf({ phones: { [TENANT]: [ana, beto] } });
  await renderDashboard(memoryApp({ world, signedInAs: MEMBER }), '/whatsapp');
  const row = (await screen.findByRole('rowheader', { name: 'Ana Primary' })).closest('tr');
  expect(row?.textContent).toContain('+503 7000 0001');
  expect(screen.getAllByRole('button', { name: /^Actions for/ })).toHaveLength(2);
});

test('an operator sees an importer’s phones and cannot act on them', async () => {
  const world = worldOf({ phones: { [TENANT]: [ana] }, registrations: { [TENANT]: [aRegistration()] } });
  await renderDashboard(memoryApp({ world, signedInAs: OPERATOR }), `/tenants/${TENANT}/whatsapp`);
  expect(await screen.findByRole('rowheader', { name: 'Ana Primary' })).toBeDefined();
  expect(screen.queryByRole('button', { name: /Register|Actions|Show the code/ })).toBeNull();
});

test('registering: code, link and QR are shown, and the phone’s message is noticed', async () => {
  const app = startsRegistrations();
  const { user } = await toTheCode(app);
  const dialog = screen.getByRole('dialog', { name: 'Register a phone' });
  expect(
    within(dialog)
      .getByRole('link', { name: /Open WhatsApp/ })
      .getAttribute('href'),
  ).toContain('wa.me/15550100');
  expect(within(dialog).getByRole('img', { name: /QR code/ })).toBeDefined();
  expect(within(dialog).getByRole('timer').textContent).toMatch(/^Good for 1[45]:\d\d more minutes$/);
  arrives(app, { state: 'proven', provenPhone: '+50370000003' });
  expect(await within(dialog).findByText('+503 7000 0003 is registered.')).toBeDefined();
  await said('+503 7000 0003 is registered.');
  await user.click(within(dialog).getByRole('button', { name: 'Done' }));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(app.calls).toContain(
    'startRegistration {"params":{"tenantId":"envios-lempa"},"query":{},"body":{"label":"Bodega","isPrimary":false,"replaces":null}}',
  );
});

test.each([
  { failure: { code: 'staff-elsewhere', message: 'x' }, said: /registered with another importer/ },
  { failure: { code: 'something-new', message: 'The server’s own words.' }, said: /The server’s own words\./ },
])('a refusal says why: $failure.code', async ({ failure, said }) => {
  const app = startsRegistrations();
  await toTheCode(app);
  arrives(app, { state: 'refused', failure });
  expect((await screen.findByRole('alert')).textContent).toMatch(said);
  expect(screen.getByRole('button', { name: 'Ask for another code' })).toBeDefined();
});

test('a code whose time is over says so before anybody wrote it down', async () => {
  const app = startsRegistrations();
  await toTheCode(app);
  arrives(app, { expiresAt: new Date(Date.now() - 1000) });
  expect(await screen.findByText(/The code’s time is over/)).toBeDefined();
});

test('closing leaves the code good; the page leads back to it, and it can be called off', async () => {
  const app = startsRegistrations();
  const { user } = await toTheCode(app);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(await screen.findByText(/Waiting for the code of “Bodega”/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show the code' }));
  await user.click(await screen.findByRole('button', { name: 'Call it off' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(app.calls.at(-1)).toMatch(/^cancelRegistration .*"registrationId":"registration-1"/);
});

test('a label is asked for, and nothing is started without one', async () => {
  const app = startsRegistrations({ phones: {} });
  const { user } = await renderDashboard(app, '/whatsapp');
  await user.click(await screen.findByRole('button', { name: 'Register a phone' }));
  await user.click(screen.getByRole('button', { name: 'Get the code' }));
  expect(screen.getByRole('textbox', { name: 'Label' }).getAttribute('aria-invalid')).toBe('true');
  expect(app.calls).toEqual([]);
});

test('a phone is made primary, renamed, changed and removed by its menu', async () => {
  const app = startsRegistrations();
  const { user } = await renderDashboard(app, '/whatsapp');
  const open = async (item: string) => {
    await user.click(await screen.findByRole('button', { name: 'Actions for Beto' }));
    await user.click(screen.getByRole('menuitem', { name: item }));
  };
  await open('Make primary');
  await said('Beto is the primary phone now.');
  await open('Rename');
  await user.clear(screen.getByRole('textbox', { name: 'Label' }));
  await user.type(screen.getByRole('textbox', { name: 'Label' }), 'Noche{Enter}');
  await waitFor(() => expect(app.calls.at(-1)).toMatch(/^changePhone .*"body":{"label":"Noche"}/));
  await open('Change the phone');
  expect(screen.getByRole('dialog', { name: 'Change the phone of Beto' })).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Get the code' }));
  await waitFor(() => expect(app.calls.at(-1)).toContain('"replaces":"phone:+50370000002"'));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  await open('Remove');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove' }));
  await said('Beto was removed.');
  expect(app.calls.at(-1)).toMatch(/^removePhone .*"alias":"phone:\+50370000002"/);
});

test('the menu is walked with the arrow keys, and Escape gives the focus back', async () => {
  const { user } = await renderDashboard(startsRegistrations(), '/whatsapp');
  const button = await screen.findByRole('button', { name: 'Actions for Ana' });
  button.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('Rename');
  await user.keyboard('{ArrowUp}');
  expect(document.activeElement?.textContent).toBe('Remove');
  await user.keyboard('{Escape}');
  expect(document.activeElement).toBe(button);
});

test('the parts are tabs that stand in the address and are walked with the arrow keys', async () => {
  const world = worldOf({ phones: { [TENANT]: [ana] }, links: { [TENANT]: [aLink()] } });
  const { user, path } = await renderDashboard(memoryApp({ world, signedInAs: ADMIN }), '/whatsapp?tab=links');
  expect(await screen.findByRole('rowheader', { name: /Instagram/ })).toBeDefined();
  screen.getByRole('tab', { name: 'Links' }).focus();
  await user.keyboard('{ArrowRight}{ArrowRight}');
  expect(screen.getByRole('tab', { name: 'Phones' }).getAttribute('aria-selected')).toBe('true');
  expect(path()).toBe('/whatsapp');
});
