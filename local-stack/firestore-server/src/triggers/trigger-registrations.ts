import type { Trigger } from './trigger.ts';

/**
 * The registered triggers. Ids end in `-<generation>`, which rises each time the functions emulator registers anew and
 * begins at 0 again when it restarts: the last registration of a function is the one that counts, whatever its number.
 */
export class TriggerRegistrations {
  readonly #byProject = new Map<string, Map<string, Trigger>>();

  register(trigger: Trigger): void {
    const triggers = this.#byProject.get(trigger.project) ?? new Map<string, Trigger>();
    triggers.set(functionOf(trigger.id), trigger);
    this.#byProject.set(trigger.project, triggers);
  }

  unregister(project: string, id: string): void {
    const triggers = this.#byProject.get(project);
    if (triggers?.get(functionOf(id))?.id === id) triggers.delete(functionOf(id));
  }

  get isEmpty(): boolean {
    return this.#byProject.size === 0;
  }

  of(project: string): Iterable<Trigger> {
    return this.#byProject.get(project)?.values() ?? [];
  }

  has(trigger: Trigger): boolean {
    return this.#byProject.get(trigger.project)?.get(functionOf(trigger.id)) === trigger;
  }
}

const functionOf = (id: string): string => id.replace(/-\d+$/, '');
