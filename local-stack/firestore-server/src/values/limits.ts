/** Limits of Firestore's Standard edition. @see https://firebase.google.com/docs/firestore/quotas#limits */
export const MAX_DOCUMENT_BYTES = 1_048_576;
/** 1 MiB less 89 bytes */
export const MAX_FIELD_VALUE_BYTES = 1_048_487;
export const MAX_ID_BYTES = 1500;
export const MAX_FIELD_NAME_BYTES = 1500;
/** Maps and arrays inside each other. */
export const MAX_FIELD_DEPTH = 20;
/** 100 collections and their documents. */
export const MAX_PATH_SEGMENTS = 200;
export const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
/** Per document and commit. */
export const MAX_TRANSFORMS = 500;
export const MAX_DISJUNCTIONS = 30;
export const MAX_NOT_IN_VALUES = 10;
export const MAX_AGGREGATIONS = 5;
/** Time a transaction may stay open, and stay open without any request. */
export const TRANSACTION_LIFETIME_MS = 270_000;
export const TRANSACTION_IDLE_MS = 60_000;
/** Age of the oldest moment that can be read. */
export const READ_TIME_HISTORY_MS = 3_600_000;
