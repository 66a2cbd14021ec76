/** Methods of paths, and how a path is made from text. Paths have no size(). */
import { failure, type MapValue, type Outcome, type PathValue, path } from '../values.ts';
import { type Builtin, methodsOf } from './signature.ts';

const method = methodsOf('path');

const PLACEHOLDER = /^(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\(([A-Za-z_][A-Za-z0-9_]*)\))$/;

/** @see https://firebase.google.com/docs/reference/rules/rules.Path */
export const PATH_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['bind', method(['map'], (self, [bindings]) => bind(self, bindings))],
]);

/** Splits `a/b` or `/a/b` into segments; empty ones are an error. */
export function pathOfText(text: string): Outcome {
  const segments = (text.startsWith('/') ? text.slice(1) : text).split('/');
  return segments.includes('') ? failure(`Invalid path [${text}].`) : path(segments);
}

/** Fills the placeholders `{x}` and `$(x)` of a path made from text; names that are not bound stay as they are. */
function bind(self: PathValue, values: MapValue): Outcome {
  const bindings = new Map(self.bindings);
  for (const name of values.keys()) {
    const value = values.get(name);
    if (typeof value !== 'string') {
      return failure('Unsupported operation error. Received: path.bind(map). Expected: path.bind(map[string]).');
    }
    bindings.set(name, value);
  }
  const segments = self.segments.map((segment) => {
    const match = PLACEHOLDER.exec(segment);
    return bindings.get(match?.[1] ?? match?.[2] ?? '') ?? segment;
  });
  return { kind: 'path', segments, bindings };
}
