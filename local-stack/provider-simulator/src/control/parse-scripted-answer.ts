import type { ScriptedAnswer } from '../openai/script.ts';
import { expectOneOf, expectRecord, optionalInteger, optionalNumber, optionalString } from '../parse-json.ts';
import { invalidInput } from '../problem.ts';

const KEYS = [
  'content',
  'delayMs',
  'status',
  'retryAfter',
  'breaks',
  'finishReason',
  'refusal',
  'usage',
] as const satisfies readonly (keyof ScriptedAnswer)[];
const BREAKS = ['truncated-json', 'no-json', 'hang', 'reset'] as const;
const FINISH_REASONS = ['stop', 'length', 'content_filter'] as const;

/** Throws Problem 'invalid-input' that names the field. */
export function parseScriptedAnswer(input: unknown, index: number): ScriptedAnswer {
  const at = `answers[${index}]`;
  const given = expectRecord(input, at, KEYS);
  return {
    ...(given.content !== undefined && { content: given.content }),
    ...optionalNumber(given, 'delayMs', at, { least: 0 }),
    ...optionalInteger(given, 'status', at, { least: 400, most: 599 }),
    ...optionalNumber(given, 'retryAfter', at, { least: 0 }),
    ...(given.breaks !== undefined && { breaks: expectOneOf(given.breaks, `${at}.breaks`, BREAKS) }),
    ...(given.finishReason !== undefined && {
      finishReason: expectOneOf(given.finishReason, `${at}.finishReason`, FINISH_REASONS),
    }),
    ...optionalString(given, 'refusal', at),
    ...(given.usage !== undefined && { usage: parseUsage(given.usage, at) }),
  };
}

function parseUsage(input: unknown, at: string): NonNullable<ScriptedAnswer['usage']> {
  const given = expectRecord(input, `${at}.usage`, ['promptTokens', 'completionTokens']);
  const { promptTokens } = optionalInteger(given, 'promptTokens', at, { least: 0 });
  const { completionTokens } = optionalInteger(given, 'completionTokens', at, { least: 0 });
  if (promptTokens === undefined || completionTokens === undefined) {
    throw invalidInput(`${at}.usage needs promptTokens and completionTokens.`);
  }
  return { promptTokens, completionTokens };
}
