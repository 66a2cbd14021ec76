import { projectedFields } from '../query/run-query.ts';
import { type StoredDocument, toDocumentMessage } from '../storage/document.ts';
import { type Micros, timestampFromMicros } from '../values/timestamp.ts';
import type { Fields } from '../values/value.ts';
import type { ListenResponse } from './messages.ts';
import type { Target, TargetDiff } from './target.ts';

type DocumentNews = { document: StoredDocument | null; hasChanged: boolean; entered: number[]; left: number[] };

/**
 * The document messages of one snapshot: one message per document for all targets of the stream. Sending them is only
 * half of it: the client shows nothing before the global NO_CHANGE that follows.
 */
export function documentMessages(
  diffs: ReadonlyMap<Target, TargetDiff>,
  nameOf: (path: string) => string,
  time: Micros,
): ListenResponse[] {
  const messages: ListenResponse[] = [];
  const news = new Map<string, DocumentNews>();
  const newsOf = (path: string, document: StoredDocument | null): DocumentNews => {
    let entry = news.get(path);
    if (!entry) {
      entry = { document, hasChanged: false, entered: [], left: [] };
      news.set(path, entry);
    }
    return entry;
  };
  for (const [target, diff] of diffs) {
    for (const document of diff.present) {
      const projected = projectionOf(target, document);
      // A projected document is nobody else's document: it gets a message of its own.
      if (projected)
        messages.push({ documentChange: { document: toDocumentMessage(document, projected), targetIds: [target.id] } });
      else newsOf(document.path, document).entered.push(target.id);
    }
    for (const { path, current, hasChanged } of diff.gone) {
      const entry = newsOf(path, current);
      entry.left.push(target.id);
      entry.hasChanged ||= hasChanged;
    }
  }
  for (const [path, entry] of news) messages.push(documentMessage(nameOf(path), entry, time));
  return messages;
}

function documentMessage(name: string, news: DocumentNews, time: Micros): ListenResponse {
  const { document, hasChanged, entered, left } = news;
  const readTime = timestampFromMicros(time);
  if (!document) return { documentDelete: { document: name, readTime, removedTargetIds: left } };
  if (entered.length === 0 && !hasChanged)
    return { documentRemove: { document: name, readTime, removedTargetIds: left } };
  const documentChange: ListenResponse['documentChange'] = { document: toDocumentMessage(document) };
  if (entered.length > 0) documentChange.targetIds = entered;
  if (left.length > 0) documentChange.removedTargetIds = left;
  return { documentChange };
}

function projectionOf(target: Target, document: StoredDocument): Fields | null {
  const { subject } = target;
  return subject.kind === 'query' && subject.plan.projection !== null ? projectedFields(document, subject.plan) : null;
}
