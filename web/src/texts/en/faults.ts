export const faults = {
  'fault.not-found': 'There is nothing here any more. Reload the page.',
  'fault.not-signed-in': 'Your session is over. Sign in again.',
  'fault.members-only': 'Operators look and do not touch. Ask one of the importer’s own people.',
  'fault.admins-only': 'Only an admin may do this.',
  'fault.invalid-input': 'Something that was typed is not valid. Correct it and try again.',
  'fault.too-many-calls': 'Too many requests at once. Wait a moment and try again.',
  'fault.still-running': 'An earlier attempt is still at work. Wait a moment and try again.',
  'fault.internal': 'Something went wrong on our side. Try again in a moment.',
  'fault.http-5xx': 'The server did not answer as it should. Try again in a moment.',
  'fault.unexpected-answer': 'The server answered in a form that this page does not know. Reload the page.',
  'fault.tenant-suspended': 'This importer is suspended.',
} as const;
