import { createContext, useContext } from 'react';
import type { MediaCache } from './media-cache.ts';

const MediaContext = createContext<MediaCache | null>(null);
export const MediaProvider = MediaContext.Provider;

/** The pictures of the signed-in reader; there once somebody is signed in. */
export function useMediaCache(): MediaCache {
  const cache = useContext(MediaContext);
  if (!cache) throw new Error('useMediaCache needs a MediaProvider above it.');
  return cache;
}
