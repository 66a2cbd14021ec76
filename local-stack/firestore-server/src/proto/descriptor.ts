import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type NamespaceJson, Schema } from './schema.ts';

/** Field number of `Write.verify` in the web SDK's own descriptor (@firebase/firestore, google/firestore/v1/write.proto). */
const VERIFY_FIELD_ID = 5;

/**
 * The protobuf descriptor that @google-cloud/firestore carries, as protobufjs JSON. The public version lacks
 * `Write.verify`, which the web SDK sends for documents a transaction read but did not write; without it such a write
 * would arrive without an operation.
 */
function readDescriptor(): NamespaceJson {
  const packageJson = createRequire(import.meta.url).resolve('@google-cloud/firestore/package.json');
  const file = path.join(path.dirname(packageJson), 'build/protos/v1.json');
  const descriptor: NamespaceJson = JSON.parse(readFileSync(file, 'utf8'));
  const write = ['google', 'firestore', 'v1', 'Write'].reduce<NamespaceJson | undefined>(
    (namespace, name) => namespace?.nested?.[name],
    descriptor,
  );
  if (!write?.fields) throw new Error(`${file} does not describe google.firestore.v1.Write.`);
  write.fields.verify = { type: 'string', id: VERIFY_FIELD_ID };
  write.oneofs?.operation?.oneof.push('verify');
  return descriptor;
}

/** The descriptor with `Write.verify`, for whoever builds messages of their own around its types. */
export const descriptor: NamespaceJson = readDescriptor();

/** The types of google.firestore.v1 and what they are made of. */
export const firestoreSchema = new Schema(descriptor);
