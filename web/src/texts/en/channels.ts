export const channels = {
  'provider.twilio': 'Twilio',
  'provider.meta': 'Meta (WhatsApp Cloud API)',
  'provider.waha': 'WAHA (unofficial)',
  'number.status.online': 'Working',
  'number.status.offline': 'Not working',
  'number.number': 'Number',
  'number.name': 'Name in WhatsApp',
  'number.provider': 'Connected by',
  'number.status': 'State',
  'fault.no-number': 'There is no number yet that the code could be sent to. Ask the operators of Casillero.',
  'fault.number-taken': 'One of these numbers is connected already, by somebody else.',
} as const;
