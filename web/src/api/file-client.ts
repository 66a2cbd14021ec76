import { addressOf } from '@casillero/domain/api/endpoint';
import { fail, ok } from '@casillero/domain/result';
import type { ExportsPorts } from '../features/exports/ports.ts';
import type { LoadMedia } from '../features/media/media-cache.ts';
import type { ScreenshotsPorts } from '../features/screenshots/ports.ts';
import type { UploadsPorts } from '../features/uploads/ports.ts';
import { type CallApi, unexpectedAnswer } from './api-client.ts';

/** What is fetched and sent as bytes: pictures and other files, saved lists, uploads. It comes after the sign-in. */
export type FilePorts = Pick<ScreenshotsPorts, 'retryScreenshot'> & {
  readonly loadMedia: LoadMedia;
  readonly loadExport: ExportsPorts['loadExport'];
  readonly sendPiece: UploadsPorts['sendPiece'];
};

const screenshotPath = (tenantId: string, screenshotId: string) =>
  `/tenants/${encodeURIComponent(tenantId)}/screenshots/${encodeURIComponent(screenshotId)}`;

/** The id of a message's file is its place below the importer (features/media/message-file-id.ts). */
const mediaPath = (tenantId: string, mediaId: string, kind: string) =>
  mediaId.startsWith('conversations/')
    ? `/tenants/${encodeURIComponent(tenantId)}/${mediaId.split('/').map(encodeURIComponent).join('/')}/${kind}`
    : `${screenshotPath(tenantId, mediaId)}/media/${kind}`;

/** Files over the API. Expected failures are values; it never throws. */
export const filesOver = (call: CallApi): FilePorts => ({
  async loadMedia(tenantId, mediaId, kind) {
    const called = await call(mediaPath(tenantId, mediaId, kind), { method: 'GET' });
    if (!called.ok) return { ok: false, failure: called.failure, isPassing: called.isPassing ?? false };
    try {
      return ok(await called.value.blob());
    } catch {
      return { ...fail('no-network', 'The picture arrived in part only.', 'Try again.'), isPassing: true };
    }
  },
  async retryScreenshot(tenantId, screenshotId) {
    const called = await call(`${screenshotPath(tenantId, screenshotId)}/retry`, { method: 'POST' });
    return called.ok ? ok(undefined) : called;
  },
  async loadExport(tenantId, list, language) {
    const { exportList } = await importExports();
    const called = await call(addressOf(exportList.path, { tenantId, list }, { locale: language }), {
      method: 'GET',
    });
    return called.ok ? ok(await called.value.blob()) : called;
  },
  async sendPiece(tenantId, uploadId, offset, bytes) {
    const { putUploadBytes } = await importUploads();
    const params = { tenantId, uploadId, offset: String(offset) };
    const called = await call(addressOf(putUploadBytes.path, params), {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: bytes,
    });
    if (!called.ok) return called;
    const parsed = putUploadBytes.answer.safeParse(await called.value.json().catch(() => null));
    return parsed.success ? ok(parsed.data) : unexpectedAnswer();
  },
});

// Their pages have them already, and others do not need them.
const importExports = () => import('@casillero/domain/api/exports');
const importUploads = () => import('@casillero/domain/api/uploads');
