import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '@casillero/domain/result';

/** A key of AES-256 with the name that ciphertexts refer to it by. */
export type SealingKey = { readonly id: string; readonly key: Uint8Array };

const KEY_BYTES = 32;
/** 96 bits, as NIST SP 800-38D recommends for GCM; random, never used twice in practice for as few secrets as these. */
const IV_BYTES = 12;
const TAG_BYTES = 16;
const VERSION = 'v1';

/**
 * Reads the setting SECRETS_KEYS: `keyId:base64key` separated by commas; the first encrypts, all decrypt, so that a new one
 * can be put in front while old ciphertexts live on. An empty setting, or `none`, gives no keys.
 * @throws Error for a key that is not 32 bytes: better no start than weak secrets. Names the key, never its bytes
 */
export function parseSealingKeys(setting: string): SealingKey[] {
  return setting
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '' && each !== 'none')
    .map((each) => {
      const colon = each.indexOf(':');
      const id = each.slice(0, colon);
      const key = Buffer.from(each.slice(colon + 1), 'base64');
      if (!/^[A-Za-z0-9_-]{1,40}$/.test(id) || key.byteLength !== KEY_BYTES)
        throw new Error(`SECRETS_KEYS: ${id.slice(0, 40) || 'a key'} is not keyId:base64 of ${KEY_BYTES} bytes.`);
      return { id, key };
    });
}

/**
 * Encrypts with the first key: `v1.<keyId>.<iv>.<ciphertext and tag>`, base64url.
 * @param context what it belongs to (account and field): it opens nowhere else
 * @see https://csrc.nist.gov/pubs/sp/800/38/d/final
 */
export function seal(keys: readonly SealingKey[], context: string, plaintext: string): Result<string, 'no-key'> {
  const [first] = keys;
  if (first === undefined) return fail('no-key', 'No key encrypts secrets.', 'Set SECRETS_KEYS; see docs/deploy.md.');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', first.key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context, 'utf8'));
  const body = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return ok([VERSION, first.id, iv.toString('base64url'), body.toString('base64url')].join('.'));
}

/**
 * Decrypts what `seal` made with any of the keys.
 * @returns 'unknown-key' if its key is no longer there; 'tampered' if it was changed, or belongs elsewhere
 */
export function open(
  keys: readonly SealingKey[],
  context: string,
  sealed: string,
): Result<string, 'unknown-key' | 'tampered'> {
  const [version, keyId, iv = '', body = ''] = sealed.split('.');
  const key = keys.find(({ id }) => id === keyId);
  if (version !== VERSION || key === undefined)
    return fail(
      'unknown-key',
      'The key of this secret is not in SECRETS_KEYS.',
      'Put it back, or enter the secret anew.',
    );
  const bytes = Buffer.from(body, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(iv, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(context, 'utf8'));
    decipher.setAuthTag(bytes.subarray(Math.max(0, bytes.byteLength - TAG_BYTES)));
    const plaintext = decipher.update(bytes.subarray(0, Math.max(0, bytes.byteLength - TAG_BYTES)));
    return ok(Buffer.concat([plaintext, decipher.final()]).toString('utf8'));
  } catch {
    return fail('tampered', 'The secret was changed or belongs elsewhere.', 'Enter it anew.');
  }
}
