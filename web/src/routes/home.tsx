import { Navigate } from 'react-router-dom';
import { paths } from './paths.ts';
import { useIdentity } from './reader.tsx';

/** The start page of each role. */
export function Component() {
  const { claims } = useIdentity();
  return <Navigate to={claims.role === 'operator' ? paths.tenants.href() : paths.batches.href()} replace />;
}
