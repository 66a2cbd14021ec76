import { asList, asObject, asText, type JsonObject } from '../wire/json-object.ts';
import type { Choice } from '../world/timeline.ts';
import { type MetaError, metaError } from './errors.ts';

export interface Interactive {
  text: string;
  choices: Choice[];
}

const MOST_BUTTONS = 3;
const MOST_ROWS = 10;
const MOST_SECTIONS = 10;

/** Texts that do not fit are refused with 131009, missing ones with 131008. */
class Refusal extends Error {
  readonly error: MetaError;
  constructor(code: 131008 | 131009, details: string) {
    super(details);
    this.error = metaError(code, details);
  }
}

function text(from: JsonObject | null, key: string, at: string, most: number): string {
  const value = asText(from?.[key]);
  if (value === null || value === '') throw new Refusal(131008, `Parameter ${at}.${key} is required.`);
  if (value.length > most) throw new Refusal(131009, `${at}.${key} length invalid. Min length: 1, Max length: ${most}`);
  return value;
}

const optionalText = (from: JsonObject | null, key: string, at: string, most: number): string | null =>
  from?.[key] === undefined ? null : text(from, key, at, most);

/**
 * Reads `interactive` of a send request: reply buttons, a list, or a request for the contact.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
export function validateInteractive(
  interactive: JsonObject | null,
): { interactive: Interactive } | { error: MetaError } {
  try {
    return { interactive: read(interactive) };
  } catch (failure) {
    if (failure instanceof Refusal) return { error: failure.error };
    throw failure;
  }
}

function read(interactive: JsonObject | null): Interactive {
  const type = asText(interactive?.type);
  const action = asObject(interactive?.action);
  const isList = type === 'list';
  const body = text(asObject(interactive?.body), 'text', 'interactive.body', isList ? 4_096 : 1_024);
  const header = optionalText(asObject(interactive?.header), 'text', 'interactive.header', 60);
  const footer = optionalText(asObject(interactive?.footer), 'text', 'interactive.footer', 60);
  const shown = [header, body, footer].filter((part) => part !== null).join('\n');
  switch (type) {
    case 'button':
      return { text: shown, choices: buttonsOf(action) };
    case 'list':
      return { text: shown, choices: rowsOf(action) };
    case 'request_contact_info':
      return { text: shown, choices: [] };
    default:
      throw new Refusal(131009, `interactive.type must be button, list or request_contact_info, not ${type}.`);
  }
}

function buttonsOf(action: JsonObject | null): Choice[] {
  const buttons = asList(action?.buttons);
  if (buttons.length < 1 || buttons.length > MOST_BUTTONS) {
    throw new Refusal(131009, `Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: ${MOST_BUTTONS}`);
  }
  const choices = buttons.map((button, index): Choice => {
    const at = `interactive.action.buttons[${index}].reply`;
    const reply = asObject(asObject(button)?.reply);
    return { kind: 'button', id: idOf(reply, at, 256), title: text(reply, 'title', at, 20) };
  });
  refuseRepeats(choices);
  return choices;
}

function rowsOf(action: JsonObject | null): Choice[] {
  text(action, 'button', 'interactive.action', 20);
  const sections = asList(action?.sections).map(asObject);
  if (sections.length < 1 || sections.length > MOST_SECTIONS) {
    throw new Refusal(131009, `Invalid sections count. Min allowed: 1, Max allowed: ${MOST_SECTIONS}`);
  }
  const choices = sections.flatMap((section, index) => {
    const at = `interactive.action.sections[${index}]`;
    if (sections.length > 1) text(section, 'title', at, 24);
    else optionalText(section, 'title', at, 24);
    return asList(section?.rows).map((row, place) => rowOf(asObject(row), `${at}.rows[${place}]`));
  });
  if (choices.length < 1 || choices.length > MOST_ROWS) {
    throw new Refusal(131009, `Total row count exceed max allowed count: ${MOST_ROWS}`);
  }
  refuseRepeats(choices);
  return choices;
}

function rowOf(row: JsonObject | null, at: string): Choice {
  const description = optionalText(row, 'description', at, 72);
  return {
    kind: 'list-row',
    id: idOf(row, at, 200),
    title: text(row, 'title', at, 24),
    ...(description !== null && { description }),
  };
}

function idOf(from: JsonObject | null, at: string, most: number): string {
  const id = text(from, 'id', at, most);
  if (id !== id.trim()) throw new Refusal(131009, `${at}.id must not begin or end with a blank.`);
  return id;
}

function refuseRepeats(choices: readonly Choice[]): void {
  for (const key of ['id', 'title'] as const) {
    if (new Set(choices.map((choice) => choice[key])).size < choices.length) {
      throw new Refusal(131009, `Every choice needs a ${key} of its own.`);
    }
  }
}
