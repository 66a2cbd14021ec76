import { lazy, Suspense } from 'react';
import { Navigate } from 'react-router-dom';
import { withTexts } from '../texts/i18n.ts';
import { Bone, Skeleton } from '../ui/states.tsx';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

/** Comes with its texts, and only to operators: this module is fetched by everybody. */
const Overview = lazy(withTexts('operators', async () => ({ default: (await import('./overview.tsx')).Overview })));

/** The start page of each role. */
export function Component() {
  const { claims } = useIdentity();
  if (claims.role !== 'operator') return <Navigate to={paths.batches.href()} replace />;
  return (
    <Suspense
      fallback={
        <Skeleton>
          <Bone width="12rem" height="2.2rem" />
        </Skeleton>
      }
    >
      <Overview />
    </Suspense>
  );
}
