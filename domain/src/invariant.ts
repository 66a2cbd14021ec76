/** A broken promise of our own code: a defect, not bad input. The id finds the place. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
  readonly id: number;
  constructor(id: number, message: string) {
    super(`${message} (0x${id.toString(16)})`);
    this.id = id;
  }
}

/** Throws InvariantError unless `condition` holds. `id` is unique in the code base, so that a log line leads here. */
export function invariant(condition: unknown, id: number, message: string): asserts condition {
  if (!condition) throw new InvariantError(id, message);
}
