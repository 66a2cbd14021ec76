import type { DeliveryReport, PersonsMessage } from './persons-message.ts';
import type { ListedNumber, Provider } from './provider.ts';

/** A provider, as the control door and the phone page use it. */
export interface Carrier {
  provider: Provider;
  numbers(): ListedNumber[];
  /** Messages of people to numbers of this provider, which leave their phones together; a provider that knows no
   *  batches tells them one by one, at once. Rejects with Problem for what it could not carry. */
  receive(messages: readonly PersonsMessage<ListedNumber>[]): Promise<DeliveryReport[]>;
  findMedia(id: string): { bytes: Buffer; contentType: string } | undefined;
  /** Forgets what happened. */
  clear(): void;
}
