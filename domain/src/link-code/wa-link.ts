/**
 * A link that opens WhatsApp with a text written to a number.
 * @param display the number as people dial it, with the country code
 * @returns null if the display holds no international number
 * @see https://faq.whatsapp.com/5913398998672934 (click to chat)
 */
export function waLink(display: string, text: string): string | null {
  const digits = display.replace(/\D/g, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? `https://wa.me/${digits}?text=${encodeURIComponent(text)}` : null;
}
