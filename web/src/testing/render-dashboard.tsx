import { i18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { configure, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { createMemoryRouter } from 'react-router-dom';
import { Dashboard } from '../app/dashboard.tsx';
import { dashboardRoutes } from '../app/routes.tsx';
import { activateLanguage } from '../texts/i18n.ts';
import type { Language } from '../texts/language.ts';
import type { MemoryApp } from './memory-app.ts';

// The build compiles the texts; without a build it is done as they are used.
i18n.setMessagesCompiler(compileMessage);

// A page's module is transformed when it is first gone to, which may take seconds on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

/** Opens the dashboard at a path, over ports in memory, as a person finds it. */
export async function renderDashboard(
  app: MemoryApp,
  at: string,
  language: Language = 'en',
): Promise<{ user: UserEvent; path: () => string }> {
  localStorage.setItem('casillero.language', language);
  await activateLanguage(language);
  const router = createMemoryRouter(dashboardRoutes(app), { initialEntries: [at] });
  render(<Dashboard session={app.session} router={router} />);
  return {
    user: userEvent.setup(),
    path: () => router.state.location.pathname + router.state.location.search,
  };
}
