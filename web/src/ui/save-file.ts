/** How long a browser may take to begin with the download, in milliseconds. */
const KEPT_FOR_MS = 10_000;

/** Hands a file to the reader, as a download. */
export function saveFile(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file);
  saveFrom(url, fileName);
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR_MS);
}

/** Hands what an object URL stands for to the reader, as a download. */
export function saveFrom(url: string, fileName: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
}
