import { randomUUID } from 'node:crypto';
import express, { type ErrorRequestHandler, type RequestHandler, type Response, Router } from 'express';
import { asObject } from '../wire/json-object.ts';
import { noteApiCalls } from '../wire/note-api-calls.ts';
import type { Clock } from '../world/clock.ts';
import type { Journal } from '../world/journal.ts';
import { completionJson, faultOf, responseJson } from './answer-json.ts';
import type { OpenAiOptions } from './options.ts';
import { createScript, type OpenAiControl, type ScriptedAnswer } from './script.ts';

interface Wires {
  clock: Clock;
  journal: Journal;
  stopping: AbortSignal;
}

/** An endpoint for chat and vision that says what it is told to. Below /openai/v1. */
export function createOpenAi(options: OpenAiOptions, wires: Wires): { router: Router; control: OpenAiControl } {
  const script = createScript();
  const router = Router();
  router.use(noteApiCalls(wires));
  router.use(onlyWithKey(options.apiKey, wires));
  router.use(express.json({ limit: '64mb' }));

  const answers =
    (inputKey: 'messages' | 'input', toJson: typeof completionJson | typeof responseJson): RequestHandler =>
    async (req, res) => {
      const body = asObject(req.body);
      const fault = faultOf(body, inputKey);
      if (!body || fault !== null) return answerError(res, 400, fault ?? '', 'invalid_request_error');
      const at = wires.clock.now();
      const answer = script.take({ path: req.path, model: String(body.model), body, at: at.toISOString() });
      await wires.clock.sleep(answer.delayMs ?? 0, wires.stopping);
      if (answer.breaks === 'hang') return;
      if (answer.breaks === 'reset') return void res.socket?.resetAndDestroy();
      if (answer.status !== undefined) return refuse(res, answer, answer.status);
      const json = toJson(answer, body, at);
      if (answer.breaks) return void res.type('json').send(broken(JSON.stringify(json), answer.breaks));
      if (body.stream === true && 'choices' in json) return stream(res, json);
      res.set('x-request-id', `req_${randomUUID().replaceAll('-', '')}`).json(json);
    };
  router.post('/chat/completions', answers('messages', completionJson));
  router.post('/responses', answers('input', responseJson));
  router.get('/models', (_req, res) => {
    res.json({ object: 'list', data: [{ id: 'simulated', object: 'model', created: 0, owned_by: 'casillero' }] });
  });
  router.use((req, res) => answerError(res, 404, `Invalid URL (${req.method} ${req.path})`, 'invalid_request_error'));
  router.use(answerUnreadable);
  return { router, control: script };
}

/** @see https://platform.openai.com/docs/guides/error-codes */
function answerError(res: Response, status: number, message: string, type: string, code: string | null = null) {
  res.status(status).json({ error: { message, type, param: null, code } });
}

function refuse(res: Response, { content, retryAfter }: ScriptedAnswer, status: number) {
  const message = typeof content === 'string' ? content : 'A simulated failure';
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  if (status === 429) return answerError(res, status, message, 'requests', 'rate_limit_exceeded');
  answerError(res, status, message, status >= 500 ? 'server_error' : 'invalid_request_error');
}

const broken = (json: string, how: 'truncated-json' | 'no-json') =>
  how === 'no-json' ? '<html><h1>502</h1></html>' : json.slice(0, Math.floor(json.length / 2));

/** Server-sent events: the text in two pieces, the end, and the usage. */
function stream(res: Response, json: ReturnType<typeof completionJson>): void {
  const { choices, usage, ...head } = json;
  const said = choices[0]?.message.content ?? '';
  const half = Math.ceil(said.length / 2);
  const chunk = (delta: object, finish: string | null) => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const chunks = [
    chunk({ role: 'assistant', content: said.slice(0, half) }, null),
    chunk({ content: said.slice(half) }, null),
    chunk({}, choices[0]?.finish_reason ?? 'stop'),
    { ...head, object: 'chat.completion.chunk', choices: [], usage },
  ];
  res.set('Content-Type', 'text/event-stream');
  res.end(`${chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`).join('')}data: [DONE]\n\n`);
}

function onlyWithKey(apiKey: string | undefined, { clock, journal }: Wires): RequestHandler {
  return (req, res, next) => {
    const token = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
    if (token !== undefined && (apiKey === undefined || token === apiKey)) return next();
    journal.violation({
      code: 'bad-credentials',
      message: token === undefined ? 'A call of the model without a key.' : 'A call of the model with a wrong key.',
      url: req.originalUrl,
      at: clock.now().toISOString(),
    });
    answerError(res, 401, 'Incorrect API key provided.', 'invalid_request_error', 'invalid_api_key');
  };
}

const answerUnreadable: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent || !(error instanceof Error && 'status' in error)) return next(error);
  answerError(res, 400, 'We could not parse the JSON body of your request.', 'invalid_request_error');
};
