/**
 * Rule coverage in the form of the emulator's `:ruleCoverage` endpoint: what every expression evaluated to, and how
 * often. One top node per condition (and, beyond the emulator, per let and result of a function), children for the
 * expressions inside; literals have no node.
 */
import type { EvaluationListener } from './access.ts';
import { childrenOf, type Expression } from './ast.ts';
import { type ReportedValue, reportedValue } from './coverage-value.ts';
import { topExpressions } from './program.ts';
import type { Ruleset } from './ruleset.ts';
import type { SourcePosition } from './source-text.ts';

/** Distinct values kept per expression; later ones are counted nowhere, so that a long run cannot fill the memory. */
const MAX_DISTINCT_VALUES = 100;

export type CoverageNode = {
  sourcePosition: SourcePosition;
  /** `[{ value: {}, count: 0 }]` for an expression that was never evaluated. */
  values: { value: ReportedValue | Record<string, never>; count: number }[];
  children: CoverageNode[];
};

export type CoverageReport = {
  rules: { files: { name: string; content: string }[] };
  report: CoverageNode[];
};

/** Collects while its listener is given to authorize; one collection per ruleset, new with each upload. */
export type Coverage = { listener: EvaluationListener; report: () => CoverageReport };

/** Starts an empty collection for a ruleset. */
export function newCoverage({ source, resolution }: Ruleset): Coverage {
  const seen = new Map<Expression, Map<string, { value: ReportedValue; count: number }>>();

  const listener: EvaluationListener = (expression, outcome) => {
    let values = seen.get(expression);
    if (values === undefined) {
      values = new Map();
      seen.set(expression, values);
    }
    const value = reportedValue(source, outcome);
    const key = JSON.stringify(value);
    const known = values.get(key);
    if (known !== undefined) known.count += 1;
    else if (values.size < MAX_DISTINCT_VALUES) values.set(key, { value, count: 1 });
  };

  function nodesOf(expression: Expression): CoverageNode[] {
    if (expression.kind === 'literal') return [];
    const isNamespaced = expression.kind === 'method-call' && resolution.namespaced.has(expression);
    const children = isNamespaced ? expression.args : childrenOf(expression);
    const values = [...(seen.get(expression)?.values() ?? [])].map((entry) => ({ ...entry }));
    return [
      {
        sourcePosition: source.rangePosition(expression),
        values: values.length > 0 ? values : [{ value: {}, count: 0 }],
        children: children.flatMap(nodesOf),
      },
    ];
  }

  return {
    listener,
    report: () => ({
      rules: { files: [{ name: source.fileName, content: source.text }] },
      report: topExpressions(resolution).flatMap(nodesOf),
    }),
  };
}
