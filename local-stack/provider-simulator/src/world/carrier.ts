import type { DeliveryReport, PersonsMessage } from './persons-message.ts';
import type { ListedNumber, Provider } from './provider.ts';
import type { Person } from './roster.ts';

/** A status to be told at will. */
export interface StatusToTell {
  /** Any message id. */
  sid: string;
  /** In the provider's words: delivered, read, failed ... */
  status: string;
  errorCode: number | null;
  /** Where Twilio posts it; the others have a webhook of their own. */
  callbackUrl?: string;
  /** Meta: what the client gave along when it sent. */
  callbackData?: string;
  person: Person;
  number: ListedNumber;
}

/** A provider, as the control door and the phone page use it. */
export interface Carrier {
  provider: Provider;
  numbers(): ListedNumber[];
  /** Messages of people to numbers of this provider, which leave their phones together; a provider that knows no
   *  batches tells them one by one, at once. Rejects with Problem for what it could not carry. */
  receive(messages: readonly PersonsMessage<ListedNumber>[]): Promise<DeliveryReport[]>;
  /** Tells a status at will, also of a message that was never sent. Throws Problem for what the provider cannot tell. */
  tellStatus(status: StatusToTell): Promise<void>;
  findMedia(id: string): { bytes: Buffer; contentType: string } | undefined;
  /** Forgets what happened. */
  clear(): void;
}
