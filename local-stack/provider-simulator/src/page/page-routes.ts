import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';

const PUBLIC_DIRECTORY = fileURLToPath(new URL('../../public', import.meta.url));

/** Scripts and styles only from here; pictures also from the file picker's previews. */
const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The phone page: static files, served as they are. */
export function pageRoutes(): Router {
  const router = Router();
  router.use((_req, res, next) => {
    res.set({ 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  router.use(express.static(PUBLIC_DIRECTORY, { cacheControl: false }));
  return router;
}
