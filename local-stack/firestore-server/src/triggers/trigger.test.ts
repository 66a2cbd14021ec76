import { describe, expect, test } from 'vitest';
import { readEventarcTrigger, readV1Trigger } from './trigger.ts';

const V2 = 'google.cloud.firestore.document.v1';
const V1 = 'providers/cloud.firestore/eventTypes/document';

describe('v2 registrations', () => {
  test.each([
    { eventType: `${V2}.created`, kinds: ['created'], hasAuthContext: false },
    { eventType: `${V2}.updated`, kinds: ['updated'], hasAuthContext: false },
    { eventType: `${V2}.deleted`, kinds: ['deleted'], hasAuthContext: false },
    { eventType: `${V2}.written`, kinds: ['created', 'updated', 'deleted'], hasAuthContext: false },
    { eventType: `${V2}.updated.withAuthContext`, kinds: ['updated'], hasAuthContext: true },
  ])('$eventType', ({ eventType, kinds, hasAuthContext }) => {
    const trigger = readEventarcTrigger('demo-x', 'us-central1-on-0', {
      eventType,
      database: 'second',
      namespace: '(default)',
      document: { value: 'users/{uid}', matchType: 'PATH_PATTERN' },
    });
    expect(trigger).toMatchObject({ database: 'second', format: 'v2', eventType, hasAuthContext });
    expect([...trigger.kinds]).toEqual(kinds);
    expect(trigger.match('users/ana')).toEqual({ uid: 'ana' });
  });

  test('EXACT takes the path as it stands', () => {
    const body = { eventType: `${V2}.created`, document: { value: 'users/*', matchType: 'EXACT' } };
    expect(readEventarcTrigger('demo-x', 'f-0', body).match('users/ana')).toBeNull();
  });

  const document = { value: 'a/b', matchType: 'EXACT' };
  test.each([
    { body: { eventType: 'google.cloud.storage.object.v1.finalized', document }, says: 'finalized' },
    { body: { document }, says: 'event type' },
    { body: { eventType: `${V2}.created` }, says: 'matchType' },
    { body: { eventType: `${V2}.created`, document: { value: 'a/b', matchType: 'ROUGHLY' } }, says: 'matchType' },
    { body: { eventType: `${V2}.created`, document, namespace: 'n' }, says: 'namespace' },
    { body: null, says: 'event type' },
  ])('$says is refused', ({ body, says }) => {
    expect(() => readEventarcTrigger('demo-x', 'f-0', body)).toThrow(says);
  });

  test('an id is needed', () =>
    expect(() => readEventarcTrigger('demo-x', '', { eventType: `${V2}.created`, document })).toThrow('id'));
});

describe('v1 registrations', () => {
  const resource = 'projects/demo-x/databases/(default)/documents/v1/{id}';
  test.each([
    { word: 'create', kinds: ['created'] },
    { word: 'update', kinds: ['updated'] },
    { word: 'delete', kinds: ['deleted'] },
    { word: 'write', kinds: ['created', 'updated', 'deleted'] },
  ])('$word', ({ word, kinds }) => {
    const trigger = readV1Trigger('demo-x', 'f-0', { eventTrigger: { eventType: `${V1}.${word}`, resource } });
    expect(trigger).toMatchObject({ database: '(default)', format: 'v1', eventType: `${V1}.${word}` });
    expect([...trigger.kinds]).toEqual(kinds);
    expect(trigger.match('v1/x')).toEqual({ id: 'x' });
  });

  test.each([
    { eventTrigger: { eventType: `${V1}.read`, resource } },
    { eventTrigger: { eventType: `${V1}.create`, resource: 'projects/demo-x/databases/(default)/documents' } },
    {},
  ])('%o is refused', (body) => {
    expect(() => readV1Trigger('demo-x', 'f-0', body)).toThrow('f-0');
  });
});
