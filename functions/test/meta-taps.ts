type Item = Record<string, unknown>;

/** What Meta tells of a tap, besides whose it is. @param id payload of a template's button */
export type Tap = (id: unknown, title: unknown) => Item;

/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/interactive */
export const button: Tap = (id, title) => ({
  type: 'interactive',
  interactive: { type: 'button_reply', button_reply: { id, title } },
});
export const row: Tap = (id, title) => ({
  type: 'interactive',
  interactive: { type: 'list_reply', list_reply: { id, title, description: 'start_otro1234' } },
});
/** @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/button */
export const ofTemplate: Tap = (payload, title) => ({ type: 'button', button: { payload, text: title } });
export const TAPS: readonly Tap[] = [button, row, ofTemplate];
