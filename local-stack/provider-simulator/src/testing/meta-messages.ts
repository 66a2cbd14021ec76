/** Messages as the Cloud API takes them, without recipient. */

/** A reply button. */
export const oneButton = (id: string, title: string) => ({ type: 'reply', reply: { id, title } });
/** Reply buttons below a question. */
export const buttons = (...all: object[]) => ({
  type: 'interactive',
  interactive: {
    type: 'button',
    body: { text: '¿Es correcto?' },
    footer: { text: 'Pedido 7' },
    action: { buttons: all },
  },
});
/** A list with one section. */
export const list = (rows: object[], button = 'Ver') => ({
  type: 'interactive',
  interactive: { type: 'list', body: { text: 'Paquetes' }, action: { button, sections: [{ title: 'Hoy', rows }] } },
});
/** A template with body parameters. */
export const template = (name: string, parameters: object[] = [], language = 'es') => ({
  type: 'template',
  template: { name, language: { code: language }, components: [{ type: 'body', parameters }] },
});
/** Plain text. */
export const text = (body: string) => ({ type: 'text', text: { body } });
