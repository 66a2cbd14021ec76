import type { RegistrationRecord } from '@casillero/domain/records/registration-record';
import type { PhoneRecord } from '@casillero/domain/records/tenant-record';
import type { LiveSource } from '../../live/live.ts';
import { portsContext } from '../../live/ports-context.ts';

/** A registered staff phone; its id is the alias that the API knows it by. */
export type Phone = PhoneRecord & { readonly id: string };
export type Registration = RegistrationRecord & { readonly id: string };

export type PhonesPorts = {
  readonly watchPhones: (tenantId: string) => LiveSource<readonly Phone[]>;
  /** Those that still wait for their code. */
  readonly watchOpenRegistrations: (tenantId: string) => LiveSource<readonly Registration[]>;
  /** null: there is none of this id */
  readonly watchRegistration: (tenantId: string, registrationId: string) => LiveSource<Registration | null>;
};

export const [PhonesProvider, usePhonesPorts] = portsContext<PhonesPorts>('phones');
