import { randomUUID } from 'node:crypto';
import { asList, asObject, asText, type JsonObject } from '../wire/json-object.ts';
import { leastInstance } from './least-instance.ts';
import type { ScriptedAnswer } from './script.ts';

/** What is said when nothing is scripted and no schema asked for. */
const SMALL_TALK = 'No sé.';

/** What the model says: the scripted content, or the least that fits the schema of the request. */
export function saidBy(answer: ScriptedAnswer, body: JsonObject): string {
  if (typeof answer.content === 'string') return answer.content;
  if (answer.content !== undefined) return JSON.stringify(answer.content);
  const format = asObject(body.response_format) ?? asObject(asObject(body.text)?.format);
  if (format?.type === 'json_schema') {
    return JSON.stringify(leastInstance(asObject(format.json_schema)?.schema ?? format.schema));
  }
  return format?.type === 'json_object' ? '{}' : SMALL_TALK;
}

/** About four characters to a token, and a fixed price for a picture. */
function usageOf(answer: ScriptedAnswer, body: JsonObject, said: string) {
  const pictures = JSON.stringify(body).match(/"(image_url|input_image)"/g)?.length ?? 0;
  const text = JSON.stringify(body).replace(/data:[^"]*/g, '');
  return (
    answer.usage ?? {
      promptTokens: Math.ceil(text.length / 4) + 765 * pictures,
      completionTokens: Math.ceil(said.length / 4),
    }
  );
}

/** @see https://platform.openai.com/docs/api-reference/chat/object */
export function completionJson(answer: ScriptedAnswer, body: JsonObject, at: Date) {
  const said = saidBy(answer, body);
  const { promptTokens, completionTokens } = usageOf(answer, body, said);
  return {
    id: `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(at.getTime() / 1000),
    model: asText(body.model) ?? 'simulated',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: answer.refusal === undefined ? said : null,
          refusal: answer.refusal ?? null,
        },
        logprobs: null,
        finish_reason: answer.finishReason ?? 'stop',
      },
    ],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
    system_fingerprint: null,
  };
}

/** @see https://platform.openai.com/docs/api-reference/responses/object */
export function responseJson(answer: ScriptedAnswer, body: JsonObject, at: Date) {
  const said = saidBy(answer, body);
  const { promptTokens, completionTokens } = usageOf(answer, body, said);
  const isCut = answer.finishReason === 'length';
  const content =
    answer.refusal === undefined
      ? { type: 'output_text', text: said, annotations: [] }
      : { type: 'refusal', refusal: answer.refusal };
  return {
    id: `resp_${randomUUID().replaceAll('-', '')}`,
    object: 'response',
    created_at: Math.floor(at.getTime() / 1000),
    status: isCut ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    model: asText(body.model) ?? 'simulated',
    output: [
      { type: 'message', id: `msg_${randomUUID()}`, status: 'completed', role: 'assistant', content: [content] },
    ],
    usage: {
      input_tokens: promptTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: completionTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: promptTokens + completionTokens,
    },
  };
}

/** What is wrong with a request; null when nothing is. */
export function faultOf(body: JsonObject | null, inputKey: 'messages' | 'input'): string | null {
  if (!body) return 'We could not parse the JSON body of your request.';
  if (!asText(body.model)) return 'you must provide a model parameter';
  const input = body[inputKey];
  const isThere = typeof input === 'string' ? inputKey === 'input' && input !== '' : asList(input).length > 0;
  return isThere ? null : `Missing required parameter: '${inputKey}'.`;
}
