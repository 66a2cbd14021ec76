import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

/** What every test of a page leaves behind is taken away: files share one page and its storage. */
afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
});
