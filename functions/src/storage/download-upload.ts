import { fail, ok } from '@casillero/domain/result';
import { bytesOfUpload } from '../usecases/uploads/take-upload.ts';
import type { DownloadMedia, LoadMedia } from '../usecases/work-off/ports.ts';

/** "Downloads" what was uploaded in the dashboard (R19): its pieces from the bucket. `url` is `<uploadId>/<bytes>`. */
export const downloadUpload =
  (load: LoadMedia): DownloadMedia =>
  async ({ account, url }, maxBytes) => {
    const [uploadId = '', size = ''] = url.split('/');
    const sizeBytes = Number(size);
    if (!/^[0-9a-f]{32}$/.test(uploadId) || !Number.isInteger(sizeBytes) || sizeBytes < 1)
      return fail('not-allowed', 'This is not an upload.', 'Upload the file again.');
    if (sizeBytes > maxBytes) return fail('too-large', 'The file is too large.', 'Upload a smaller one.');
    const bytes = await bytesOfUpload(load, account, uploadId, sizeBytes);
    return bytes === null
      ? fail('gone', 'A part of the uploaded file is missing.', 'Upload the file again.')
      : ok(bytes);
  };
