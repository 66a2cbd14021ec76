/** The id of the text of a failure's code. What a 5xx without a body is called (`http-502`) shares one text. */
export const faultTextId = (code: string): string => `fault.${code.replace(/^http-5..$/, 'http-5xx')}`;
