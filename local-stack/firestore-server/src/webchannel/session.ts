import type { ServerResponse } from 'node:http';
import type { StreamSession } from '../rpc/stream-session.ts';
import { ArrayQueue } from './array-queue.ts';
import { BackChannel } from './back-channel.ts';
import { encodeArrays, encodeForwardReply, type ForwardMessage, NOOP_JSON } from './codec.ts';
import { ForwardQueue } from './forward-queue.ts';

/** Below the 45 s of silence after which the client reopens its back channel. */
const KEEPALIVE_MS = 15_000;
const LONG_POLL_MS = 25_000;
/** A closed tab says nothing: a session nobody listens to is dropped. */
const ABANDONED_MS = 60_000;

/** What carries the messages of a session: the stream RPC behind it, in JSON texts. */
export type ChannelStream = Pick<StreamSession<string>, 'handle' | 'close'>;

/**
 * One WebChannel session: forward requests in, one back channel out.
 *
 *   handshake ──▶ WAITING (no back channel) ⇄ ATTACHED ──terminate, 60 s of WAITING──▶ CLOSED
 */
export class ChannelSession {
  readonly sid: string;
  /** sessions of one browser share its six connections; see rotation.ts */
  readonly browser: string;
  readonly #arrays = new ArrayQueue();
  readonly #forward = new ForwardQueue();
  readonly #onClose: () => void;
  #stream: ChannelStream | null = null;
  #back: BackChannel | null = null;
  #timer: NodeJS.Timeout | null = null;
  #isFlushScheduled = false;
  #isClosed = false;

  constructor(sid: string, browser: string, onClose: () => void) {
    this.sid = sid;
    this.browser = browser;
    this.#onClose = onClose;
    this.#waitForBackChannel();
  }

  /** The stream cannot exist before the session it sends to, so it is joined afterwards. */
  connect(stream: ChannelStream): void {
    this.#stream = stream;
  }

  get backChannel(): BackChannel | null {
    return this.#back;
  }

  /** Queues a message for the client. All messages of one tick leave in one frame. */
  push(json: string): void {
    if (this.#isClosed) return;
    this.#arrays.push(json);
    if (this.#isFlushScheduled) return;
    this.#isFlushScheduled = true;
    queueMicrotask(() => this.#flush());
  }

  /** Takes the messages of a forward request. @returns its answer */
  receive(messages: readonly ForwardMessage[], arrayId: number): string {
    this.#arrays.acknowledge(arrayId);
    for (const text of this.#forward.accept(messages)) this.#stream?.handle(text);
    // The client restarts a back channel on which announced arrays are overdue, so they leave before the answer does.
    this.#flush();
    return encodeForwardReply(this.#back !== null, this.#arrays.lastId, this.#arrays.outstandingBytes);
  }

  /**
   * Attaches a back channel in place of the former one.
   * @param pollMs longest wait of a long poll; null streams
   */
  attach(response: ServerResponse, arrayId: number, pollMs: number | null, now: number): BackChannel {
    this.#arrays.acknowledge(arrayId);
    this.#arrays.rewind();
    this.#back?.end();
    const back = new BackChannel(response, pollMs !== null, now, () => {
      if (this.#back === back) this.#detach();
    });
    this.#back = back;
    this.#flush();
    // The client waits only milliseconds for the first byte before it decides that streaming does not work here.
    if (pollMs === null && this.#arrays.outstandingBytes === 0) this.#noop();
    this.#keepAlive(pollMs === null ? KEEPALIVE_MS : Math.min(pollMs, LONG_POLL_MS));
    return back;
  }

  /** Ends the back channel so that another session of the browser can have its connection; the client comes back. */
  yieldConnection(): void {
    this.#noop();
    this.#back?.end();
    this.#detach();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#timer) clearTimeout(this.#timer);
    this.#back?.end();
    this.#back = null;
    this.#stream?.close();
    this.#onClose();
  }

  #flush(): void {
    this.#isFlushScheduled = false;
    const back = this.#back;
    if (!back) return;
    const unsent = this.#arrays.takeUnsent();
    if (unsent.length === 0) return;
    back.write(encodeArrays(unsent));
    if (!back.isOpen) this.#detach();
  }

  #noop(): void {
    this.#arrays.push(NOOP_JSON);
    this.#flush();
  }

  #detach(): void {
    if (!this.#back) return;
    this.#back = null;
    this.#waitForBackChannel();
  }

  #keepAlive(ms: number): void {
    if (!this.#back) return;
    this.#setTimer(ms, () => {
      this.#noop();
      this.#keepAlive(ms);
    });
  }

  #waitForBackChannel(): void {
    this.#setTimer(ABANDONED_MS, () => this.close());
  }

  #setTimer(ms: number, run: () => void): void {
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#isClosed) return;
    this.#timer = setTimeout(run, ms);
    this.#timer.unref();
  }
}
