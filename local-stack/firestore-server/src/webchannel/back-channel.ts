import type { ServerResponse } from 'node:http';

/** XHR keeps the whole text of a response in memory, so a streaming response ends at this size and the client reopens. */
const MAX_STREAMED_BYTES = 8 * 1024 * 1024;

/** One open GET, through which arrays flow to the client. */
export class BackChannel {
  readonly isLongPoll: boolean;
  readonly openedAt: number;
  readonly #response: ServerResponse;
  #written = 0;
  #isOpen = true;

  /** @param onClose the connection is gone, or the response was ended here */
  constructor(response: ServerResponse, isLongPoll: boolean, openedAt: number, onClose: () => void) {
    this.#response = response;
    this.isLongPoll = isLongPoll;
    this.openedAt = openedAt;
    response.on('close', () => {
      this.#isOpen = false;
      onClose();
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Writes a frame. A long poll ends with it, a streaming response when it has become too large. */
  write(frame: string): void {
    if (!this.#isOpen) return;
    this.#response.write(frame);
    this.#written += frame.length;
    if (this.isLongPoll || this.#written >= MAX_STREAMED_BYTES) this.end();
  }

  /** Ends the response in order; the client opens the next one at once. */
  end(): void {
    this.#isOpen = false;
    this.#response.end();
  }
}
