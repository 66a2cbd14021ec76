import '../ui/base.css';
import { ok } from '@casillero/domain/result';
import { createRoot } from 'react-dom/client';
import { createMemoryRouter } from 'react-router-dom';
import { Dashboard } from '../app/dashboard.tsx';
import { dashboardRoutes } from '../app/routes.tsx';
import type { LoadMedia } from '../features/media/media-cache.ts';
import { activateLanguage } from '../texts/i18n.ts';
import { chooseLanguage, storedLanguage } from '../texts/language.ts';
import { isSceneName, SCENES } from './scenes.ts';

/*
 * The dashboard without a backend, for looking at: `npm run dev -w web`, then /preview.html?scene=full&at=/batches.
 * Scenes are listed in scenes.ts. It is no part of the build.
 */
const PICTURES = import.meta.glob<string>('../../../e2e/fixtures/orders/*.jpg', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Ids end in the number of a picture: `shot-7` shows orders-007.jpg. */
const loadPicture: LoadMedia = async (_tenantId, screenshotId) => {
  const number = /\d+$/.exec(screenshotId)?.[0].padStart(3, '0').replace('000', '002');
  const url = Object.entries(PICTURES).find(([path]) => path.endsWith(`orders-${number}.jpg`))?.[1];
  if (!url) return { ok: false, failure: { code: 'not-found', message: 'No picture.', hint: '' } };
  return ok(await (await fetch(url)).blob());
};

const address = new URLSearchParams(location.search);
const wanted = address.get('scene') ?? '';
const scene = isSceneName(wanted) ? wanted : 'full';
const app = SCENES[scene](loadPicture);
await activateLanguage(chooseLanguage({ chosen: storedLanguage(), tenant: null, browser: navigator.languages }));
const root = document.getElementById('root');
if (!root) throw new Error('preview.html has no element with the id "root".');
const router = createMemoryRouter(dashboardRoutes(app), { initialEntries: [address.get('at') ?? '/'] });
createRoot(root).render(<Dashboard session={app.session} router={router} />);
