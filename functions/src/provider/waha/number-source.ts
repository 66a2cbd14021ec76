import { receivingNumber, splitReceivingNumber } from '@casillero/domain/receiving-number/receiving-number';
import type { SenderState } from '@casillero/domain/records/number-details';
import { type Failure, fail, ok } from '@casillero/domain/result';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import type { NumberSource, ToldNumber } from '../../usecases/numbers/ports.ts';
import type { WahaFailureCode, WahaServer, WahaServerSession } from '../../usecases/waha-sessions/ports.ts';

/** @see https://waha.devlike.pro/docs/how-to/sessions/ */
const STATES: Readonly<Record<string, SenderState>> = {
  STOPPED: 'offline',
  STARTING: 'updating',
  SCAN_QR_CODE: 'pending-verification',
  PASSKEY_REQUIRED: 'pending-verification',
  PASSKEY_CONFIRMATION_REQUIRED: 'pending-verification',
  WORKING: 'online',
  FAILED: 'offline',
};

/** The WAHA server as a source of numbers: one per session (R53). @param account names the server: its host */
export const wahaNumberSource = (server: WahaServer, account: string): NumberSource => ({
  provider: 'waha',
  account,
  accountId: null,
  list: async () => {
    const listed = await server.list();
    return listed.ok ? ok(listed.value.map(told)) : refused(listed.failure);
  },
  lookUp: async (number) => {
    const found = await server.get(splitReceivingNumber(number).name);
    return found.ok ? ok(told(found.value)) : refused(found.failure);
  },
  point: async (number) => {
    const hooked = await server.hook(splitReceivingNumber(number).name);
    return hooked.ok ? ok(null) : refused(hooked.failure);
  },
});

function told({ name, status, phone, pushName, isHooked }: WahaServerSession): ToldNumber {
  const state = STATES[status] ?? 'unknown';
  return {
    number: receivingNumber('waha', name),
    told: {
      // A session's phone is known once it is paired; what was known before stays while it is not.
      ...(phone === null ? {} : { phone }),
      display: phone === null ? name : displayPhone(phone),
      verifiedName: pushName ?? '',
      status: state === 'online' ? 'online' : 'offline',
      senderState: state,
      senderReason: state === 'online' ? null : status,
      webhook: { state: isHooked ? 'ours' : 'none', url: null },
    },
  };
}

function refused({ code, message, hint }: Failure<WahaFailureCode>) {
  if (code === 'not-found') return fail('missing', message, hint);
  return fail(code === 'waha-unreachable' ? 'temporary' : 'permanent', message, hint);
}
