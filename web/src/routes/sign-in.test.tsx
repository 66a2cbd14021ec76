// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SIGN_IN_FAILURES } from '../features/session/ports.ts';
import { aBatch, aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, memoryApp, PASSWORD } from '../testing/memory-app.ts';
import { ADMIN, NOBODY_YET, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';
import { messages as english } from '../texts/en/start-catalog.ts';

const accounts = {
  'ana@envios-lempa.example': ADMIN,
  'olga@casillero.example': OPERATOR,
  'nadia@example.com': NOBODY_YET,
};
const world = { ...EMPTY_WORLD, tenants: [aTenant()], batches: { 'envios-lempa': [aBatch()] } };

const signIn = async (app: ReturnType<typeof memoryApp>, at: string, email: string) => {
  const page = await renderDashboard(app, at);
  await page.user.type(await screen.findByLabelText('E-mail'), email);
  await page.user.type(screen.getByLabelText('Password'), PASSWORD);
  await page.user.click(screen.getByRole('button', { name: 'Sign in' }));
  return page;
};

test.each([
  {
    at: '/',
    email: 'ana@envios-lempa.example',
    heading: 'Batches',
    path: '/batches',
    why: 'a member comes to the batches',
  },
  {
    at: '/',
    email: 'olga@casillero.example',
    heading: 'Overview',
    path: '/',
    why: 'an operator to the overview',
  },
  {
    at: '/batches/batch-1',
    email: 'ana@envios-lempa.example',
    heading: 'María Rodríguez',
    path: '/batches/batch-1',
    why: 'a link survives the sign-in',
  },
  {
    at: '/batches?show=ready',
    email: 'ana@envios-lempa.example',
    heading: 'Batches',
    path: '/batches?show=ready',
    why: 'its filter too',
  },
  {
    at: '/sign-in?next=%2F%2Fevil.example',
    email: 'ana@envios-lempa.example',
    heading: 'Batches',
    path: '/batches',
    why: 'no other site is gone to',
  },
  {
    at: '/',
    email: 'nadia@example.com',
    heading: 'Your account has no importer yet',
    path: '/',
    why: 'no role: what to do',
  },
])('$at ▶ $path ($why)', async ({ at, email, heading, path }) => {
  const page = await signIn(memoryApp({ world, accounts }), at, email);
  expect(await screen.findByRole('heading', { level: 1, name: heading })).toBeDefined();
  expect(page.path()).toBe(path);
});

test.each(SIGN_IN_FAILURES)('a sign-in that fails with %s says so in words', async (signInFails) => {
  await signIn(memoryApp({ accounts, signInFails }), '/', 'ana@envios-lempa.example');
  expect((await screen.findByRole('alert')).textContent).toBe(english[`signIn.error.${signInFails}`]);
});

test('what is missing is said at the field, and the field is gone to', async () => {
  const { user } = await renderDashboard(memoryApp({}), '/', 'es');
  await user.click(await screen.findByRole('button', { name: 'Entrar' }));
  const email = screen.getByLabelText('Correo electrónico');
  expect(document.activeElement).toBe(email);
  expect(email.getAttribute('aria-invalid')).toBe('true');
  const note = document.getElementById(email.getAttribute('aria-describedby') ?? '');
  expect(note?.textContent).toBe('Escriba su correo electrónico.');
});

test('password managers know the fields', async () => {
  await renderDashboard(memoryApp({}), '/');
  expect((await screen.findByLabelText('E-mail')).getAttribute('autocomplete')).toBe('username');
  expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password');
});

test('a new password is asked for without telling who has an account', async () => {
  const app = memoryApp({ accounts });
  const { user } = await renderDashboard(app, '/');
  await user.type(await screen.findByLabelText('E-mail'), 'someone@example.com');
  await user.click(screen.getByRole('button', { name: 'Forgot your password?' }));
  await user.click(screen.getByRole('button', { name: 'Send the link' }));
  expect(await screen.findByText(/If someone@example.com has an account/)).toBeDefined();
  expect(app.calls).toEqual(['reset someone@example.com']);
});

test('signing out leads to the form and leaves no address behind', async () => {
  const { user, path } = await renderDashboard(memoryApp({ world, accounts, signedInAs: ADMIN }), '/batches/batch-1');
  await user.click(await screen.findByRole('button', { name: 'Sign out' }));
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeDefined();
  expect(path()).toBe('/sign-in');
});

test('the language can be changed before anybody is in, and is remembered', async () => {
  const { user } = await renderDashboard(memoryApp({}), '/');
  await user.click(await screen.findByRole('button', { name: /Español/ }));
  expect(await screen.findByRole('button', { name: 'Entrar' })).toBeDefined();
  expect(document.documentElement.lang).toBe('es');
  expect(localStorage.getItem('casillero.language')).toBe('es');
  await waitFor(() => expect(document.title).toBe('Entrar · Casillero'));
});
