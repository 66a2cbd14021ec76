/** Why a screenshot could not be fetched or read: the codes of the stored failure. */
export const reasons = {
  'reason.gone': 'WhatsApp does not have the picture any more. Ask the sender to send it again.',
  'reason.too-large': 'The file is too large. Ask for a smaller one.',
  'reason.empty': 'The file is empty. Ask the sender to send it again.',
  'reason.not-allowed': 'The picture’s address does not belong to our account. Tell the operators.',
  'reason.unreachable': 'The picture could not be downloaded from WhatsApp.',
  'reason.not-usable': 'This is no photo or PDF that we can use.',
  'reason.unreadable-image': 'The picture is damaged or cannot be opened.',
  'reason.engine-failed': 'Reading broke off before it was finished.',
  'reason.media-missing': 'The stored picture is missing. Tell the operators.',
  'reason.unexpected': 'Something unexpected happened.',
} as const;
