/**
 * The outer grammar: file, services, match blocks, functions, allows. Functions stand from the outside in.
 *
 *   file     = [rules_version] {function} {service}
 *   service  = "service" name "{" {function | match} "}"
 *   match    = "match" path "{" {function | match | allow} "}"
 *   allow    = "allow" method {"," method} [":" "if" expression] [";"]
 *   function = "function" name "(" [names] ")" "{" {let} "return" expression [";"] "}"
 *
 * Semicolons behind conditions, returns and lets may be missing: tested sample rules leave them out.
 */
import type {
  Allow,
  AllowMethod,
  FunctionDeclaration,
  Let,
  MatchBlock,
  PatternSegment,
  RulesFile,
  Service,
} from './ast.ts';
import { parseWholeExpression } from './expression-parser.ts';
import type { Issue } from './issue.ts';
import type { SourceText } from './source-text.ts';
import { SyntaxFailure, TokenStream } from './token-stream.ts';

const ALLOW_METHODS: ReadonlySet<string> = new Set(['read', 'write', 'get', 'list', 'create', 'update', 'delete']);

/** Parses a source, or returns its first syntax error. */
export function parseRules(source: SourceText): { ok: true; file: RulesFile } | { ok: false; issue: Issue } {
  try {
    return { ok: true, file: parseFile(new TokenStream(source)) };
  } catch (thrown) {
    if (thrown instanceof SyntaxFailure) return { ok: false, issue: thrown.issue };
    throw thrown;
  }
}

function parseFile(tokens: TokenStream): RulesFile {
  const version = tokens.at('rules_version') ? parseVersion(tokens) : '1';
  const functions: FunctionDeclaration[] = [];
  const services: Service[] = [];
  while (tokens.at('function')) functions.push(parseFunction(tokens));
  do {
    if (tokens.at('function')) functions.push(parseFunction(tokens));
    else services.push(parseService(tokens));
  } while (tokens.current.kind !== 'end');
  return { version, functions, services };
}

function parseVersion(tokens: TokenStream): '1' | '2' {
  tokens.advance();
  tokens.expect('=');
  const token = tokens.current;
  if (token.kind !== 'string') return tokens.unexpected();
  if (token.value !== '1' && token.value !== '2') {
    return tokens.fail(
      `Invalid rules_version '${token.value}'. Valid versions are '1' and '2'.`,
      token.start,
      token.end,
    );
  }
  tokens.advance();
  tokens.accept(';');
  return token.value;
}

function parseService(tokens: TokenStream): Service {
  const { start } = tokens.expect('service');
  let name = tokens.expectName().text;
  while (tokens.accept('.')) name += `.${tokens.expectName().text}`;
  const functions: FunctionDeclaration[] = [];
  const matches: MatchBlock[] = [];
  tokens.expect('{');
  while (!tokens.at('}')) {
    if (tokens.at('function')) functions.push(parseFunction(tokens));
    else if (tokens.at('match')) matches.push(parseMatch(tokens));
    else tokens.unexpected();
  }
  tokens.advance();
  return { start, end: tokens.previousEnd, name, functions, matches };
}

function parseMatch(tokens: TokenStream): MatchBlock {
  return tokens.nested(() => {
    const { start } = tokens.expect('match');
    const path = parsePattern(tokens);
    const functions: FunctionDeclaration[] = [];
    const allows: Allow[] = [];
    const matches: MatchBlock[] = [];
    tokens.expect('{');
    while (!tokens.at('}')) {
      if (tokens.at('function')) functions.push(parseFunction(tokens));
      else if (tokens.at('match')) matches.push(parseMatch(tokens));
      else if (tokens.at('allow')) allows.push(parseAllow(tokens));
      else tokens.unexpected();
    }
    tokens.advance();
    return { start, end: tokens.previousEnd, path, functions, allows, matches };
  });
}

/** The current token is the slash, the lexer stands behind it. */
function parsePattern(tokens: TokenStream): PatternSegment[] {
  if (tokens.current.kind !== 'path-slash') {
    const { start, end, text } = tokens.current;
    return tokens.fail(`Unexpected '${text}'. A match path begins with '/'.`, start, end);
  }
  const path: PatternSegment[] = [];
  do {
    const segment = tokens.lexer.segment();
    if (segment === null || segment.kind === 'computed') {
      const start = segment?.start ?? tokens.lexer.offset;
      const end = segment?.end ?? start + 1;
      return tokens.fail(`Unexpected '${tokens.lexer.text.slice(start, end) || '<EOF>'}'.`, start, end);
    }
    path.push(segment as PatternSegment);
  } while (tokens.lexer.slash());
  tokens.resumeAfterPath();
  return path;
}

function parseAllow(tokens: TokenStream): Allow {
  const { start } = tokens.expect('allow');
  const methods: AllowMethod[] = [];
  do {
    const { text } = tokens.current;
    if (!isAllowMethod(text)) tokens.unexpected();
    else methods.push(text);
    tokens.advance();
  } while (tokens.accept(','));
  let condition: Allow['condition'] = null;
  let conditionRange = { start, end: tokens.previousEnd };
  if (tokens.accept(':')) {
    if (!tokens.at('if')) tokens.fail("expected 'if'", tokens.current.start, tokens.current.end);
    tokens.advance();
    const first = tokens.current;
    if (tokens.at(';') || tokens.at('}')) {
      tokens.fail("Missing conditional expression after 'if'.", first.start, first.end);
    }
    condition = parseWholeExpression(tokens);
    conditionRange = { start: first.start, end: tokens.previousEnd };
  }
  tokens.accept(';');
  return { start, end: tokens.previousEnd, methods, condition, conditionRange };
}

function isAllowMethod(text: string): text is AllowMethod {
  return ALLOW_METHODS.has(text);
}

function parseFunction(tokens: TokenStream): FunctionDeclaration {
  const { start } = tokens.expect('function');
  const name = tokens.expectName();
  const parameters = [];
  tokens.expect('(');
  if (!tokens.at(')')) {
    do parameters.push(tokens.expectName());
    while (tokens.accept(','));
  }
  tokens.expect(')');
  tokens.expect('{');
  const lets: Let[] = [];
  while (tokens.at('let')) lets.push(parseLet(tokens));
  if (tokens.at('}')) {
    tokens.fail(`Missing 'return' in function ${name.text}.`, tokens.current.start, tokens.current.end);
  }
  tokens.expect('return');
  const result = parseWholeExpression(tokens);
  tokens.accept(';');
  tokens.expect('}');
  return { start, end: tokens.previousEnd, name, parameters, lets, result };
}

function parseLet(tokens: TokenStream): Let {
  const { start } = tokens.expect('let');
  const name = tokens.expectName();
  tokens.expect('=');
  const value = parseWholeExpression(tokens);
  tokens.accept(';');
  return { start, end: tokens.previousEnd, name, value };
}
