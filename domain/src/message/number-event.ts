/** What a provider tells about a number or its account, apart from messages (R50). */
export type NumberEvent =
  | {
      readonly kind: 'number';
      /** the WhatsApp Business Account it belongs to */
      readonly wabaId: string;
      /** the number as the provider writes it: digits, with or without a plus and blanks */
      readonly displayPhone: string;
      /** only what was told */
      readonly told: {
        readonly quality?: 'green' | 'yellow' | 'red' | 'unknown';
        /** in the provider's words: TIER_2K */
        readonly messagingLimit?: string;
        readonly throughput?: string;
        readonly verifiedName?: string;
      };
    }
  | {
      readonly kind: 'capability';
      readonly wabaId: string;
      /** null: not told */
      readonly maxPhoneNumbersPerBusiness: number | null;
      readonly maxPhoneNumbersPerAccount: number | null;
      readonly maxDailyConversations: number | null;
    }
  | {
      readonly kind: 'account';
      readonly wabaId: string;
      /** the provider's word, for example ACCOUNT_RESTRICTION */
      readonly code: string;
      readonly message: string;
      /** whether its numbers serve from now on */
      readonly serving: 'no-longer' | 'again' | 'unchanged';
    };
