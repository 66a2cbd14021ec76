// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { MappingPorts, RestoredPart } from '../features/mapping/ports.ts';
import { aTenant } from '../testing/builders.ts';
import { EMPTY_WORLD, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const FILE = new File(
  [
    '{"kind":"casillero-mapping","version":1,"exportedAt":"2026-01-01T00:00:00.000Z"}\n',
    '{"kind":"casillero-mapping-end","documents":4}\n',
  ],
  'casillero-mapping-2026-01-01.ndjson',
);
const differing = (line: number, id: string, field: string, inFile: string) => ({
  line,
  kind: 'sender',
  id,
  differences: [{ field, here: null, inFile }],
});
const plan: RestoredPart = {
  dryRun: true,
  lines: 4,
  restored: 1,
  same: 0,
  changes: [differing(2, 'phone:+50370000300', 'boundTo', 'envios-lempa')],
  changeCount: 1,
  conflicts: [{ ...differing(3, 'phone:+50370000301', 'staffOf', 'envios-lempa'), why: 'needs-a-person' }],
  conflictCount: 1,
  invalid: [{ line: 4, message: 'fields.since: not a date' }],
  invalidCount: 1,
};
const open = async (mapping: Partial<MappingPorts>, signedInAs = OPERATOR) => {
  const app = memoryApp({ world: { ...EMPTY_WORLD, tenants: [aTenant()] }, signedInAs, mapping });
  return { ...(await renderDashboard(app, '/mapping')), app };
};

test('a file first says what it would do, line by line; restoring does that and no more', async () => {
  const { user, app } = await open({ sendPart: async (_text, wish) => ok({ ...plan, dryRun: wish.dryRun }) });
  await user.upload(await screen.findByLabelText('Choose a file', { selector: 'input' }), FILE);
  expect(await screen.findByText(/customer of: now nothing, in the file Envíos Lempa/)).toBeDefined();
  expect(screen.getByText(/Proofs of phones and aliases are never changed/)).toBeDefined();
  expect(screen.getByText('fields.since: not a date').parentElement?.textContent).toContain('Line 4');
  expect(app.calls).toEqual(['part {"dryRun":true,"replace":true}']);

  await user.click(screen.getByRole('switch', { name: /Also change 1 record back/ }));
  await user.click(screen.getByRole('button', { name: 'Restore 2 records' }));
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('Restored.'));
  expect(app.calls.slice(1)).toEqual(['part {"dryRun":false,"replace":true}']);
});

test('a file of another kind is refused before anything is sent', async () => {
  const { user, app } = await open({ sendPart: async () => ok(plan) });
  await user.upload(
    await screen.findByLabelText('Choose a file', { selector: 'input' }),
    new File(['name;phone\n'], 'list.ndjson'),
  );
  expect((await screen.findByRole('alert')).textContent).toContain('Line 1: this is no file that was exported here.');
  expect(app.calls).toEqual([]);
});

test('a file that was removed after it was chosen is refused, and the page can be used again', async () => {
  const { user, app } = await open({ sendPart: async () => ok(plan) });
  const gone = Object.assign(new File([], 'gone.ndjson'), {
    slice: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) }),
  });
  await user.upload(await screen.findByLabelText('Choose a file', { selector: 'input' }), gone);
  expect((await screen.findByRole('alert')).textContent).toContain('The file cannot be read any more');
  expect(screen.getByRole('button', { name: 'Choose a file' }).getAttribute('aria-disabled')).toBeNull();
  expect(app.calls).toEqual([]);
});

test('an export that fails leaves no file, and says why', async () => {
  const { user } = await open({ loadMapping: async () => fail('no-network', '', '') });
  await user.click(await screen.findByRole('button', { name: 'Save the file' }));
  expect((await screen.findByRole('alert')).textContent).toContain('The server could not be reached');
});

test('it is the operators’ page', async () => {
  await open({}, ADMIN);
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeDefined();
});
