import { FirestoreError } from '../values/status.ts';

/** Pipelines belong to the Enterprise edition; this server speaks the Standard edition. */
export async function executePipeline(): Promise<never> {
  throw new FirestoreError('UNIMPLEMENTED', 'Pipelines are not available in the Standard edition of Firestore.');
}
