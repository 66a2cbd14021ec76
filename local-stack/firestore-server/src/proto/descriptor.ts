import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fromJSON, type PackageDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';

type MessageJson = { fields: Record<string, unknown>; oneofs: Record<string, { oneof: string[] }> };
type NamespaceJson = { nested: Record<string, NamespaceJson & MessageJson> };

/** Field number of `Write.verify` in the web SDK's own descriptor (@firebase/firestore, google/firestore/v1/write.proto). */
const VERIFY_FIELD_ID = 5;

/**
 * The protobuf descriptor that @google-cloud/firestore carries, as protobufjs JSON. The public version lacks
 * `Write.verify`, which the web SDK sends for documents a transaction read but did not write; without it such a write
 * would arrive without an operation.
 */
function readDescriptor(): protobuf.INamespace {
  const packageJson = createRequire(import.meta.url).resolve('@google-cloud/firestore/package.json');
  const file = path.join(path.dirname(packageJson), 'build/protos/v1.json');
  const descriptor: NamespaceJson = JSON.parse(readFileSync(file, 'utf8'));
  const write = ['google', 'firestore', 'v1', 'Write'].reduce<
    (NamespaceJson & MessageJson) | NamespaceJson | undefined
  >((namespace, name) => namespace?.nested[name], descriptor);
  if (!write || !('fields' in write)) throw new Error(`${file} does not describe google.firestore.v1.Write.`);
  write.fields.verify = { type: 'string', id: VERIFY_FIELD_ID };
  write.oneofs.operation?.oneof.push('verify');
  return descriptor;
}

/** The descriptor with `Write.verify`, for whoever builds messages of their own around its types. */
export const descriptor: protobuf.INamespace = readDescriptor();

/**
 * For gRPC. int64 as decimal strings keeps every digit; absent fields stay absent, while set members of a oneof
 * arrive even when they hold the default (`booleanValue: false`).
 */
export const packageDefinition: PackageDefinition = fromJSON(descriptor, {
  longs: String,
  enums: String,
  defaults: false,
  oneofs: false,
});

/** For the JSON codec: the same messages by reflection. */
export const reflectionRoot: protobuf.Namespace = protobuf.Root.fromJSON(descriptor).resolveAll();
