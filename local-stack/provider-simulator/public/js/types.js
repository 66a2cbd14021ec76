// @ts-check
/**
 * What the control door tells, as far as the page needs it.
 *
 * @typedef {{ phone: string, name: string, hidesPhone?: boolean, note?: { en: string, es: string } }} Person
 * @typedef {'twilio' | 'meta' | 'waha'} Provider
 * @typedef {{ phone: string, name: string, provider: Provider, key: string }} BusinessNumber
 * @typedef {{ name: string, status: string, phone: string }} Session
 * @typedef {{ kind: 'button' | 'list-row' | 'template-button', id: string, title: string, description?: string }} Choice
 * @typedef {{ id: string, contentType: string, sizeBytes: number, fileName: string | null }} Media
 * @typedef {{ latitude: number, longitude: number, label?: string, address?: string }} Place
 * @typedef {'sending' | 'accepted' | 'refused' | 'queued' | 'sent' | 'delivered' | 'read' | 'undelivered'} MessageState
 * @typedef {{ id: string, author: 'person' | 'business', person: string, number: string, text: string, media: Media[],
 *   place: Place | null, choices?: Choice[], act?: string, replyTo?: string, reaction?: string, isSeen?: boolean, at: string, state: MessageState, reason: { code: string, text: string } | null }} Message
 * @typedef {{ fileName: string, contentType: string }} Sample
 * @typedef {{ fileName?: string, base64?: string, contentType?: string }} Attachment
 * @typedef {{ from: string, to: string, text?: string, media?: Attachment[], place?: Place,
 *   act?: Record<string, unknown>, replyTo?: string, forwarded?: string }} MessageOrder
 * @typedef {{ delivery?: Record<string, unknown>, media?: Record<string, unknown>, api?: Record<string, unknown>,
 *   statuses?: Record<string, unknown> }} Faults
 * @typedef {'en' | 'es'} Language
 */
export {};
