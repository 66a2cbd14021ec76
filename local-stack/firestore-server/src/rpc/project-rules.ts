import { type Coverage, type CoverageReport, newCoverage } from '../rules/coverage.ts';
import { compileRules, type Issue, type Ruleset } from '../rules/ruleset.ts';

/** What came of an attempt to set rules. Errors leave the rules in force as they were. */
export type RulesUpload = { ok: true; warnings: Issue[] } | { ok: false; issues: Issue[] };

/** A compiled source, and the collection of what its expressions came to; null where nobody asked for that. */
export type RulesInForce = { readonly ruleset: Ruleset; readonly coverage: Coverage | null };

export type RulesSource = {
  readonly content: string;
  readonly fileName?: string;
  /** Slows every evaluation down, so only rules under test collect it. */
  readonly collectsCoverage?: boolean;
};

/** The rules in force, per project; a project without rules of its own has the server's, and without those is open. */
export class ProjectRules {
  readonly #byProject = new Map<string, RulesInForce>();
  readonly #observers = new Set<(project: string | null) => void>();
  #forAll: RulesInForce | null = null;

  of(project: string): RulesInForce | null {
    return this.#byProject.get(project) ?? this.#forAll;
  }

  /** @param project null sets the rules of all projects that have none of their own */
  set(project: string | null, { content, fileName, collectsCoverage = false }: RulesSource): RulesUpload {
    const compiled = compileRules(content, fileName);
    if (!compiled.ok) return { ok: false, issues: compiled.issues };
    const inForce = {
      ruleset: compiled.ruleset,
      coverage: collectsCoverage ? newCoverage(compiled.ruleset) : null,
    };
    if (project === null) this.#forAll = inForce;
    else this.#byProject.set(project, inForce);
    for (const observer of this.#observers) observer(project);
    return { ok: true, warnings: compiled.warnings };
  }

  /** What the expressions of a project's rules came to since they were set; null when that is not collected. */
  coverageOf(project: string): CoverageReport | null {
    return this.of(project)?.coverage?.report() ?? null;
  }

  /** Tells when rules are replaced. @returns a function that ends the observation */
  observe(observer: (project: string | null) => void): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }
}
