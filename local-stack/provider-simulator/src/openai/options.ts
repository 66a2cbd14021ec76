/** The simulated endpoint for chat and vision. */
export interface OpenAiOptions {
  /** Asked for as a bearer token; without it, any token will do. */
  apiKey?: string;
}
