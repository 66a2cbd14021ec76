import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type FirebaseTools, type LogEntry, SPLAT } from './modules.ts';

/** Severities of Cloud Logging that a person should see at once. */
const LOUD_SEVERITIES: ReadonlySet<string> = new Set(['ERROR', 'CRITICAL', 'ALERT', 'EMERGENCY']);

/** Lines that firebase-tools calls warnings or errors and that mean nothing here. */
const EXPECTED = [
  /External network resource requested/, // the metadata server is asked for, in vain
  /hosting-init|Could not fetch web app configuration/,
];

/** A function asked for a secret that it does not declare: in the cloud it would go on without. */
const SECRET_NOT_DECLARED = /No value found for secret parameter/;

/**
 * Sends the log of firebase-tools and of all functions to `file` (emptied first), and passes on what a person should
 * see: errors, and functions that failed.
 */
export function openStackLog({ log }: FirebaseTools, file: string, report: (line: string) => void): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  log.useFileLogger(file);
  log.logger.on('data', (entry) => {
    const line = loudLine(entry);
    if (line !== null) report(line);
  });
}

/** Of a stack trace, the lines that are shown; all of it is in the file. */
const SHOWN_LINES = 3;

/** What a person should see of a log entry, with the function's name before it; null for nothing. */
export function loudLine(entry: LogEntry): string | null {
  const text = textOf(entry).trim();
  if (text === '' || EXPECTED.some((pattern) => pattern.test(text))) return null;
  const isLoud = entry.level === 'error' || isFailureOfFunction(entry) || SECRET_NOT_DECLARED.test(text);
  return isLoud ? `${nameOf(entry)}${text.split('\n').slice(0, SHOWN_LINES).join('\n')}` : null;
}

function nameOf({ metadata }: LogEntry): string {
  const logged = isObject(metadata) ? metadata.function : undefined;
  return isObject(logged) && typeof logged.name === 'string' ? `${logged.name}: ` : '';
}

/** What a function logged as an error, and what firebase-tools warns of when one throws, dies or runs out of time. */
function isFailureOfFunction({ level, user, metadata }: LogEntry): boolean {
  if (isObject(user) && typeof user.severity === 'string') return LOUD_SEVERITIES.has(user.severity);
  return level === 'warn' && isObject(metadata) && 'function' in metadata;
}

/** Labelled lines are split over several arguments: the label, then the text. */
function textOf({ message, user, [SPLAT]: rest = [] }: LogEntry): string {
  if (isObject(user) && typeof user.message === 'string') return user.message;
  const words = [message, ...rest].filter((word) => typeof word === 'string');
  return stripVTControlCharacters(words.join(' '));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
