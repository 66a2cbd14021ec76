import type { RequestHandler } from 'express';
import type { Clock } from '../world/clock.ts';
import type { Journal } from '../world/journal.ts';

/** Notes every request of a client, with the status it got. */
export function noteApiCalls({ clock, journal }: { clock: Clock; journal: Journal }): RequestHandler {
  return (req, res, next) => {
    const at = clock.now().toISOString();
    const ended = journal.apiCall({ method: req.method, url: req.originalUrl, status: null, at });
    res.once('close', () => ended(res.writableFinished ? res.statusCode : null));
    next();
  };
}
