/** One importer business (docs/product.md section 1, "tenant"). */
export type TenantId = string & { readonly __brand: 'TenantId' };

/** Tenant ids stand in document paths, task names and URLs: small letters, digits and inner hyphens, 2 to 40 characters. */
export const TENANT_ID_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/;

/** Returns the text as a tenant id, or null if it cannot be one. */
export const parseTenantId = (text: string): TenantId | null =>
  TENANT_ID_PATTERN.test(text) ? (text as TenantId) : null;
