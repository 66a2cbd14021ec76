import type { faults as english } from '../en/faults.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const faults: TranslationOf<typeof english> = {
  'fault.not-found': 'Aquí ya no hay nada. Recargue la página.',
  'fault.not-signed-in': 'Su sesión terminó. Entre de nuevo.',
  'fault.members-only': 'Los operadores miran y no cambian nada. Pídalo a alguien del importador.',
  'fault.admins-only': 'Solo un administrador puede hacer esto.',
  'fault.invalid-input': 'Algo de lo que escribió no es válido. Corríjalo e intente de nuevo.',
  'fault.too-many-requests': 'Demasiadas peticiones a la vez. Espere un momento e intente de nuevo.',
  'fault.internal': 'Algo falló de nuestro lado. Intente de nuevo en un momento.',
  'fault.tenant-suspended': 'Este importador está suspendido.',
};
