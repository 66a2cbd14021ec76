export const numberSettings = {
  'whatsapp.title': 'WhatsApp',
  'whatsapp.parts': 'Parts of the WhatsApp settings',
  'whatsapp.tab.phones': 'Phones',
  'whatsapp.tab.number': 'Number',
  'whatsapp.tab.links': 'Links',
  'whatsapp.tab.answers': 'Answers',
  'number.title': 'Your number',
  'number.by.own': 'It is yours alone: whoever writes to it, writes to you.',
  'number.by.shared':
    'Shared with other importers. Customers reach you through your links, and your phones are known by their registration.',
  'number.by.default':
    'The platform’s shared number. Customers reach you through your links, and your phones are known by their registration.',
  'number.none.title': 'No number chosen yet',
  'number.none.text':
    'The operators of Casillero choose the number that your messages leave from. Your links say which number your customers write to.',
  'fault.phone-not-registered': 'The phone to be changed is not registered any more.',
  'fault.too-many-registrations': 'Too many codes were asked for. Wait some minutes, or use one that is still open.',
  'fault.not-waiting': 'This registration is over already.',
  'fault.too-many-links': 'There are too many links already. Use one that is there: it can be renamed.',
} as const;
