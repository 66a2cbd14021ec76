/**
 * The syntax tree. Every node keeps its range in the source (offsets, end exclusive). Expressions also keep two
 * measures of themselves: `nesting`, as the rules compiler counts it (parentheses, binary operators, list, map and
 * function-call arguments add one; `!`, `?:`, member access, indexing and method calls add none), and `depth`, the
 * true height of the tree, which bounds every recursive walk over it.
 */

/** Characters from start up to, not including, end. */
export type Range = { start: number; end: number };

/** What every expression knows about itself. */
export type Measured = Range & { nesting: number; depth: number };

export type BinaryOperator = '||' | '&&' | '==' | '!=' | 'in' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** A constant as written. Bytes are kept apart from text. */
export type LiteralValue = null | boolean | bigint | number | string | Uint8Array;

export type PathPart = { kind: 'literal'; text: string } | { kind: 'computed'; expression: Expression };

export type Literal = Measured & { kind: 'literal'; value: LiteralValue };
export type Identifier = Measured & { kind: 'identifier'; name: string };
export type ListExpression = Measured & { kind: 'list'; elements: Expression[] };
export type MapExpression = Measured & { kind: 'map'; entries: { key: Expression; value: Expression }[] };
export type PathExpression = Measured & { kind: 'path'; parts: PathPart[] };
export type Member = Measured & { kind: 'member'; object: Expression; name: string };
export type Index = Measured & { kind: 'index'; object: Expression; index: Expression };
export type Slice = Measured & { kind: 'slice'; object: Expression; from: Expression; to: Expression };
export type Call = Measured & { kind: 'call'; name: string; nameEnd: number; args: Expression[] };
export type MethodCall = Measured & { kind: 'method-call'; object: Expression; name: string; args: Expression[] };
export type Unary = Measured & { kind: 'unary'; operator: '!' | '-'; operand: Expression };
export type Binary = Measured & { kind: 'binary'; operator: BinaryOperator; left: Expression; right: Expression };
export type TypeTest = Measured & { kind: 'is'; operand: Expression; type: string; typeStart: number };
export type Ternary = Measured & {
  kind: 'ternary';
  condition: Expression;
  whenTrue: Expression;
  whenFalse: Expression;
};

export type Expression =
  | Literal
  | Identifier
  | ListExpression
  | MapExpression
  | PathExpression
  | Member
  | Index
  | Slice
  | Call
  | MethodCall
  | Unary
  | Binary
  | TypeTest
  | Ternary;

export type Name = Range & { text: string };

export type Let = Range & { name: Name; value: Expression };

export type FunctionDeclaration = Range & { name: Name; parameters: Name[]; lets: Let[]; result: Expression };

export type AllowMethod = 'read' | 'write' | 'get' | 'list' | 'create' | 'update' | 'delete';

/** `condition` is null for a bare `allow read;`. The condition's range includes its outer parentheses. */
export type Allow = Range & { methods: AllowMethod[]; condition: Expression | null; conditionRange: Range };

/** One segment of a match path: a literal, `{name}`, or `{name=**}`. */
export type PatternSegment = Range &
  ({ kind: 'literal'; text: string } | { kind: 'wildcard'; name: string } | { kind: 'glob'; name: string });

export type MatchBlock = Range & {
  path: PatternSegment[];
  functions: FunctionDeclaration[];
  allows: Allow[];
  matches: MatchBlock[];
};

export type Service = Range & { name: string; functions: FunctionDeclaration[]; matches: MatchBlock[] };

export type RulesFile = { version: '1' | '2'; functions: FunctionDeclaration[]; services: Service[] };

/** The direct sub-expressions of an expression, in source order. */
export function childrenOf(node: Expression): Expression[] {
  switch (node.kind) {
    case 'literal':
    case 'identifier':
      return [];
    case 'list':
      return node.elements;
    case 'map':
      return node.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'path':
      return node.parts.flatMap((part) => (part.kind === 'computed' ? [part.expression] : []));
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'slice':
      return [node.object, node.from, node.to];
    case 'call':
      return node.args;
    case 'method-call':
      return [node.object, ...node.args];
    case 'unary':
    case 'is':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'ternary':
      return [node.condition, node.whenTrue, node.whenFalse];
  }
}
