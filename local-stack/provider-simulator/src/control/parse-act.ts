import { expectArray, expectOneOf, expectRecord, expectString, optionalString } from '../parse-json.ts';
import { ACT_KINDS, type Act } from '../world/persons-message.ts';

/** Which keys each kind of act has besides `kind`. */
const KEYS: Readonly<Record<Act['kind'], readonly string[]>> = {
  button: ['id', 'title'],
  'list-row': ['id', 'title', 'description'],
  'template-button': ['payload', 'title'],
  reaction: ['messageId', 'emoji'],
  contacts: ['contacts'],
  edit: ['messageId'],
  delete: ['messageId'],
  'changed-number': ['phone'],
  'changed-user-id': ['userId'],
  unsupported: ['subType'],
  'new-type': ['type'],
  welcome: [],
};

/** Throws Problem 'invalid-input' that names the field. */
export function parseAct(input: unknown): Act {
  const at = 'message.act';
  const named = expectRecord(input, at, ['kind', ...Object.values(KEYS).flat()]);
  const kind = expectOneOf(named.kind, `${at}.kind`, ACT_KINDS);
  const given = expectRecord(input, at, ['kind', ...KEYS[kind]]);
  const text = (key: string) => expectString(given[key], `${at}.${key}`);
  switch (kind) {
    case 'button':
      return { kind, id: text('id'), title: text('title') };
    case 'list-row':
      return { kind, id: text('id'), title: text('title'), ...optionalString(given, 'description', at) };
    case 'template-button':
      return { kind, payload: text('payload'), title: text('title') };
    case 'reaction':
      return { kind, messageId: text('messageId'), emoji: text('emoji') };
    case 'contacts':
      return { kind, contacts: expectArray(given.contacts, `${at}.contacts`).map(parseContact) };
    case 'edit':
    case 'delete':
      return { kind, messageId: text('messageId') };
    case 'changed-number':
      return { kind, phone: text('phone') };
    case 'changed-user-id':
      return { kind, ...optionalString(given, 'userId', at) };
    case 'unsupported':
      return { kind, ...optionalString(given, 'subType', at) };
    case 'new-type':
      return { kind, type: text('type') };
    case 'welcome':
      return { kind };
    default:
      return kind satisfies never;
  }
}

function parseContact(input: unknown, index: number) {
  const at = `message.act.contacts[${index}]`;
  const given = expectRecord(input, at, ['name', 'phones']);
  const phones = expectArray(given.phones, `${at}.phones`).map((phone) => expectString(phone, `${at}.phones[]`));
  return { ...optionalString(given, 'name', at), phones };
}
