import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { FirebaseTools, LogEntry } from './modules.ts';

/** Severities of Cloud Logging that a person should see at once. */
const LOUD_SEVERITIES: ReadonlySet<string> = new Set(['ERROR', 'CRITICAL', 'ALERT', 'EMERGENCY']);

/** Lines that firebase-tools calls warnings or errors and that mean nothing here. */
const EXPECTED = [
  /External network resource requested/, // the metadata server is asked for, in vain
  /hosting-init|Could not fetch web app configuration/,
];

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

/** The text of a log entry if a person should see it, else null. */
export function loudLine(entry: LogEntry): string | null {
  const text = textOf(entry).trim();
  if (text === '' || EXPECTED.some((pattern) => pattern.test(text))) return null;
  const isLoud = entry.level === 'error' || isFailureOfFunction(entry);
  return isLoud ? text : null;
}

/** What a function logged as an error, and what firebase-tools warns of when one throws, dies or runs out of time. */
function isFailureOfFunction({ level, user, metadata }: LogEntry): boolean {
  if (isObject(user) && typeof user.severity === 'string') return LOUD_SEVERITIES.has(user.severity);
  return level === 'warn' && isObject(metadata) && 'function' in metadata;
}

function textOf({ message, user, metadata }: LogEntry): string {
  if (isObject(user) && typeof user.message === 'string') return user.message;
  // Labelled lines are split over several arguments; the whole text is only in the metadata.
  const whole = isObject(metadata) && typeof metadata.message === 'string' ? metadata.message : message;
  return stripVTControlCharacters(typeof whole === 'string' ? whole : JSON.stringify(whole ?? ''));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
