import { searchTokens } from '@casillero/domain/search/search-tokens';
import type { Customer } from '../features/customers/ports.ts';
import type { Package } from '../features/packages/ports.ts';
import { minutesAgo } from './builders.ts';

/** A package in the warehouse; what finds it follows from what it says. */
export const aParcel = (overrides: Partial<Package> = {}): Package => {
  const state = overrides.state ?? 'at-warehouse';
  const parcel: Package = {
    id: 'parcel-1',
    customerId: 'customer-1',
    customerName: 'María Rodríguez',
    orderId: null,
    shop: 'Shein',
    orderNumber: 'GSH1L6432B',
    description: 'Dazelle Jeans de pierna ancha y tiro alto, 2 × Vestido camisero',
    carrier: 'UPS',
    trackingNumber: '1Z999AA10123456784',
    state,
    stateAt: minutesAgo(90),
    history: [
      { state: 'ordered', at: minutesAgo(60 * 24 * 6), by: 'ana', undoneAt: null, undoneBy: null },
      { state: 'customs', at: minutesAgo(95), by: 'ana', undoneAt: minutesAgo(93), undoneBy: 'ana' },
      { state, at: minutesAgo(90), by: 'ana', undoneAt: null, undoneBy: null },
    ],
    notifies: true,
    notification: null,
    trackingToken: 'a-token-of-a-package-1',
    searchTokens: [],
    createdAt: minutesAgo(60 * 24 * 6),
    updatedAt: minutesAgo(90),
    ...overrides,
  };
  const { customerName, trackingNumber, orderNumber, shop } = parcel;
  return { ...parcel, searchTokens: searchTokens([customerName, trackingNumber, orderNumber, shop]) };
};

/** A customer with a phone. */
export const aCustomer = (overrides: Partial<Customer> = {}): Customer => {
  const customer: Customer = {
    id: 'customer-1',
    name: 'María Rodríguez',
    nameKey: 'maria rodriguez',
    phone: '+50370000501',
    notes: 'Entregar por la tarde, portón verde.',
    searchTokens: [],
    createdAt: minutesAgo(60 * 24 * 200),
    updatedAt: minutesAgo(60 * 24 * 2),
    ...overrides,
  };
  return { ...customer, searchTokens: searchTokens([customer.name, customer.phone]) };
};
