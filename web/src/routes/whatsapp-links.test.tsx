// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, MEMBER, OPERATOR } from '../testing/people.ts';
import { aLink, anAccount } from '../testing/record-builders.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const TENANT = 'envios-lempa';
const worldOf = (more: Partial<MemoryWorld>): MemoryWorld => ({ ...EMPTY_WORLD, tenants: [aTenant()], ...more });
const instagram = aLink();
const cards = aLink({ id: 'cards22', label: 'Cards', isActive: false, useCount: 1234 });
const withLinks = (options: Partial<Parameters<typeof memoryApp>[0]> = {}) =>
  memoryApp({ world: worldOf({ links: { [TENANT]: [instagram, cards] } }), signedInAs: ADMIN, ...options });
const rowOf = async (name: string) => {
  const row = (await screen.findByRole('rowheader', { name })).closest('tr');
  if (!row) throw new Error(`No row of ${name}.`);
  return within(row);
};

test('links with their counts; an operator looks and finds no switches', async () => {
  await renderDashboard(withLinks({ signedInAs: OPERATOR }), `/tenants/${TENANT}/whatsapp?tab=links`);
  const row = await rowOf('Choose Cards for printing Cards');
  expect(row.getByText('1,234')).toBeDefined();
  expect(row.getByText('Off')).toBeDefined();
  expect(screen.queryByRole('switch')).toBeNull();
  expect(screen.queryByRole('button', { name: 'New link' })).toBeNull();
});

test('a link is switched at once and taken back in one press; a refusal shows the stored state and the reason', async () => {
  const answers = [ok({ ...linkAnswer(), isActive: false }), ok(linkAnswer()), fail('internal', 'No.', 'Again.')];
  const app = withLinks({ answers: ({ id }) => (id === 'changeLink' ? (answers.shift() ?? null) : null) });
  const { user } = await renderDashboard(app, '/whatsapp?tab=links');
  await user.click(await screen.findByRole('switch', { name: 'Instagram is on' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(app.calls.map((call) => /"isActive":(\w+)/.exec(call)?.[1])).toEqual(['false', 'true']));
  await user.click(screen.getByRole('switch', { name: 'Instagram is on' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Something went wrong on our side.');
  expect(screen.getByRole('switch', { name: 'Instagram is on' }).getAttribute('aria-checked')).toBe('true');
});

const linkAnswer = () => {
  const { id, label, isActive, text, urls } = aLink({ id: 'fresh77', label: 'Radio' });
  return { code: id, label, isActive, text, urls };
};

test('a new link shows its QR code as soon as it is there', async () => {
  const app = withLinks({ signedInAs: MEMBER, answers: ({ id }) => (id === 'createLink' ? ok(linkAnswer()) : null) });
  const { user } = await renderDashboard(app, '/whatsapp?tab=links');
  await user.click(await screen.findByRole('button', { name: 'New link' }));
  // The field has the focus: no Tab, no pointer.
  await user.keyboard('Radio{Enter}');
  await waitFor(() => expect(app.calls).toHaveLength(1));
  const fresh = aLink({ id: 'fresh77', label: 'Radio' });
  act(() => app.change((now) => ({ ...now, links: { [TENANT]: [fresh, instagram] } })));
  const dialog = await screen.findByRole('dialog', { name: 'QR code of Radio' });
  expect(within(dialog).getByRole('img').getAttribute('aria-label')).toContain('+1 555-0100');
  expect(within(dialog).getByRole('link').getAttribute('href')).toBe('https://wa.me/15550100?text=start_fresh77');
  expect(within(dialog).getByRole('button', { name: 'Save as SVG' })).toBeDefined();
});

test('of a link on several numbers, the code is of the one that is chosen', async () => {
  const own = {
    number: 'meta:770000000000001',
    numberDisplay: '+1 555-0142',
    url: 'https://wa.me/15550142?text=start_maria7k',
  };
  const world = worldOf({ links: { [TENANT]: [aLink({ urls: [own, ...instagram.urls] })] } });
  const { user } = await renderDashboard(memoryApp({ world, signedInAs: ADMIN }), '/whatsapp?tab=links');
  await user.click(await screen.findByRole('button', { name: 'QR code of Instagram' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByRole('link').getAttribute('href')).toBe(own.url);
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Number' }), '+1 555-0100');
  expect(dialog.getByRole('link').getAttribute('href')).toBe(instagram.urls[0]?.url);
});

test('chosen links are printed as cards with the importer’s name', async () => {
  const { user, path } = await renderDashboard(withLinks(), '/whatsapp?tab=links');
  await user.click(await screen.findByRole('checkbox', { name: 'Choose Instagram for printing' }));
  await user.click(screen.getByRole('checkbox', { name: 'Choose Cards for printing' }));
  await user.click(screen.getByRole('link', { name: 'Print 2 cards' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Cards to print' })).toBeDefined();
  expect(path()).toBe('/whatsapp/print?codes=maria7k,cards22');
  expect(screen.getAllByRole('img', { name: /^QR code/ })).toHaveLength(2);
  expect(screen.getAllByText('Envíos Lempa').length).toBeGreaterThanOrEqual(2);
});

const shared = ok({
  number: 'twilio:+15550100',
  provider: 'twilio',
  display: '+1 555-0100',
  verifiedName: 'Casillero',
  status: 'online',
  by: 'default',
});

test('the number is shown with what it means; without one that is said', async () => {
  const app = withLinks({ signedInAs: MEMBER, answers: ({ id }) => (id === 'getTenantNumber' ? shared : null) });
  await renderDashboard(app, '/whatsapp?tab=number');
  expect(await screen.findByText('+1 555-0100')).toBeDefined();
  expect(screen.getByText(/The platform’s shared number/)).toBeDefined();
  expect(screen.queryByRole('heading', { name: 'Your own WhatsApp account' })).toBeNull();
});

test('no number yet is no failure', async () => {
  const app = withLinks({ answers: () => fail('no-number', '', '') });
  await renderDashboard(app, '/whatsapp?tab=number');
  expect(await screen.findByRole('heading', { name: 'No number chosen yet' })).toBeDefined();
});

const { token, wabaId, phoneNumberIds, label } = anAccount();
const accountOf = (state: 'ok' | 'expired') => ({
  id: 'account-1',
  label,
  tenantId: TENANT,
  wabaId,
  portfolioId: null,
  phoneNumberIds,
  hasOwnApp: false,
  hasVerifyToken: true,
  webhookUrl: 'https://casillero.example/webhooks/meta/account-1',
  token: { state, since: token.since.toISOString(), code: null, message: null },
  notice: null,
  lastEventAt: null,
  createdAt: token.since.toISOString(),
  updatedAt: token.since.toISOString(),
});

test('an account with an expired token says how to repair it, and never shows a secret', async () => {
  const app = withLinks({
    answers: ({ id }) => {
      if (id === 'getTenantNumber') return shared;
      if (id === 'listAccounts') return ok({ accounts: [accountOf('expired')] });
      if (id === 'replaceAccount') return fail('token-revoked', 'Meta refuses it.', 'Make another.');
      return null;
    },
  });
  const { user } = await renderDashboard(app, '/whatsapp?tab=number');
  expect(await screen.findByText('Token expired')).toBeDefined();
  expect(screen.getByText(/Nothing can be sent until a new token is put in/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Change' }));
  const field = screen.getByLabelText('Access token');
  expect(field.getAttribute('value')).toBe('');
  await user.type(field, 'EAAG0123456789');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await within(screen.getByRole('dialog')).findByRole('alert')).textContent).toContain(
    'Meta does not accept this token.',
  );
  expect(app.calls.at(-1)).toMatch(/^replaceAccount .*"accessToken":"EAAG0123456789"/);
});
