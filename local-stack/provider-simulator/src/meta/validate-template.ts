import { asList, asObject, asText, type JsonObject } from '../wire/json-object.ts';
import type { Choice } from '../world/timeline.ts';
import type { MetaTemplate } from './account.ts';
import { badParameter, type MetaError, metaError } from './errors.ts';

/** Newlines, tabs and more than four blanks in a row are refused in body parameters. */
const FORBIDDEN_IN_PARAMETER = /[\n\t]| {5}/;

export interface FilledTemplate {
  text: string;
  choices: Choice[];
}

/**
 * Reads `template` of a send request and fills it in.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function validateTemplate(
  template: JsonObject | null,
  templates: readonly MetaTemplate[],
): { template: FilledTemplate } | { error: MetaError } {
  const name = asText(template?.name);
  const language = asText(asObject(template?.language)?.code);
  if (!name || !language) return { error: metaError(131008, 'template.name and template.language.code are required.') };
  const found = templates.find((candidate) => candidate.name === name && candidate.language === language);
  const status = found?.status ?? 'APPROVED';
  if (!found || status === 'PENDING' || status === 'REJECTED') {
    return { error: metaError(132001, `template name (${name}) does not exist in ${language}`) };
  }
  if (status === 'PAUSED') return { error: metaError(132015) };
  if (status === 'DISABLED') return { error: metaError(132016) };
  const components = asList(template?.components).map(asObject);
  const body = components.find((component) => component?.type === 'body') ?? null;
  const filled = fill(found.body, asList(body?.parameters).map(asObject));
  if ('error' in filled) return filled;
  return { template: { text: filled.text, choices: buttonsOf(components) } };
}

function fill(body: string, parameters: readonly (JsonObject | null)[]): { text: string } | { error: MetaError } {
  const blanks = [...new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map(([, blank]) => blank))];
  if (parameters.length !== blanks.length) {
    const details = `body: number of localizable_params (${parameters.length}) does not match the expected number of params (${blanks.length})`;
    return { error: metaError(132000, details) };
  }
  const values = new Map<string, string>();
  for (const [index, parameter] of parameters.entries()) {
    const value = asText(parameter?.text);
    if (parameter?.type !== 'text' || value === null) {
      return { error: badParameter(`body.parameters[${index}] must be of type text.`) };
    }
    if (FORBIDDEN_IN_PARAMETER.test(value)) {
      return {
        error: metaError(132007, 'Param text cannot have new-line/tab characters or more than 4 consecutive spaces'),
      };
    }
    const isNamed = blanks.some((blank) => blank !== undefined && !/^\d+$/.test(blank));
    values.set(isNamed ? (asText(parameter.parameter_name) ?? '') : String(index + 1), value);
  }
  if (blanks.some((blank) => blank !== undefined && !values.has(blank))) {
    return { error: metaError(132012, 'The names of the parameters do not fit the template.') };
  }
  return { text: body.replace(/\{\{(\w+)\}\}/g, (_blank, name) => values.get(name) ?? '') };
}

function buttonsOf(components: readonly (JsonObject | null)[]): Choice[] {
  return components
    .filter((component) => component?.type === 'button' && component.sub_type === 'quick_reply')
    .map((component) => {
      const payload = asText(asObject(asList(component?.parameters)[0])?.payload) ?? '';
      return { kind: 'template-button', id: payload, title: payload };
    });
}
