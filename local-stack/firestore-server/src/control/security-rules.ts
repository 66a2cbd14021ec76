import type { ServerState } from '../rpc/server-state.ts';
import type { CoverageReport } from '../rules/coverage.ts';
import type { Issue } from '../rules/ruleset.ts';
import { FirestoreError, invalidArgument } from '../values/status.ts';

/** A finding in the form firebase-tools reads. */
type IssueMessage = {
  sourcePosition: { fileName: string; line: number; column: number; currentOffset: number; endOffset: number };
  description: string;
  severity: Issue['severity'];
};

/**
 * Puts rules in force for a project. Errors are an INVALID_ARGUMENT that shows each place, which rules-unit-testing
 * throws at the developer; with `ignore_errors` (hot reload of firebase-tools) they are only listed, and the rules in
 * force stay.
 * @throws FirestoreError INVALID_ARGUMENT
 */
export function putSecurityRules(state: ServerState, project: string, body: unknown): { issues?: IssueMessage[] } {
  const { name, content, ignoreErrors } = readUpload(body);
  const upload = state.rules.set(project, { content, fileName: name, collectsCoverage: true });
  const issues = upload.ok ? upload.warnings : upload.issues;
  if (!upload.ok && !ignoreErrors) throw invalidArgument(describeIssues(issues));
  return issues.length === 0 ? {} : { issues: issues.map(toMessage) };
}

/** Which expressions of the rules were evaluated to what, since they were put in force here. @throws FirestoreError NOT_FOUND */
export function getRuleCoverage(state: ServerState, project: string): CoverageReport {
  const report = state.rules.coverageOf(project);
  if (report) return report;
  throw new FirestoreError(
    'NOT_FOUND',
    `No coverage is collected for the project ${project}: it has no rules that were put in force through this control door.`,
  );
}

/** One line per finding: place, what is wrong, and the line of the source with carets below. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues
    .map(
      ({ fileName, line, column, description, excerpt }) =>
        `${fileName} line ${line}:${column}: ${description}\n${excerpt}`,
    )
    .join('\n');
}

function toMessage(issue: Issue): IssueMessage {
  const { fileName, line, column, currentOffset, endOffset, description, severity } = issue;
  return { sourcePosition: { fileName, line, column, currentOffset, endOffset }, description, severity };
}

function readUpload(body: unknown): { name: string; content: string; ignoreErrors: boolean } {
  const { rules, ignore_errors: ignoreErrors } = Object(body);
  const files: unknown = Object(rules).files;
  const file = Array.isArray(files) && files.length === 1 ? Object(files[0]) : {};
  if (typeof file.content !== 'string') {
    throw invalidArgument(
      'Expected a body like {"rules":{"files":[{"name":"security.rules","content":"..."}]}}, with one file.',
    );
  }
  const name = typeof file.name === 'string' ? file.name : 'security.rules';
  return { name, content: file.content, ignoreErrors: ignoreErrors === true };
}
