import type { faults as english } from '../en/faults.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const faults: TranslationOf<typeof english> = {
  'fault.not-found': 'Aquí ya no hay nada. Recargue la página.',
  'fault.not-signed-in': 'Su sesión terminó. Entre de nuevo.',
  'fault.members-only': 'Los operadores miran y no cambian nada. Pídalo a alguien del importador.',
  'fault.admins-only': 'Solo un administrador puede hacer esto.',
  'fault.invalid-input': 'Algo de lo que escribió no es válido. Corríjalo e intente de nuevo.',
  'fault.too-many-calls': 'Demasiadas peticiones a la vez. Espere un momento e intente de nuevo.',
  'fault.still-running': 'Un intento anterior sigue en marcha. Espere un momento e intente de nuevo.',
  'fault.internal': 'Algo falló de nuestro lado. Intente de nuevo en un momento.',
  'fault.http-5xx': 'El servidor no respondió como debía. Intente de nuevo en un momento.',
  'fault.unexpected-answer': 'El servidor respondió de una forma que esta página no conoce. Recargue la página.',
  'fault.tenant-suspended': 'Este importador está suspendido.',
};
