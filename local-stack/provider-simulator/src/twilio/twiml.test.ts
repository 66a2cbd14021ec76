import { describe, expect, test } from 'vitest';
import { readTwiml } from './twiml.ts';

describe('readTwiml', () => {
  test.each([
    { type: 'text/xml', answer: '<Response/>', replies: [], why: 'nothing to say' },
    { type: null, answer: '', replies: [], why: 'empty, without a type' },
    { type: 'application/json', answer: ' ', replies: [], why: 'blank counts as empty' },
    {
      type: 'text/xml; charset=utf-8',
      answer: '<?xml version="1.0"?>\n<Response><Message>Hola &amp; adi&#243;s</Message></Response>',
      replies: [{ body: 'Hola & adiós', mediaUrls: [] }],
      why: 'text with entities',
    },
    {
      type: 'application/xml',
      answer:
        '<Response><!-- two --><Message to="x"><Body><![CDATA[a < b]]></Body><Media>https://h/a.jpg</Media></Message><Message>2</Message></Response>',
      replies: [
        { body: 'a < b', mediaUrls: ['https://h/a.jpg'] },
        { body: '2', mediaUrls: [] },
      ],
      why: 'body, media, CDATA, comment, two messages',
    },
    { type: 'text/plain', answer: 'OK', replies: [{ body: 'OK', mediaUrls: [] }], why: 'plain text is a reply' },
  ])('$answer ▶ replies ($why)', ({ type, answer, replies }) => {
    expect(readTwiml(type, answer)).toEqual({ replies });
  });

  test.each([
    { type: 'application/json', answer: '{}', errorCode: 12300 },
    { type: null, answer: '<Response/>', errorCode: 12300 },
    { type: 'text/xml', answer: '<Response>', errorCode: 12100 },
    { type: 'text/xml', answer: '<Response></Message>', errorCode: 12100 },
    { type: 'text/xml', answer: '<Response/><Response/>', errorCode: 12100 },
    { type: 'text/xml', answer: '<Response>a & b</Response>', errorCode: 12100 },
    { type: 'text/xml', answer: '<Response>&nbsp;</Response>', errorCode: 12100 },
    { type: 'text/xml', answer: '<Response a=1/>', errorCode: 12100 },
    { type: 'text/xml', answer: 'OK', errorCode: 12100 },
    { type: 'text/html', answer: '<html></html>', errorCode: 12100 },
  ])('$type $answer ▶ $errorCode', ({ type, answer, errorCode }) => {
    expect(readTwiml(type, answer)).toMatchObject({ errorCode });
  });
});
