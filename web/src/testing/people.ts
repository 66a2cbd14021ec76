import type { Identity } from '@casillero/domain/access/identity';

export const ADMIN: Identity = {
  uid: 'ana',
  email: 'ana@envios-lempa.example',
  claims: { role: 'admin', tenantId: 'envios-lempa' },
};
export const OPERATOR: Identity = { uid: 'olga', email: 'olga@casillero.example', claims: { role: 'operator' } };
export const NOBODY_YET: Identity = { uid: 'nadia', email: 'nadia@example.com', claims: null };
export const MEMBER: Identity = {
  uid: 'mario',
  email: 'mario@envios-lempa.example',
  claims: { role: 'member', tenantId: 'envios-lempa' },
};
