import { invalidArgument } from '../values/status.ts';

/** Tells whether a document path is meant, and what the pattern's names stand for; null when it is not. */
export type DocumentPattern = (documentPath: string) => Record<string, string> | null;

type Segment = { readonly name: string | null; readonly glob: string };

/**
 * Compiles the path of a trigger: `{x}` is one segment, `{x=**}` one or more, and `*` any characters within a segment,
 * as in `users/{uid}/logs/2026-*`.
 * @see https://firebase.google.com/docs/functions/firestore-events "Wildcards and parameters"
 * @throws FirestoreError INVALID_ARGUMENT when the pattern cannot be read
 */
export function compileDocumentPattern(pattern: string): DocumentPattern {
  const segments = pattern.split('/').map((text) => readSegment(text, pattern));
  const names = segments.flatMap(({ name }) => name ?? []);
  if (new Set(names).size < names.length) throw invalidArgument(`The path "${pattern}" uses a name twice.`);
  const expression = new RegExp(`^${segments.map(toExpression).join('/')}$`, 's');
  return (documentPath) => {
    const match = expression.exec(documentPath);
    return match && Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? '']));
  };
}

/** A path that is meant as it stands, whatever characters it has. */
export function exactDocument(path: string): DocumentPattern {
  return (documentPath) => (documentPath === path ? {} : null);
}

function readSegment(text: string, pattern: string): Segment {
  const capture = /^\{([^{}=]+)(?:=([^{}]+))?\}$/.exec(text);
  if (capture?.[1]) return { name: capture[1], glob: capture[2] ?? '*' };
  if (text !== '' && !/[{}]/.test(text)) return { name: null, glob: text };
  throw invalidArgument(
    `The path "${pattern}" cannot be read at "${text}": a segment is a text, "{name}" or "{name=**}".`,
  );
}

function toExpression({ name, glob }: Segment): string {
  const inner = glob === '*' ? '[^/]+' : glob === '**' ? '.+' : glob.split('*').map(literal).join('[^/]*');
  return name === null ? inner : `(${inner})`;
}

/** The text as an expression that matches nothing else. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
