/** An expected failure: a stable code for programs, a sentence for people, a hint about what to do. Never holds a secret. */
export type Failure<Code extends string = string> = {
  readonly code: Code;
  readonly message: string;
  readonly hint: string;
};

/** The outcome of something that may fail in an expected way. */
export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure<Code> };

/** Wraps a value as a success. */
export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

/** Makes a failure result. `message` says what is wrong, `hint` what the reader can do. */
export const fail = <Code extends string>(
  code: Code,
  message: string,
  hint: string,
): { readonly ok: false; readonly failure: Failure<Code> } => ({ ok: false, failure: { code, message, hint } });
