import {
  type ReceivingNumber,
  receivingNumber,
  splitReceivingNumber,
} from '@casillero/domain/receiving-number/receiving-number';
import { fail, ok } from '@casillero/domain/result';
import { displayPhone } from '@casillero/domain/sender/display-phone';
import type {
  NumberAccount,
  NumberSource,
  OwnedNumber,
  ToldNumber,
  WhatsAppSender,
} from '../../usecases/numbers/ports.ts';

/** Our Twilio account as a source of numbers: what was bought, with its WhatsApp sender where it is one. */
export const twilioNumberSource = (account: NumberAccount): NumberSource => ({
  provider: 'twilio',
  account: account.account(),
  accountId: null,
  list: async () => {
    const [owned, senders] = await Promise.all([account.listOwned(), account.listSenders()]);
    if (!owned.ok) return owned;
    if (!senders.ok) return senders;
    // A sender may stand on a number of another carrier, and a number may be no sender.
    const phones = new Set([...owned.value, ...senders.value].map(({ phone }) => phone));
    return ok(
      [...phones].map((phone) =>
        told(
          account,
          phone,
          owned.value.find((each) => each.phone === phone) ?? null,
          senders.value.find((each) => each.phone === phone) ?? null,
        ),
      ),
    );
  },
  lookUp: async (number) => {
    const phone = splitReceivingNumber(number).name;
    const [owned, sender] = await Promise.all([account.findOwned(phone), account.findSender(phone)]);
    if (!owned.ok) return owned;
    if (!sender.ok) return sender;
    if (owned.value === null && sender.value === null)
      return fail('missing', `${phone} is not in the Twilio account.`, 'Check the number.');
    return ok(told(account, phone, owned.value, sender.value));
  },
  point: async (number) => {
    const phone = splitReceivingNumber(number).name;
    const [owned, sender] = await Promise.all([account.findOwned(phone), account.findSender(phone)]);
    if (!owned.ok) return owned;
    if (!sender.ok) return sender;
    if (sender.value === null) return fail('missing', `${phone} is no WhatsApp sender.`, 'Register it first.');
    const pointed = await account.pointSender(sender.value.sid);
    if (!pointed.ok || owned.value === null) return pointed;
    return account.pointNumber(owned.value.sid);
  },
});

function told(
  account: NumberAccount,
  phone: string,
  owned: OwnedNumber | null,
  sender: WhatsAppSender | null,
): ToldNumber {
  const number: ReceivingNumber = receivingNumber('twilio', phone);
  const display = displayPhone(phone);
  const bought = { phone, display, phoneNumberSid: owned?.sid ?? null };
  if (sender === null)
    return {
      number,
      told: {
        ...bought,
        verifiedName: nameOf(owned),
        status: 'offline',
        senderState: 'none',
        senderReason: null,
        senderSid: null,
        webhook: { state: 'none', url: null },
      },
    };
  const url = sender.callbackUrl;
  return {
    number,
    told: {
      ...bought,
      verifiedName: sender.profileName ?? nameOf(owned),
      status: sender.state === 'online' || sender.state === 'updating' ? 'online' : 'offline',
      senderState: sender.state,
      senderReason: sender.reason,
      senderSid: sender.sid,
      quality: sender.quality,
      messagingLimit: sender.messagingLimit,
      webhook: { state: url === null ? 'none' : account.isOurWebhook(url) ? 'ours' : 'elsewhere', url },
    },
  };
}

/** What somebody named the number at Twilio; a purchase's own name for it says nothing to people. */
const nameOf = (owned: OwnedNumber | null): string =>
  owned === null || owned.friendlyName.startsWith('casillero ') ? '' : owned.friendlyName;
