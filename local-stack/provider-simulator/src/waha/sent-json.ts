import type { WahaEngine } from './account.ts';
import type { Json, WahaMessage } from './payload.ts';

/** The answer to sending, which each engine writes in its own way. */
export function sentJson(message: WahaMessage, engine: WahaEngine): Json {
  const [, remote = '', id = ''] = message.id.split('_');
  switch (engine) {
    case 'GOWS':
      return { id: message.id, _data: { Info: { ID: id, Chat: remote, IsFromMe: true } } };
    case 'NOWEB':
      return {
        key: { remoteJid: remote.replace('@c.us', '@s.whatsapp.net'), fromMe: true, id },
        message: { extendedTextMessage: { text: message.body } },
        messageTimestamp: String(message.timestamp),
        status: 'PENDING',
      };
    case 'WEBJS':
      return {
        id: { fromMe: true, remote, id, _serialized: message.id },
        body: message.body,
        timestamp: message.timestamp,
      };
    default:
      return engine satisfies never;
  }
}
