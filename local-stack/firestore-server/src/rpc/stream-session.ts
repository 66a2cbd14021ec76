import type { FirestoreError } from '../values/status.ts';

/** What a stream RPC does to the transport that carries it. */
export type StreamPorts<Response> = {
  send(response: Response): void;
  /** Ends the stream with a status; nothing is sent after it. */
  fail(error: FirestoreError): void;
};

/** A stream RPC without its transport: gRPC and WebChannel drive the same object. */
export type StreamSession<Request> = {
  /** Takes the next request. Never throws: faults go to `fail`. */
  handle(request: Request): void;
  /** The client will send no more: resolves when everything sent has been answered. */
  finish(): Promise<void>;
  /** The client is gone. */
  close(): void;
};
