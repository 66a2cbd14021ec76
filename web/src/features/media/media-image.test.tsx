// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { makeLiveSource } from '../../live/live.ts';
import { activateLanguage } from '../../texts/i18n.ts';
import { LanguageProvider } from '../../texts/language-provider.tsx';
import { Thumbnail } from './media-image.tsx';
import { MediaProvider } from './ports.ts';

/** Pictures that are on their way. */
const LOADING = { picture: () => makeLiveSource<string>(() => () => {}), forget: () => {}, clear: () => {} };

async function renderThumbnail(alt: string): Promise<void> {
  await activateLanguage('en');
  const { container } = render(
    <LanguageProvider>
      <MediaProvider value={LOADING}>
        <Thumbnail tenantId="cuscatlan" screenshotId="s1" alt={alt} />
      </MediaProvider>
    </LanguageProvider>,
  );
  await waitFor(() => expect(container.querySelector('svg')).not.toBeNull());
}

test('a picture with a name can be found by it before it is there', async () => {
  await renderThumbnail('Screenshot 1');
  screen.getByRole('img', { name: 'Screenshot 1' });
});

test('one that repeats what is beside it is none for who does not see it, also before it is there', async () => {
  await renderThumbnail('');
  expect(screen.queryByRole('img')).toBeNull();
});
