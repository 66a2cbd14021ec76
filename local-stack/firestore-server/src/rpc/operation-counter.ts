/** Billed operations: documents read, written and deleted. */
export type Operations = { reads: number; writes: number; deletes: number };

/**
 * Counts operations per project the way production bills them: a query costs the documents it returns (and skips), at
 * least one; a missing document costs a read; an aggregation one read per 1,000 index entries, at least one; documents
 * that rules look up cost a read each.
 * @see https://firebase.google.com/docs/firestore/pricing
 */
export class OperationCounter {
  readonly #byProject = new Map<string, Operations>();

  of(project: string): Operations {
    let operations = this.#byProject.get(project);
    if (!operations) {
      operations = { reads: 0, writes: 0, deletes: 0 };
      this.#byProject.set(project, operations);
    }
    return operations;
  }

  reset(project: string): void {
    Object.assign(this.of(project), { reads: 0, writes: 0, deletes: 0 });
  }
}

/** Reads a query is billed for. */
export function queryReads(returned: number, skipped = 0): number {
  return Math.max(1, returned + skipped);
}

const INDEX_ENTRIES_PER_READ = 1000;

/** Reads an aggregation is billed for. */
export function aggregationReads(matched: number): number {
  return Math.max(1, Math.ceil(matched / INDEX_ENTRIES_PER_READ));
}
