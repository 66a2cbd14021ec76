import type { ChannelArray } from './codec.ts';

/**
 * Arrays on their way to the client, numbered without gaps. What was sent stays until the client acknowledges it with
 * the AID of a later request, because a response may be lost; the client does not recognise repetitions, so nothing at
 * or below an acknowledged id is ever sent again.
 */
export class ArrayQueue {
  #unacknowledged: ChannelArray[] = [];
  #lastId = 0;
  #sentUpTo = 0;

  get lastId(): number {
    return this.#lastId;
  }

  /** Bytes sent or waiting that the client has not acknowledged. */
  get outstandingBytes(): number {
    return this.#unacknowledged.reduce((sum, { json }) => sum + json.length, 0);
  }

  push(json: string): void {
    this.#unacknowledged.push({ id: ++this.#lastId, json });
  }

  acknowledge(arrayId: number): void {
    this.#unacknowledged = this.#unacknowledged.filter(({ id }) => id > arrayId);
  }

  /** A new back channel: everything unacknowledged is sent again. */
  rewind(): void {
    this.#sentUpTo = (this.#unacknowledged[0]?.id ?? this.#lastId + 1) - 1;
  }

  /** What the back channel has not carried yet; it counts as sent from now on. */
  takeUnsent(): ChannelArray[] {
    // Ids have no gaps, so the unsent ones are as many at the end as the ids are apart.
    const unsent = this.#unacknowledged.slice(this.#unacknowledged.length - (this.#lastId - this.#sentUpTo));
    this.#sentUpTo = this.#lastId;
    return unsent;
  }
}
