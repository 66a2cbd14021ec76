/**
 * Expressions by recursive descent: one function for each level of precedence, loosest first, each calling the next.
 * Binary levels loop, so that a chain leans to the left. A tree's height is limited when a node is made, so that all
 * later walks may recurse.
 *
 *   ?:   ||   &&   == !=   in is   < <= > >=   + -   * / %   ! -   a[i] a.f f(x) a.m(x)
 */
import type { BinaryOperator, Expression, LiteralValue, PathPart } from './ast.ts';
import { TOO_COMPLEX, type TokenStream } from './token-stream.ts';
import { IS_TYPES } from './type-test.ts';

/** Levels of one expression that the rules compiler accepts, as measured in production. */
export const MAX_NESTING = 99;

/** Height of a tree, counting every node. The expression budget would end an evaluation long before this. */
const MAX_TREE_DEPTH = 1_000;

const INT64_MAX = 2n ** 63n - 1n;

type Shape<T> = T extends Expression ? Omit<T, 'nesting' | 'depth' | 'end'> : never;

/** Parses one whole expression: a condition, a let value, a returned value. */
export function parseWholeExpression(tokens: TokenStream): Expression {
  const expression = parseExpression(tokens);
  if (expression.nesting > MAX_NESTING) tokens.fail(TOO_COMPLEX, expression.start, expression.end);
  return expression;
}

function parseExpression(tokens: TokenStream): Expression {
  return tokens.nested(() => {
    const condition = parseOr(tokens);
    if (!tokens.accept('?')) return condition;
    const whenTrue = parseExpression(tokens);
    tokens.expect(':');
    const whenFalse = parseExpression(tokens);
    const children = [condition, whenTrue, whenFalse];
    return node(tokens, { kind: 'ternary', start: condition.start, condition, whenTrue, whenFalse }, children);
  });
}

const parseOr = leftAssociative(['||'], (tokens) => parseAnd(tokens));
const parseAnd = leftAssociative(['&&'], (tokens) => parseEquality(tokens));
const parseEquality = leftAssociative(['==', '!='], (tokens) => parseMembership(tokens));

/** `in` and `is` share a level; `is` takes the name of a type, not an expression. */
function parseMembership(tokens: TokenStream): Expression {
  let left = parseOrdering(tokens);
  for (;;) {
    if (tokens.accept('in')) {
      left = binary(tokens, 'in', left, parseOrdering(tokens));
    } else if (tokens.accept('is')) {
      const { text: type, start: typeStart, end } = tokens.current;
      if (tokens.current.kind !== 'identifier') tokens.unexpected();
      if (!IS_TYPES.has(type))
        tokens.fail(`Unknown type '${type}'. Types: ${[...IS_TYPES].join(' ')}.`, typeStart, end);
      tokens.advance();
      left = node(tokens, { kind: 'is', start: left.start, operand: left, type, typeStart }, [left], 1);
    } else return left;
  }
}

const parseOrdering = leftAssociative(['<=', '>=', '<', '>'], (tokens) => parseSum(tokens));
const parseSum = leftAssociative(['+', '-'], (tokens) => parseProduct(tokens));
const parseProduct = leftAssociative(['*', '/', '%'], (tokens) => parseUnary(tokens));

function leftAssociative(
  operators: readonly BinaryOperator[],
  parseOperand: (tokens: TokenStream) => Expression,
): (tokens: TokenStream) => Expression {
  return (tokens) => {
    let left = parseOperand(tokens);
    for (;;) {
      const operator = operators.find((candidate) => tokens.at(candidate));
      if (operator === undefined) return left;
      tokens.advance();
      left = binary(tokens, operator, left, parseOperand(tokens));
    }
  };
}

function binary(tokens: TokenStream, operator: BinaryOperator, left: Expression, right: Expression): Expression {
  return node(tokens, { kind: 'binary', start: left.start, operator, left, right }, [left, right], 1);
}

/** Prefix operators, collected in a loop: `!!!!x` must not recurse. `-9223372036854775808` is a literal of its own. */
function parseUnary(tokens: TokenStream): Expression {
  const operators: { operator: '!' | '-'; start: number }[] = [];
  while (tokens.at('!') || tokens.at('-')) {
    const { text, start } = tokens.advance();
    operators.push({ operator: text === '!' ? '!' : '-', start });
  }
  const last = operators.at(-1);
  const isLowestInt = tokens.current.kind === 'int' && tokens.current.value === INT64_MAX + 1n;
  let operand: Expression;
  if (last?.operator === '-' && isLowestInt) {
    operators.pop();
    tokens.advance();
    operand = literal(tokens, last.start, -INT64_MAX - 1n);
  } else operand = parsePostfix(tokens);
  for (const { operator, start } of operators.reverse()) {
    operand = node(tokens, { kind: 'unary', start, operator, operand }, [operand]);
  }
  return operand;
}

function parsePostfix(tokens: TokenStream): Expression {
  let object = parsePrimary(tokens);
  for (;;) {
    const { start } = object;
    if (tokens.accept('.')) {
      if (tokens.current.kind !== 'identifier') tokens.unexpected();
      const name = tokens.advance().text;
      if (tokens.at('(')) {
        const args = parseArguments(tokens);
        object = node(tokens, { kind: 'method-call', start, object, name, args }, [object], 0, args);
      } else object = node(tokens, { kind: 'member', start, object, name }, [object]);
    } else if (tokens.accept('[')) {
      const index = parseExpression(tokens);
      const to = tokens.accept(':') ? parseExpression(tokens) : null;
      tokens.expect(']');
      object =
        to === null
          ? node(tokens, { kind: 'index', start, object, index }, [object, index])
          : node(tokens, { kind: 'slice', start, object, from: index, to }, [object, index, to]);
    } else return object;
  }
}

function parsePrimary(tokens: TokenStream): Expression {
  const token = tokens.current;
  const { start, end, text } = token;
  switch (token.kind) {
    case 'int':
      if (token.value > INT64_MAX) tokens.fail(`The integer '${text}' does not fit into 64 bits.`, start, end);
      tokens.advance();
      return literal(tokens, start, token.value);
    case 'float':
    case 'string':
    case 'bytes':
      tokens.advance();
      return literal(tokens, start, token.value);
    case 'path-slash':
      return parsePath(tokens);
    case 'identifier':
      return parseWord(tokens);
  }
  if (tokens.accept('(')) {
    const inner = parseExpression(tokens);
    tokens.expect(')');
    return { ...inner, nesting: inner.nesting + 1 };
  }
  if (tokens.accept('[')) {
    const elements = parseSequence(tokens, ']', () => parseExpression(tokens));
    return node(tokens, { kind: 'list', start, elements }, [], 0, elements);
  }
  if (tokens.accept('{')) {
    const entries = parseSequence(tokens, '}', () => {
      const key = parseExpression(tokens);
      tokens.expect(':');
      return { key, value: parseExpression(tokens) };
    });
    const children = entries.flatMap(({ key, value }) => [key, value]);
    return node(tokens, { kind: 'map', start, entries }, [], 0, children);
  }
  return tokens.unexpected();
}

function parseWord(tokens: TokenStream): Expression {
  const { start, end, text } = tokens.current;
  if (text === 'true' || text === 'false' || text === 'null') {
    tokens.advance();
    return literal(tokens, start, text === 'null' ? null : text === 'true');
  }
  const name = tokens.expectName().text;
  if (!tokens.at('(')) return node(tokens, { kind: 'identifier', start, name }, []);
  const args = parseArguments(tokens);
  return node(tokens, { kind: 'call', start, name, nameEnd: end, args }, [], 0, args);
}

function parseArguments(tokens: TokenStream): Expression[] {
  tokens.expect('(');
  return parseSequence(tokens, ')', () => parseExpression(tokens));
}

/** Elements up to the closing token; a comma before it is allowed in lists and maps, where real rules have it. */
function parseSequence<T>(tokens: TokenStream, close: ')' | ']' | '}', parseElement: () => T): T[] {
  const elements: T[] = [];
  while (!tokens.at(close)) {
    elements.push(parseElement());
    if (!tokens.accept(',')) break;
    if (close === ')' && tokens.at(close)) tokens.unexpected();
  }
  tokens.expect(close);
  return elements;
}

/** `/a/$(expression)/(default)`: the current token is the slash, the lexer stands behind it. */
function parsePath(tokens: TokenStream): Expression {
  const { start } = tokens.current;
  const { lexer } = tokens;
  const parts: PathPart[] = [];
  do {
    const segment = lexer.segment();
    if (segment?.kind === 'literal') parts.push({ kind: 'literal', text: segment.text });
    else if (segment?.kind === 'computed') {
      tokens.advance();
      const expression = parseExpression(tokens);
      // The closing parenthesis is the current token and the lexer stands behind it: no token was read past the path.
      if (!tokens.at(')')) tokens.unexpected();
      parts.push({ kind: 'computed', expression });
    } else {
      const end = segment?.end ?? lexer.offset + 1;
      tokens.fail(`Unexpected '${lexer.text.slice(start, end)}'.`, start, end);
    }
  } while (lexer.slash());
  tokens.resumeAfterPath();
  const computed = parts.flatMap((part) => (part.kind === 'computed' ? [part.expression] : []));
  return node(tokens, { kind: 'path', start, parts }, computed);
}

function literal(tokens: TokenStream, start: number, value: LiteralValue): Expression {
  return node(tokens, { kind: 'literal', start, value }, []);
}

/**
 * Completes a node whose last token was just left behind. `added` is what the node adds to the nesting of its
 * children; `wrapped` children (elements and arguments) count one more than the others.
 */
function node(
  tokens: TokenStream,
  shape: Shape<Expression>,
  children: readonly Expression[],
  added = 0,
  wrapped: readonly Expression[] = [],
): Expression {
  let nesting = 1;
  let depth = 1;
  for (const child of children) {
    nesting = Math.max(nesting, child.nesting + added);
    depth = Math.max(depth, child.depth + 1);
  }
  for (const child of wrapped) {
    nesting = Math.max(nesting, child.nesting + 1);
    depth = Math.max(depth, child.depth + 1);
  }
  if (depth > MAX_TREE_DEPTH) return tokens.fail(TOO_COMPLEX, shape.start, tokens.previousEnd);
  return { ...shape, end: tokens.previousEnd, nesting, depth };
}
