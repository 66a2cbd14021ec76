import { waLink } from '@casillero/domain/link-code/wa-link';

/** A receiving number that a tenant's people can write to. */
export type TenantNumber = {
  readonly key: string;
  readonly display: string;
  /** `accounts/{id}` of the tenant's own that it belongs to; null: the platform's */
  readonly accountId: string | null;
};

/** The numbers that a tenant's people can write to and that are online: its own ones first, then the shared ones. */
export type FindTenantNumbers = (tenantId: string) => Promise<readonly TenantNumber[]>;

export type LinkUrl = { readonly number: string; readonly numberDisplay: string; readonly url: string };

/** Links that write `text` to each of the numbers; a number that cannot be dialled has none. */
export const urlsOf = (numbers: readonly TenantNumber[], text: string): LinkUrl[] =>
  numbers.flatMap(({ key, display }) => {
    const url = waLink(display, text);
    return url === null ? [] : [{ number: key, numberDisplay: display, url }];
  });
