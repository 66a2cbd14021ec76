import { expect, test } from 'vitest';
import { classifySendFailure } from './send-failure.ts';

const refused = (status: number, code?: number) => Object.assign(new Error('words'), { status, code });

test.each<[string, unknown, ReturnType<typeof classifySendFailure>['code']]>([
  ['credentials that are being changed', refused(401, 20003), 'number-down'],
  ['too many requests', refused(429, 20429), 'temporary'],
  ['429 without a code', refused(429), 'temporary'],
  ['a full queue', refused(400, 21611), 'temporary'],
  ['the sender’s rate', refused(400, 63018), 'temporary'],
  ['WhatsApp’s rate', refused(400, 63017), 'temporary'],
  ['a recipient who opted out', refused(400, 21610), 'permanent'],
  ['no phone', refused(400, 21211), 'permanent'],
  ['outside the 24 hours', refused(400, 63016), 'permanent'],
  ['a recipient who is not on WhatsApp', refused(400, 63024), 'permanent'],
  ['a recipient in an experiment', refused(400, 63032), 'permanent'],
  ['a sender that is none', refused(400, 63007), 'number-down'],
  ['a sender whose account is locked', refused(400, 63020), 'number-down'],
  ['a text that is too long', refused(400, 21617), 'permanent'],
  ['400 without a code', refused(400), 'permanent'],
  ['a template that was rejected', refused(400, 63040), 'template-refused'],
  ['a template that is paused', refused(400, 63041), 'template-refused'],
  ['a template that is disabled', refused(400, 63042), 'template-refused'],
  ['a template that is not there', refused(400, 63027), 'template-refused'],
  ['Twilio’s own trouble, after which the message may exist', refused(500, 20500), 'unknown'],
  ['a gateway', refused(502), 'unknown'],
  ['no answer', Object.assign(new Error('timeout of 30000ms exceeded'), { code: 'ECONNABORTED' }), 'unknown'],
  ['something that is no error', 'x', 'unknown'],
])('%s', (_what, error, code) => expect(classifySendFailure(error).code).toBe(code));
