import { z } from 'zod';

/**
 * A sender's alias in a path or a body (R4): `phone:+503...`, `bsuid:<portfolio>:<id>`, `lid:<session>:<id>`, `sms:+503...`. It names a
 * document, so that it holds no half of a character; blanks it may, as the names have that SMS come from.
 */
export const senderAlias = z
  .string()
  .regex(
    /^(?:(?:phone|sms):\+[1-9]\d{2,14}|(?:bsuid|lid):[^/\p{Cc}\p{Cs}]{1,300})$/u,
    'Write phone:+503..., bsuid:..., lid:... or sms:+503...',
  );

/** A receiving number's key in a path or a body: `twilio:<E.164>`, `meta:<phone_number_id>`, `waha:<session>`. */
export const numberKey = z
  .string()
  .regex(/^(?:twilio|meta|waha):[^/\s\p{Cs}]{1,120}$/u, 'Write twilio:+1..., meta:... or waha:...');
