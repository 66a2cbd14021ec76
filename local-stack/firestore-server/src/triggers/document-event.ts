import { messageCodec } from '../proto/json-codec.ts';
import { type DocumentChange, type StoredDocument, toDocumentMessage } from '../storage/document.ts';
import { type DatabaseName, documentName } from '../values/resource-path.ts';
import { formatTimestamp, type Micros, timestampFromMicros } from '../values/timestamp.ts';
import { changedFieldPaths } from './change-mask.ts';
import type { ChangeKind, Trigger } from './trigger.ts';

/** Who wrote, as events with auth context tell it. @see google.events.cloud.firestore.v1 AuthContext */
export type AuthContext = {
  readonly authtype: 'service_account' | 'api_key' | 'system' | 'unauthenticated' | 'unknown';
  readonly authid?: string;
};

/** One changed document of a commit. */
export type ChangedDocument = {
  readonly database: DatabaseName;
  readonly time: Micros;
  readonly change: DocumentChange;
  readonly author: AuthContext;
};

/** What is posted to the functions emulator. */
export type DocumentEvent = { readonly contentType: string; readonly body: unknown };

const documentCodec = messageCodec('Document');

/** Null for a document that a commit made and removed again: nothing was there before, and nothing is now. */
export function changeKind({ before, after }: DocumentChange): ChangeKind | null {
  if (before && after) return 'updated';
  if (after) return 'created';
  return before ? 'deleted' : null;
}

/**
 * A CloudEvent in structured JSON, which firebase-functions v2 reads.
 * @param id the same for every attempt to deliver it, so that functions can tell repetitions
 * @see https://github.com/googleapis/google-cloudevents google.events.cloud.firestore.v1.DocumentEventData
 */
export function cloudEvent(trigger: Trigger, changed: ChangedDocument, id: string): DocumentEvent {
  const { path } = changed.change;
  const body = {
    specversion: '1.0',
    id,
    type: trigger.eventType,
    source: `//firestore.googleapis.com/${changed.database}`,
    subject: `documents/${path}`,
    time: formatTimestamp(timestampFromMicros(changed.time)),
    datacontenttype: 'application/json',
    location: 'local',
    project: trigger.project,
    database: trigger.database,
    namespace: '(default)',
    document: path,
    ...(trigger.hasAuthContext ? changed.author : {}),
    data: eventData(changed.change, {}),
  };
  return { contentType: 'application/cloudevents+json', body };
}

/** The event as firebase-functions v1 reads it; here the parameters are ours to compute. */
export function v1Event(
  trigger: Trigger,
  changed: ChangedDocument,
  params: Record<string, string>,
  id: string,
): DocumentEvent {
  const context = {
    eventId: id,
    timestamp: formatTimestamp(timestampFromMicros(changed.time)),
    eventType: trigger.eventType,
    resource: { service: 'firestore.googleapis.com', name: documentName(changed.database, changed.change.path) },
    params,
  };
  // v1 functions expect both states, an empty object standing for none.
  return {
    contentType: 'application/json',
    body: { context, data: eventData(changed.change, { value: {}, oldValue: {} }) },
  };
}

function eventData({ before, after }: DocumentChange, absent: { value?: object; oldValue?: object }): object {
  return {
    ...absent,
    ...(after ? { value: toJson(after) } : {}),
    ...(before ? { oldValue: toJson(before) } : {}),
    ...(before && after ? { updateMask: { fieldPaths: changedFieldPaths(before.fields, after.fields) } } : {}),
  };
}

function toJson(document: StoredDocument): unknown {
  return documentCodec.toJson(toDocumentMessage(document));
}
