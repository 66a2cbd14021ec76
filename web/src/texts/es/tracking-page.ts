import type { trackingPage as english } from '../en/tracking-page.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const trackingPage: TranslationOf<typeof english> = {
  'track.title': '¿Dónde está mi paquete?',
  'track.of': 'Paquete con {importer}',
  'track.from': 'De {shop}',
  'track.number': 'Número de {carrier} que termina en {end}',
  'track.numberOnly': 'Número que termina en {end}',
  'track.state.ordered': 'Pedido',
  'track.state.shipped': 'Enviado por la tienda',
  'track.state.at-warehouse': 'En la bodega en Estados Unidos',
  'track.state.in-transit': 'En camino',
  'track.state.customs': 'En aduana',
  'track.state.ready': 'Listo para usted',
  'track.state.delivered': 'Entregado',
  'track.notFound.title': 'Este enlace no lleva a ningún paquete',
  'track.notFound.text': 'Revise que esté completo, o pídalo de nuevo a su importador.',
  'track.failed': 'No se pudo cargar. Revise su conexión.',
};
