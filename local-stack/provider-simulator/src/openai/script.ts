/** What a model is to answer. */
export interface ScriptedAnswer {
  /** A string is said as it is; anything else as JSON. Default: the least that fits the requested schema. */
  content?: unknown;
  /** Simulated time until it comes. */
  delayMs?: number;
  /** An error instead, e.g. 429 or 500; `content` is its message. */
  status?: number;
  /** For 429: seconds. */
  retryAfter?: number;
  /** The HTTP body is cut in the middle, or no JSON, or the connection does not live that long. */
  breaks?: 'truncated-json' | 'no-json' | 'hang' | 'reset';
  /** Default stop. */
  finishReason?: 'stop' | 'length' | 'content_filter';
  /** The model declines; there is no content then. */
  refusal?: string;
  usage?: { promptTokens: number; completionTokens: number };
}

/** A request as it came in. */
export interface ModelRequest {
  path: string;
  model: string;
  /** The request's body. */
  body: Readonly<Record<string, unknown>>;
  at: string;
}

/** What a test decides about the model's answers. */
export interface OpenAiControl {
  /** Answers for the next requests, in this order; behind those that wait already. */
  queue(...answers: ScriptedAnswer[]): void;
  /** The answer when nothing is queued; null: the least that fits the requested schema. */
  answerAlways(answer: ScriptedAnswer | null): void;
  /** Requests so far, oldest first. */
  requests(): ModelRequest[];
  /** How many queued answers have not been asked for. */
  waiting(): number;
  clear(): void;
}

const KEPT_REQUESTS = 1_000;

export interface Script extends OpenAiControl {
  take(request: ModelRequest): ScriptedAnswer;
}

export function createScript(): Script {
  let queued: ScriptedAnswer[] = [];
  let always: ScriptedAnswer | null = null;
  let requests: ModelRequest[] = [];
  return {
    queue: (...answers) => void queued.push(...answers),
    answerAlways(answer) {
      always = answer;
    },
    requests: () => [...requests],
    waiting: () => queued.length,
    take(request) {
      requests = [...requests, request].slice(-KEPT_REQUESTS);
      return queued.shift() ?? always ?? {};
    },
    clear() {
      queued = [];
      always = null;
      requests = [];
    },
  };
}
