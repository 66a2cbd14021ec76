import type { ForwardMessage } from './codec.ts';

/**
 * Messages of the client in the order of their map ids: repetitions of a lost request are dropped, messages behind a
 * gap wait until it is filled.
 */
export class ForwardQueue {
  readonly #parked = new Map<number, string>();
  #nextMapId = 0;

  /** @returns the texts that are next in order */
  accept(messages: readonly ForwardMessage[]): string[] {
    for (const { mapId, text } of messages) if (mapId >= this.#nextMapId) this.#parked.set(mapId, text);
    const ready: string[] = [];
    for (;;) {
      const text = this.#parked.get(this.#nextMapId);
      if (text === undefined) return ready;
      this.#parked.delete(this.#nextMapId++);
      ready.push(text);
    }
  }
}
