/** What of a key that was pressed decides what it does; `KeyboardEvent` is one. */
type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>;

/** What browsers give as the code of a key that an input method takes. Safari gives it with the key that ends a composition, which it no longer calls one. @see https://www.w3.org/TR/uievents/#determine-keydown-keyup-keyCode */
const TAKEN_BY_INPUT_METHOD = 229;

/**
 * Whether a key sends what is written. Enter also ends the choice of a word in input methods (Chinese, Japanese,
 * dictation): that one sends nothing. On the keyboards of touch screens there is no Shift+Enter: Enter begins a line, and
 * the button sends.
 *
 * @param isTouch whether what is pointed with is a finger
 */
export const sendsByKey = ({ key, shiftKey, isComposing, keyCode }: Key, isTouch: boolean): boolean =>
  key === 'Enter' && !shiftKey && !isTouch && !isComposing && keyCode !== TAKEN_BY_INPUT_METHOD;

/**
 * The files that are attached by pasting. Spreadsheets and word processors give a picture beside a copied text: then the
 * text is meant. A copied file may come with its name as text: then the file is.
 */
export function filesPasted(
  pasted: Pick<DataTransfer, 'types' | 'getData'> & { readonly files: Iterable<File> },
): readonly File[] {
  const files = [...pasted.files];
  const text = pasted.types.includes('text/plain') ? pasted.getData('text/plain').trim() : '';
  return text === '' || files.some(({ name }) => name === text) ? files : [];
}
