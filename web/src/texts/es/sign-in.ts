import type { signIn as english } from '../en/sign-in.ts';
import type { TranslationOf } from '../text-catalog.ts';

export const signIn: TranslationOf<typeof english> = {
  'signIn.title': 'Entrar',
  'signIn.lead': 'Cada captura de pedido que reenvía su equipo, en su propio casillero.',
  'signIn.email': 'Correo electrónico',
  'signIn.password': 'Contraseña',
  'signIn.showPassword': 'Mostrar lo escrito',
  'signIn.hidePassword': 'Ocultar lo escrito',
  'signIn.submit': 'Entrar',
  'signIn.submitting': 'Entrando…',
  'signIn.google': 'Continuar con Google',
  'signIn.or': 'o',
  'signIn.emailMissing': 'Escriba su correo electrónico.',
  'signIn.emailMalformed': 'No parece un correo electrónico. Ejemplo: ana@example.com',
  'signIn.passwordMissing': 'Escriba su contraseña.',
  'signIn.forgot': '¿Olvidó su contraseña?',
  'signIn.resetTitle': 'Nueva contraseña',
  'signIn.resetLead': 'Le enviamos un correo con un enlace para elegir una contraseña nueva.',
  'signIn.resetSubmit': 'Enviar el enlace',
  'signIn.resetSending': 'Enviando…',
  'signIn.resetSent': 'Si {email} tiene cuenta, el enlace va en camino. Revise también el correo no deseado.',
  'signIn.back': 'Volver a entrar',
  'signIn.error.wrong-credentials':
    'El correo o la contraseña no son correctos. Intente de nuevo o pida una contraseña nueva.',
  'signIn.error.invalid-email': 'Este correo electrónico no es válido.',
  'signIn.error.user-disabled': 'Esta cuenta está desactivada. Pregunte a su administrador.',
  'signIn.error.too-many-attempts': 'Demasiados intentos. Espere unos minutos o pida una contraseña nueva.',
  'signIn.error.no-network': 'Sin conexión con el servidor. Revise su internet e intente de nuevo.',
  'signIn.error.popup-blocked':
    'El navegador bloqueó la ventana de Google. Permita ventanas emergentes en esta página e intente de nuevo.',
  'signIn.error.popup-closed': 'La ventana de Google se cerró antes de terminar.',
  'signIn.error.not-offered': 'Esta forma de entrar no está disponible aquí. Use correo y contraseña.',
  'signIn.error.unknown': 'No se pudo entrar. Intente de nuevo en un momento.',
  'signIn.accessEnded':
    'Su acceso terminó. Si es un error, pida a un administrador de su importador que le invite de nuevo.',
  'signIn.unavailable': 'No se puede llegar al servicio de inicio de sesión.',
};
