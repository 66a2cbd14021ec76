import type { LinkCode } from '../link-code/link-code.ts';
import type { UnroutedReason } from '../records/routing-records.ts';
import type { TenantId } from '../tenant/tenant-id.ts';

/** What routing reads of a receiving number; null when the number is not known to us. */
export type RoutedNumber = { readonly mode: 'shared' | 'dedicated'; readonly tenantIds: readonly TenantId[] };

/**
 * What routing reads of a sender; null when nobody has seen it before. `staffOf` only if the message comes from the very
 * account that proved to be that staff phone (R54).
 */
export type RoutedSender = { readonly staffOf: TenantId | null; readonly boundTo: TenantId | null };

/** The link code a text starts with: unknown (no such document), or its tenant and whether it is switched on. */
export type RoutedLink =
  | { readonly code: LinkCode; readonly known: false }
  | { readonly code: LinkCode; readonly known: true; readonly tenantId: TenantId; readonly isActive: boolean };

/** All that the owner of a message depends on: documents read by id, no query (R5). */
export type RoutingFacts = {
  /** the tenant whose registration code the message proves (R54); null: none, as in almost every message */
  readonly proof: TenantId | null;
  readonly number: RoutedNumber | null;
  readonly sender: RoutedSender | null;
  /** null when the text does not start with a link code */
  readonly link: RoutedLink | null;
};

/** One tenant that gets the message, and why. */
export type Owner = {
  readonly tenantId: TenantId;
  /** intake: from the tenant's own staff (R10); contact: from a customer (R30) */
  readonly as: 'intake' | 'contact';
  readonly via: 'dedicated' | 'registration' | 'staff' | 'link' | 'binding';
};

/** Why nobody owns a message; whether its owners take it in is not for `route` to say. */
export type NoOwnerReason = Exclude<UnroutedReason, 'tenant-suspended' | 'tenant-missing'>;

export type Route =
  | {
      readonly kind: 'owned';
      /** never empty; more than one only by the deliberate fan-out of a dedicated number */
      readonly owners: readonly Owner[];
      /** the binding that this message makes, or null */
      readonly binding: { readonly tenantId: TenantId; readonly code: LinkCode } | null;
      /** the sender used another importer's code but stays with the one they are bound to: to be told so */
      readonly isToldOfBinding: boolean;
    }
  | { readonly kind: 'unrouted'; readonly reason: NoOwnerReason };

/**
 * Whose message is it? The first rule of R1 that applies decides; total over all inputs, and never changes an
 * existing binding. Whether the owner is suspended is not asked here: see `decide`.
 */
export function route({ number, proof, sender, link }: RoutingFacts): Route {
  if (number === null) return unrouted('unknown-number');

  // R54: the code makes its sender staff, on a shared number as on one of the tenant's own.
  if (proof !== null && (number.mode === 'shared' || number.tenantIds.includes(proof)))
    return owned([{ tenantId: proof, as: 'intake', via: 'registration' }]);

  // R1.1, R2: on a dedicated number everybody belongs to its tenants; their own staff is intake.
  if (number.mode === 'dedicated') {
    if (number.tenantIds.length === 0) return unrouted('unassigned-number');
    return owned(
      [...new Set(number.tenantIds)].map((tenantId) => ({
        tenantId,
        as: sender?.staffOf === tenantId ? 'intake' : 'contact',
        via: 'dedicated',
      })),
    );
  }

  // R1.2: registration beats links and bindings.
  if (sender !== null && sender.staffOf !== null)
    return owned([{ tenantId: sender.staffOf, as: 'intake', via: 'staff' }]);

  // R1.4 before R1.3: first contact wins, so that a binding stands whatever code the text starts with.
  if (sender !== null && sender.boundTo !== null) {
    const isOtherTenantsLink = link?.known === true && link.isActive && link.tenantId !== sender.boundTo;
    return owned([{ tenantId: sender.boundTo, as: 'contact', via: 'binding' }], null, isOtherTenantsLink);
  }

  // R1.3: the link binds.
  if (link !== null) {
    if (!link.known) return unrouted('unknown-link-code');
    if (!link.isActive) return unrouted('inactive-link-code');
    return owned([{ tenantId: link.tenantId, as: 'contact', via: 'link' }], {
      tenantId: link.tenantId,
      code: link.code,
    });
  }

  return unrouted('unknown-sender');
}

const owned = (
  owners: readonly Owner[],
  binding: { readonly tenantId: TenantId; readonly code: LinkCode } | null = null,
  isToldOfBinding = false,
): Route => ({ kind: 'owned', owners, binding, isToldOfBinding });

const unrouted = (reason: NoOwnerReason): Route => ({ kind: 'unrouted', reason });
