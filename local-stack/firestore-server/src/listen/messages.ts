import type { StructuredQuery } from '../query/structured-query.ts';
import type { DocumentMessage } from '../storage/document.ts';
import type { Status } from '../values/status.ts';
import type { Timestamp } from '../values/value.ts';
import type { BloomFilter } from './bloom-filter.ts';

/** google.firestore.v1.Target */
export type TargetMessage = {
  query?: { parent?: string; structuredQuery?: StructuredQuery };
  documents?: { documents?: string[] };
  resumeToken?: Uint8Array;
  readTime?: Timestamp;
  targetId?: number;
  once?: boolean;
  expectedCount?: { value?: number };
};

/** google.firestore.v1.ListenRequest */
export type ListenRequest = {
  database?: string;
  addTarget?: TargetMessage;
  removeTarget?: number;
  labels?: Record<string, string>;
};

/** google.firestore.v1.TargetChange; an absent type is NO_CHANGE, absent ids mean all targets of the stream */
export type TargetChange = {
  targetChangeType?: 'NO_CHANGE' | 'ADD' | 'REMOVE' | 'CURRENT' | 'RESET';
  targetIds?: number[];
  cause?: Status;
  resumeToken?: Uint8Array;
  readTime?: Timestamp;
};

/** google.firestore.v1.ListenResponse: one member of the oneof */
export type ListenResponse = {
  targetChange?: TargetChange;
  documentChange?: { document: DocumentMessage; targetIds?: number[]; removedTargetIds?: number[] };
  documentDelete?: { document: string; readTime: Timestamp; removedTargetIds: number[] };
  documentRemove?: { document: string; readTime: Timestamp; removedTargetIds: number[] };
  filter?: { targetId: number; count: number; unchangedNames?: BloomFilter };
};
