import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router-dom';
import { activateLanguage } from '../texts/i18n.ts';
import { chooseLanguage, storedLanguage } from '../texts/language.ts';
import { Dashboard } from './dashboard.tsx';
import type { AppPorts } from './ports.ts';
import { dashboardRoutes } from './routes.tsx';

/** Shows the dashboard over its ports, once the texts of the reader's language are there. */
export async function startDashboard(ports: AppPorts): Promise<void> {
  await activateLanguage(chooseLanguage({ chosen: storedLanguage(), tenant: null, browser: navigator.languages }));
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no element with the id "root".');
  createRoot(root).render(<Dashboard session={ports.session} router={createBrowserRouter(dashboardRoutes(ports))} />);
}
