import type { Label } from './labels.ts';
import type { Language } from './order.ts';
import type { LinedPage } from './page-lines.ts';
import { plain } from './plain-text.ts';

/** Words of a page's own wording, not of article names: these are in one language only. */
const WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: new Set(
    'the your you we will with and for from order orders shipped delivered arrives arriving delivery payment address qty quantity color colour size items item summary track tracking expected details shipping status total tax free today view see all search cart home reply forward received placed on way thank thanks card ending charged to in this box copy package account help return buy again continue checkout shopping is it of by'.split(
      ' ',
    ),
  ),
  es: new Set(
    'el la los las tu tus su sus de del en con para por y pedido pedidos enviado entregado llega entrega pago direccion cant cantidad color talla articulos articulo resumen rastreo rastrear seguimiento detalles envio estado impuesto impuestos gratis hoy ver todo todos buscar carrito inicio responder reenviar recibido camino gracias tarjeta terminada copiar paquete cuenta ayuda devolver comprar recomprar fecha numero metodo finalizar compra pagar ahora cuando salga'.split(
      ' ',
    ),
  ),
};

/** A label says more about a page's language than a loose word, which may be part of an article's name. */
const LABEL_WEIGHT = 3;

/** The language of the page, from its labels and its common words; null if nothing tells. */
export function findLanguage(
  page: LinedPage,
  labels: readonly Label[],
): { language: Language; confidence: number } | null {
  const score = { en: 0, es: 0 };
  for (const { languages } of labels) {
    if (languages.size !== 1) continue;
    for (const language of languages) score[language] += LABEL_WEIGHT;
  }
  for (const line of page.lines) {
    for (const word of plain(line.text).split(' ')) {
      if (WORDS.en.has(word)) score.en += WORDS.es.has(word) ? 0 : 1;
      else if (WORDS.es.has(word)) score.es += 1;
    }
  }
  const sum = score.en + score.es;
  if (sum === 0) return null;
  const language = score.es > score.en ? 'es' : 'en';
  return { language, confidence: Math.max(score.en, score.es) / sum };
}
