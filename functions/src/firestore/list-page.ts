import { FieldPath, type Firestore } from 'firebase-admin/firestore';
import type { ListPage } from '../usecases/mapping/export-mapping.ts';

/** Documents of a collection by id, a page at a time. */
export const listPageOn =
  (firestore: Firestore): ListPage =>
  async (collection, after, limit) => {
    const byId = firestore.collection(collection).orderBy(FieldPath.documentId()).limit(limit);
    const found = await (after === null ? byId : byId.startAfter(after)).get();
    return found.docs.map((document) => ({ id: document.id, fields: document.data() }));
  };
