// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, type MemoryApp, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, MEMBER, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const TENANT = 'envios-lempa';
const ALWAYS_OPEN = { welcome: 'Hola, soy Lempa', away: '', hours: null, timeZone: 'America/El_Salvador' };
const CLOSED_ALL_WEEK = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
  holidays: [],
};
const withAnswers = (stored: object = ALWAYS_OPEN, options: Partial<Parameters<typeof memoryApp>[0]> = {}) => {
  let kept = stored;
  return memoryApp({
    world: { ...EMPTY_WORLD, tenants: [aTenant()] },
    signedInAs: ADMIN,
    answers: ({ id }, { body }) => {
      if (id === 'putAnswers') kept = { ...(body as object), timeZone: 'America/El_Salvador' };
      return id === 'getAnswers' || id === 'putAnswers' ? ok(kept) : null;
    },
    ...options,
  });
};
const open = (app: MemoryApp) => renderDashboard(app, '/whatsapp?tab=answers');
const preview = async () => within(await screen.findByRole('region', { name: 'What a customer gets now' }));
const saved = (app: MemoryApp) => {
  const call = app.calls.findLast((each) => each.startsWith('putAnswers'));
  return call ? JSON.parse(call.slice('putAnswers '.length)).body : null;
};

test('what is typed is previewed at once, and saved whole', async () => {
  const app = withAnswers();
  const { user } = await open(app);
  expect((await preview()).getByText('Hola, soy Lempa')).toBeDefined();
  const save = screen.getByRole('button', { name: 'Save' });
  expect(save).toHaveProperty('disabled', true);
  const welcome = screen.getByRole('textbox', { name: 'Welcome message' });
  await user.clear(welcome);
  expect((await preview()).getAllByText('Nothing: somebody of yours answers.')).toHaveLength(2);
  await user.type(welcome, 'Bienvenida');
  await user.click(save);
  await waitFor(() => expect(saved(app)).toEqual({ welcome: 'Bienvenida', away: '', hours: null }));
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('Automatic answers saved'));
  expect(screen.queryByText('Not saved yet')).toBeNull();
});

test('closed on every day: both customers get the away message, the new one after the welcome', async () => {
  const app = withAnswers();
  const { user } = await open(app);
  await user.type(await screen.findByRole('textbox', { name: 'Away message' }), 'Cerrado');
  await user.click(screen.getByRole('radio', { name: 'By weekday' }));
  for (const button of screen.getAllByRole('button', { name: /: remove opening time 1/ })) await user.click(button);
  const shown = await preview();
  expect(shown.getByText('Closed')).toBeDefined();
  expect(shown.getAllByText('Cerrado')).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(saved(app)?.hours.monday).toEqual([]));
});

test('a day gets another opening time, a holiday is added; what overlaps is said and not saved', async () => {
  const app = withAnswers();
  const { user } = await open(app);
  await user.click(await screen.findByRole('radio', { name: 'By weekday' }));
  await user.click(screen.getByRole('button', { name: 'Sunday: add an opening time' }));
  await user.click(screen.getByRole('button', { name: 'Sunday: add an opening time' }));
  const begins = screen.getByLabelText('Sunday: opening time 2 begins');
  await user.clear(begins);
  await user.type(begins, '09:00');
  expect(screen.getByRole('alert').textContent).toBe('Two opening times overlap.');
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: 'Sunday: remove opening time 2' }));
  await user.type(screen.getByLabelText('Closed on'), '2026-08-06');
  await user.click(screen.getByRole('button', { name: 'Add' }));
  expect(screen.getByText('August 6, 2026')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(saved(app)?.hours.sunday).toEqual([{ opens: '08:00', closes: '17:00' }]));
  expect(saved(app).hours.holidays).toEqual(['2026-08-06']);
});

test('what is typed while it is being saved stays, and is not saved yet', async () => {
  const saving = Promise.withResolvers<void>();
  let kept: object = ALWAYS_OPEN;
  const app = withAnswers(ALWAYS_OPEN, {
    answers: async ({ id }, { body }) => {
      if (id === 'getAnswers') return ok(kept);
      await saving.promise;
      kept = { ...(body as object), timeZone: 'America/El_Salvador' };
      return ok(kept);
    },
  });
  const { user } = await open(app);
  const away = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Away message' });
  await user.type(away, 'Cerrado');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await user.type(away, ' hoy');
  saving.resolve();
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('Automatic answers saved'));
  expect([away.value, saved(app).away]).toEqual(['Cerrado hoy', 'Cerrado']);
  expect(screen.getByText('Not saved yet')).toBeDefined();
});

test('a holiday that was chosen and not added is saved with the rest', async () => {
  const app = withAnswers();
  const { user } = await open(app);
  await user.click(await screen.findByRole('radio', { name: 'By weekday' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByText('Not saved yet')).toBeNull());
  const date = screen.getByLabelText<HTMLInputElement>('Closed on');
  await user.type(date, '2026-12-25');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(saved(app)?.hours.holidays).toEqual(['2026-12-25']));
  expect(await screen.findByText('December 25, 2026')).toBeDefined();
  expect(date.value).toBe('');
});

test('those who look read opening times in their own form', async () => {
  const hours = { ...CLOSED_ALL_WEEK, monday: [{ opens: '08:00', closes: '24:00' }] };
  await renderDashboard(withAnswers({ ...ALWAYS_OPEN, hours }, { signedInAs: MEMBER }), '/whatsapp?tab=answers');
  expect(await screen.findByText(/^8:00.AM – 12:00.AM$/)).toBeDefined();
});

test('a refusal is said, and nothing that was typed is lost', async () => {
  const app = withAnswers(ALWAYS_OPEN, {
    answers: ({ id }) => (id === 'getAnswers' ? ok(ALWAYS_OPEN) : fail('admins-only', 'No.', '')),
  });
  const { user } = await open(app);
  await user.type(await screen.findByRole('textbox', { name: 'Away message' }), 'Cerrado');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Only an admin may do this.');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Away message' }).value).toBe('Cerrado');
  await user.click(screen.getByRole('button', { name: 'Discard the changes' }));
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Away message' }).value).toBe('');
});

test.each([
  { who: 'a member', signedInAs: MEMBER, at: '/whatsapp?tab=answers' },
  { who: 'an operator', signedInAs: OPERATOR, at: `/tenants/${TENANT}/whatsapp?tab=answers` },
])('$who sees them and changes nothing', async ({ signedInAs, at }) => {
  await renderDashboard(withAnswers(ALWAYS_OPEN, { signedInAs }), at);
  expect((await preview()).getByText('Hola, soy Lempa')).toBeDefined();
  expect(screen.getByText('Always open')).toBeDefined();
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
});
