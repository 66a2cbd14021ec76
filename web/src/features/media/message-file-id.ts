/**
 * What names a file of a message among all media of an importer: its place below the importer, as the API has it.
 * Ids of screenshots have no slash, so that the two cannot be mixed up.
 *
 * @param position its place in the message, from 0
 */
export const messageFileId = (senderId: string, messageId: string, position: number): string =>
  `conversations/${senderId}/messages/${messageId}/media/${position}`;
