import type {} from '@casillero/firestore-server/vitest';
import { inject } from 'vitest';
import type { ReadOrder } from '../src/usecases/work-off/extract-order.ts';
import { World } from './world.ts';

/** A world on the Firestore that this test run uses. */
export const startWorld = (read: ReadOrder): Promise<World> => World.start(read, inject('firestoreHost'));
