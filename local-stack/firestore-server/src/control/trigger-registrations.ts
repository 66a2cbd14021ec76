/** A function that wants to hear of changed documents, as firebase-tools registers it. */
export type TriggerRegistration = {
  readonly id: string;
  readonly project: string;
  readonly generation: 'v1' | 'v2';
  /** the registration as it was sent: event type and document pattern */
  readonly definition: unknown;
};

/**
 * The registered triggers. Ids end in `-<n>`, which rises each time the functions emulator registers anew, and older
 * numbers of the same function are then dead. Events are not delivered yet: registrations are kept so that delivery can
 * be added without a change to what firebase-tools sees.
 */
export class TriggerRegistrations {
  readonly #byId = new Map<string, TriggerRegistration>();

  register(registration: TriggerRegistration): void {
    const functionOf = (id: string) => id.replace(/-\d+$/, '');
    for (const [id, { project }] of this.#byId) {
      if (project === registration.project && functionOf(id) === functionOf(registration.id)) this.#byId.delete(id);
    }
    this.#byId.set(registration.id, registration);
  }

  unregister(id: string): void {
    this.#byId.delete(id);
  }

  of(project: string): TriggerRegistration[] {
    return [...this.#byId.values()].filter((registration) => registration.project === project);
  }
}
