import { type ComponentProps, StrictMode } from 'react';
import { RouterProvider } from 'react-router-dom';
import { SessionProvider } from '../features/session/ports.ts';
import { LanguageProvider } from '../texts/language-provider.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import type { AppPorts } from './ports.ts';

/** The whole dashboard over its ports and a router of its routes. */
export function Dashboard({
  session,
  router,
}: Pick<AppPorts, 'session'> & Pick<ComponentProps<typeof RouterProvider>, 'router'>) {
  return (
    <StrictMode>
      <LanguageProvider>
        <SessionProvider value={session}>
          <LiveRegion>
            <RouterProvider router={router} />
          </LiveRegion>
        </SessionProvider>
      </LanguageProvider>
    </StrictMode>
  );
}
