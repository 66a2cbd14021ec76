/** Values as the coverage report spells them. */
import { textOfValue } from './builtins/conversions.ts';
import type { SourcePosition, SourceText } from './source-text.ts';
import { calendarOf, NANOS_PER_SECOND } from './time.ts';
import type { Outcome, Value } from './values.ts';

/** One member is set, named for the type. `undefined` is an error with its cause, or an unknown without one. */
export type ReportedValue =
  | { nullValue: null }
  | { boolValue: boolean }
  | { intValue: string }
  | { floatValue: number | string }
  | { stringValue: string }
  | { bytesValue: string }
  | { listValue: { values: ReportedValue[] } }
  | { setValue: { values: ReportedValue[] } }
  | { mapValue: { fields: { [key: string]: ReportedValue } } }
  | { pathValue: { segments: { simple: string }[] } }
  | { timestampValue: string }
  | { durationValue: string }
  | { latlngValue: { latitude: number; longitude: number } }
  | { undefined: { sourcePosition?: SourcePosition; causeMessage?: string } };

/** What an evaluation gave, as plain JSON. */
export function reportedValue(source: SourceText, outcome: Outcome): ReportedValue {
  if (typeof outcome !== 'object' || outcome === null || outcome.kind !== 'failure') return reported(outcome);
  if (outcome.severity === 'unknown') return { undefined: {} };
  const position = outcome.at === null ? {} : { sourcePosition: source.rangePosition(outcome.at) };
  return { undefined: { ...position, causeMessage: outcome.message } };
}

function reported(value: Value): ReportedValue {
  switch (typeof value) {
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      return { intValue: String(value) };
    case 'number':
      return { floatValue: Number.isFinite(value) ? value : String(textOfValue(value)) };
    case 'string':
      return { stringValue: value };
  }
  if (value === null) return { nullValue: null };
  switch (value.kind) {
    case 'bytes':
      return { bytesValue: Buffer.from(value.bytes).toString('base64') };
    case 'list':
      return { listValue: { values: value.items.map(reported) } };
    case 'set':
      return { setValue: { values: [...value.items.values()].map(reported) } };
    case 'map': {
      // Object.fromEntries defines own members, also for `__proto__`.
      const fields = Object.fromEntries(value.keys().map((key) => [key, reported(value.get(key) ?? null)]));
      return { mapValue: { fields } };
    }
    case 'path':
      return { pathValue: { segments: value.segments.map((simple) => ({ simple })) } };
    case 'timestamp':
      return { timestampValue: calendarOf(value).toISOString() };
    case 'duration':
      return { durationValue: `${Number(value.nanos) / Number(NANOS_PER_SECOND)}s` };
    case 'latlng':
      return { latlngValue: { latitude: value.latitude, longitude: value.longitude } };
    default:
      return { undefined: {} };
  }
}
