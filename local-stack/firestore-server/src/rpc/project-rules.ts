import { compileRules, type Issue, type Ruleset } from '../rules/ruleset.ts';

/** What came of an attempt to set rules. Errors leave the rules in force as they were. */
export type RulesUpload = { ok: true; warnings: Issue[] } | { ok: false; issues: Issue[] };

/** The rules in force, per project; a project without rules of its own has the server's, and without those is open. */
export class ProjectRules {
  readonly #byProject = new Map<string, Ruleset>();
  readonly #observers = new Set<(project: string | null) => void>();
  #forAll: Ruleset | null = null;

  of(project: string): Ruleset | null {
    return this.#byProject.get(project) ?? this.#forAll;
  }

  /** @param project null sets the rules of all projects that have none of their own */
  set(project: string | null, source: string, fileName?: string): RulesUpload {
    const compiled = compileRules(source, fileName);
    if (!compiled.ok) return { ok: false, issues: compiled.issues };
    if (project === null) this.#forAll = compiled.ruleset;
    else this.#byProject.set(project, compiled.ruleset);
    for (const observer of this.#observers) observer(project);
    return { ok: true, warnings: compiled.warnings };
  }

  /** Tells when rules are replaced. @returns a function that ends the observation */
  observe(observer: (project: string | null) => void): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }
}
