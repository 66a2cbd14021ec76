// @vitest-environment happy-dom
import type { Identity } from '@casillero/domain/access/identity';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { aBatch, aTenant } from '../../testing/builders.ts';
import { EMPTY_WORLD, memoryApp } from '../../testing/memory-app.ts';
import { ADMIN, MEMBER, OPERATOR } from '../../testing/people.ts';
import { renderDashboard } from '../../testing/render-dashboard.tsx';

const world = { ...EMPTY_WORLD, tenants: [aTenant()], batches: { 'envios-lempa': [aBatch()] } };

test.each([
  ['a member’s', MEMBER, '/batches', 'Batches'],
  ['an operator’s', OPERATOR, '/tenants', 'Importers'],
])('%s access ends while the page is open: out at once, and told so', async (_who, signedInAs, at, heading) => {
  const app = memoryApp({ world, signedInAs });
  const { path } = await renderDashboard(app, at);
  await screen.findByRole('heading', { level: 1, name: heading });
  expect(screen.queryByRole('alert')).toBeNull();
  app.change((now) => ({ ...now, roles: { [signedInAs.uid]: null } }));
  expect((await screen.findByText(/^Your access has ended/)).closest('[role=alert]')).not.toBeNull();
  expect([path(), screen.queryByText('María Rodríguez')]).toEqual(['/sign-in', null]);
});

test('whoever leaves by themselves is told nothing', async () => {
  const { user } = await renderDashboard(memoryApp({ world, signedInAs: ADMIN }), '/batches');
  await user.click(await screen.findByRole('button', { name: 'Sign out' }));
  await screen.findByRole('heading', { level: 1, name: 'Sign in' });
  expect(screen.queryByRole('alert')).toBeNull();
});

test('another role: the token is exchanged until it has it, and then no more', async () => {
  const promoted: Identity = { ...MEMBER, claims: { role: 'admin', tenantId: 'envios-lempa' } };
  const app = memoryApp({ world, signedInAs: MEMBER, refreshedAs: [MEMBER, promoted] });
  await renderDashboard(app, '/batches');
  await screen.findByRole('heading', { level: 1, name: 'Batches' });
  expect(app.calls).not.toContain('refresh');
  app.change((now) => ({ ...now, roles: { [MEMBER.uid]: 'admin' } }));
  await waitFor(() => expect(app.session.getSnapshot()).toEqual({ kind: 'signed-in', identity: promoted }));
  expect(app.calls.filter((call) => call === 'refresh')).toHaveLength(2);
  expect(screen.getByRole('heading', { level: 1, name: 'Batches' })).toBeDefined();
});
