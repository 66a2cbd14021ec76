import { type ComponentProps, StrictMode } from 'react';
import { RouterProvider } from 'react-router-dom';
import { SessionProvider } from '../features/session/ports.ts';
import { LanguageProvider } from '../texts/language-provider.tsx';
import { LiveRegion } from '../ui/live-region.tsx';
import { ToastHolder } from '../ui/toast.tsx';
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
            <ToastHolder>
              <RouterProvider router={router} />
            </ToastHolder>
          </LiveRegion>
        </SessionProvider>
      </LanguageProvider>
    </StrictMode>
  );
}
