/**
 * Why a picture could not be read. `unreadable-image`: damaged, not a picture, or too large to open; trying again will
 * not help. `ocr-timeout`, `ocr-failed`: the engine gave up and was replaced; trying again may help.
 */
export type ExtractionFailureCode = 'unreadable-image' | 'ocr-timeout' | 'ocr-failed';

/** An expected failure of extraction; `message` is a sentence for people and holds nothing of the picture. */
export class ExtractionError extends Error {
  override readonly name = 'ExtractionError';
  readonly code: ExtractionFailureCode;
  constructor(code: ExtractionFailureCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
