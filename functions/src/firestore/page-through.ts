import { FieldPath, type Firestore, type QuerySnapshot } from 'firebase-admin/firestore';
import type { PageThrough } from '../usecases/documents.ts';

/** Documents read at a time: one round trip, and never more in memory than this. */
const PAGE_SIZE = 300;

/** Goes through a collection page by page in the order of ids, so that nothing is left out or doubled while it changes. */
export const pageThroughOn = (firestore: Firestore): PageThrough =>
  async function* (collection) {
    let after: string | null = null;
    for (;;) {
      const ordered = firestore.collection(collection).orderBy(FieldPath.documentId()).limit(PAGE_SIZE);
      const page: QuerySnapshot = await (after === null ? ordered : ordered.startAfter(after)).get();
      for (const document of page.docs) yield { id: document.id, fields: document.data() };
      const last = page.docs.at(-1);
      if (last === undefined || page.size < PAGE_SIZE) return;
      after = last.id;
    }
  };
