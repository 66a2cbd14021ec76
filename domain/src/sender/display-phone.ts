import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The phone as a reader expects it (R96), for example `+503 7000 0001`; what is no phone comes back unchanged. */
export const displayPhone = (phone: string): string =>
  parsePhoneNumberFromString(phone)?.formatInternational() ?? phone;
