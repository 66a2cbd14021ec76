import { receivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import { accountSecretsRecord } from '@casillero/domain/records/account-record';
import type { Fields } from '@casillero/domain/records/document-write';
import { paths } from '@casillero/domain/records/paths';
import { numberRecord } from '@casillero/domain/records/routing-records';
import { phoneAlias } from '@casillero/domain/sender/alias';
import type { CanonicalPhone } from '@casillero/domain/sender/phone';
import { aTenant, NOW } from '@casillero/domain/testing';
import type { Firestore } from 'firebase-admin/firestore';
import { type SealingKey, seal } from '../src/secrets/sealed.ts';
import { ANA, anAccount, BETO, CARLA, OWN, PLATFORM, WAHA } from './provider-accounts.ts';

/** Two importers. The platform's number is shared; the other one is Izalco's own. Ana and Beto are staff of Cuscatlán, Carla of Izalco. */
export async function furnishProviders(firestore: Firestore, keys: readonly SealingKey[]): Promise<void> {
  const batch = firestore.batch();
  const set = (path: string, fields: Fields) => batch.set(firestore.doc(path), fields);
  set(paths.tenant('cuscatlan'), aTenant());
  set(paths.tenant('izalco'), aTenant({ name: 'Envíos Izalco' }));
  for (const { phone, phoneNumberId, wabaId } of [PLATFORM, OWN]) {
    const isOwn = phoneNumberId === OWN.phoneNumberId;
    const fields = numberRecord.parse({
      provider: 'meta',
      mode: isOwn ? 'dedicated' : 'shared',
      tenantIds: isOwn ? ['izalco'] : [],
      display: phone,
      phone,
      verifiedName: 'Casillero',
      account: wabaId,
      accountId: isOwn ? OWN.accountId : null,
      status: 'online',
      createdAt: NOW,
    });
    set(paths.number(receivingNumber('meta', phoneNumberId)), fields);
  }
  const session = numberRecord.parse({
    provider: 'waha',
    mode: 'dedicated',
    tenantIds: ['izalco'],
    display: WAHA.phone,
    verifiedName: 'Izalco',
    status: 'online',
    createdAt: NOW,
  });
  set(paths.number(receivingNumber('waha', WAHA.session)), session);
  set(paths.account(OWN.accountId), anAccount());
  const sealed = (field: string, text: string): string => {
    const result = seal(keys, `accounts/${OWN.accountId}#${field}`, text);
    if (!result.ok) throw new Error(result.failure.message);
    return result.value;
  };
  const secrets = accountSecretsRecord.parse({
    accessToken: sealed('accessToken', OWN.token),
    verifyToken: sealed('verifyToken', OWN.verifyToken),
    appSecret: sealed('appSecret', OWN.appSecret),
    previousAppSecret: null,
    previousUntil: null,
    updatedAt: NOW,
  });
  set(paths.secrets(OWN.accountId), secrets);
  for (const [phone, staffOf, senderId] of [
    [ANA, 'cuscatlan', 'ana'],
    [BETO, 'cuscatlan', 'beto'],
    [CARLA, 'izalco', 'carla'],
  ] as const) {
    const fields = { senderId, staffOf, boundTo: null, since: NOW, via: 'registration' };
    set(paths.sender(phoneAlias(phone as CanonicalPhone)), fields);
  }
  await batch.commit();
}
