import type { Failure } from '@casillero/domain/result';
import { type DocumentReference, type FirestoreError, onSnapshot, type Query } from 'firebase/firestore';
import { type LiveSource, makeLiveSource } from '../live/live.ts';

/** The part of a zod schema that is needed here. */
type RecordSchema<Stored> = {
  safeParse: (value: unknown) => { success: true; data: Stored } | { success: false; error: Error };
};

/** Times of the server that are not known yet are guessed, so that a change of our own is shown at once. */
const AS_SHOWN = { serverTimestamps: 'estimate' } as const;

/** Empty answers out of the cache say nothing: the server has not been asked yet. */
const WITH_METADATA = { includeMetadataChanges: true } as const;

const unreadable = (path: string, error: Error) =>
  console.warn(`The document ${path} has an unexpected form and is left out.`, error.message);

/**
 * A query's documents, parsed and live. A document of an unexpected form is left out and noted; its neighbours stay.
 *
 * @param shape `size` counts those left out, too: whether a page is full is told by it
 * @param beginsWith 'server': what other queries left in the cache is not shown first, being a part of the answer at most
 */
export function liveDocuments<Stored, Value>(
  found: Query,
  schema: RecordSchema<Stored>,
  shape: (documents: readonly (Stored & { readonly id: string })[], size: number) => Value,
  beginsWith: 'cache' | 'server' = 'cache',
): LiveSource<Value> {
  return makeLiveSource((feed) => {
    let isBegun = beginsWith === 'cache';
    return onSnapshot(
      found,
      WITH_METADATA,
      (snapshot) => {
        isBegun ||= !snapshot.metadata.fromCache;
        if (!isBegun || (snapshot.empty && snapshot.metadata.fromCache)) return;
        const documents = snapshot.docs.flatMap((document) => {
          const parsed = schema.safeParse(document.data(AS_SHOWN));
          if (parsed.success) return [{ ...parsed.data, id: document.id }];
          unreadable(document.ref.path, parsed.error);
          return [];
        });
        feed.ready(shape(documents, snapshot.size));
      },
      (error) => feed.failed(listenFailure(error)),
    );
  });
}

/** One document, parsed and live; null where there is none. */
export function liveDocument<Stored>(
  reference: DocumentReference,
  schema: RecordSchema<Stored>,
): LiveSource<(Stored & { readonly id: string }) | null> {
  return liveValue(reference, schema, (stored) => stored);
}

/** What one document, or its absence, comes to; live. */
export function liveValue<Stored, Value>(
  reference: DocumentReference,
  schema: RecordSchema<Stored>,
  shape: (stored: (Stored & { readonly id: string }) | null) => Value,
): LiveSource<Value> {
  return makeLiveSource((feed) =>
    onSnapshot(
      reference,
      WITH_METADATA,
      (snapshot) => {
        if (!snapshot.exists()) return snapshot.metadata.fromCache ? undefined : feed.ready(shape(null));
        const parsed = schema.safeParse(snapshot.data(AS_SHOWN));
        if (parsed.success) return feed.ready(shape({ ...parsed.data, id: snapshot.id }));
        unreadable(reference.path, parsed.error);
        feed.failed({
          code: 'unreadable',
          message: 'This record has an unexpected form.',
          hint: 'Tell the operators.',
        });
      },
      (error) => feed.failed(listenFailure(error)),
    ),
  );
}

/** Firestore's codes are kept: they are what an operator can search for. @see https://firebase.google.com/docs/reference/js/firestore_#firestoreerrorcode */
const listenFailure = (error: FirestoreError): Failure => ({
  code: error.code,
  message: 'The live connection was refused.',
  hint: 'Try again.',
});
