import type { Identity } from '@casillero/domain/access/identity';
import type { AnswerOf, Endpoint, RequestOf } from '@casillero/domain/api/endpoint';
import type { Result } from '@casillero/domain/result';

/** Who calls an endpoint, and from where; for the audit of privileged acts. */
export type Caller = {
  /** null only behind endpoints that anybody may call */
  readonly identity: Identity | null;
  readonly ip: string;
  /**
   * Names this act: the same for each attempt under one Idempotency-Key of this caller, new for every other call. Ids of
   * what the act makes are made of it, so that an attempt after a crash finds what the first one left. 40 hex digits.
   */
  readonly actId: string;
};

/** Does what an endpoint says. Expected failures are values with one of the endpoint's codes. */
export type Handler<Each extends Endpoint> = (
  request: RequestOf<Each>,
  caller: Caller,
) => Promise<Result<AnswerOf<Each>, string>>;

/** An answer of bytes, and the headers that describe them. */
export type BytesAnswer = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | AsyncIterable<string | Uint8Array>;
};

/** Does what an endpoint with a body of bytes says; its answer is JSON. */
export type BodyBytesHandler<Each extends Endpoint> = (
  request: RequestOf<Each>,
  caller: Caller,
  body: AsyncIterable<Uint8Array>,
) => Promise<Result<AnswerOf<Each>, string>>;

/** Answers an endpoint with bytes. */
export type AnswerBytesHandler<Each extends Endpoint> = (
  request: RequestOf<Each>,
  caller: Caller,
) => Promise<Result<BytesAnswer, string>>;

/** An endpoint and what answers it. */
export type Served =
  | {
      readonly kind: 'json';
      readonly endpoint: Endpoint;
      readonly handle: (request: RequestOf<Endpoint>, caller: Caller) => Promise<Result<unknown, string>>;
    }
  | {
      readonly kind: 'body-bytes';
      readonly endpoint: Endpoint;
      readonly handle: (
        request: RequestOf<Endpoint>,
        caller: Caller,
        body: AsyncIterable<Uint8Array>,
      ) => Promise<Result<unknown, string>>;
    }
  | {
      readonly kind: 'answer-bytes';
      readonly endpoint: Endpoint;
      readonly handle: (request: RequestOf<Endpoint>, caller: Caller) => Promise<Result<BytesAnswer, string>>;
    };

/** Joins an endpoint with its handler; the types of both are held to each other here. */
export const serve = <Each extends Endpoint>(endpoint: Each, handle: Handler<Each>): Served => ({
  kind: 'json',
  endpoint,
  handle: (request, caller) => handle(request as RequestOf<Each>, caller),
});

/** Joins an endpoint whose body is bytes (`endpoint.bytes.body`) with its handler. */
export const serveBodyBytes = <Each extends Endpoint>(endpoint: Each, handle: BodyBytesHandler<Each>): Served => ({
  kind: 'body-bytes',
  endpoint,
  handle: (request, caller, body) => handle(request as RequestOf<Each>, caller, body),
});

/** Joins an endpoint whose answer is bytes (`endpoint.bytes.answer`) with its handler. */
export const serveAnswerBytes = <Each extends Endpoint>(endpoint: Each, handle: AnswerBytesHandler<Each>): Served => ({
  kind: 'answer-bytes',
  endpoint,
  handle: (request, caller) => handle(request as RequestOf<Each>, caller),
});
