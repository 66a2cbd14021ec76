import { expect, test } from 'vitest';
import { readEventarcTrigger, type Trigger } from './trigger.ts';
import { TriggerRegistrations } from './trigger-registrations.ts';

const trigger = (id: string, project = 'demo-x'): Trigger =>
  readEventarcTrigger(project, id, {
    eventType: 'google.cloud.firestore.document.v1.created',
    document: { value: 'a/b', matchType: 'EXACT' },
  });

test.each([
  { title: 'a newer generation replaces', register: ['f-0', 'f-1'], ids: ['f-1'] },
  { title: 'a restarted emulator counts from 0 again', register: ['f-7', 'f-0'], ids: ['f-0'] },
  { title: 'functions are independent', register: ['f-0', 'f-g-0', 'f2-0'], ids: ['f-0', 'f-g-0', 'f2-0'] },
  { title: 'twice is once', register: ['f-0', 'f-0'], ids: ['f-0'] },
])('$title', ({ register, ids }) => {
  const registrations = new TriggerRegistrations();
  registrations.register(trigger('f-0', 'demo-other'));
  for (const id of register) registrations.register(trigger(id));
  expect([...registrations.of('demo-x')].map(({ id }) => id)).toEqual(ids);
});

test('only the generation in force can be removed', () => {
  const registrations = new TriggerRegistrations();
  const current = trigger('f-1');
  registrations.register(current);
  registrations.unregister('demo-x', 'f-0');
  expect(registrations.has(current)).toBe(true);
  registrations.unregister('demo-x', 'f-1');
  expect(registrations.has(current)).toBe(false);
});
