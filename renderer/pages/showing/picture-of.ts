/** Beyond so many bytes a page is a photograph more than it is text. */
const TEXT_BYTES = 1_500_000;

/**
 * A drawn page as a picture in an address, as the content policy lets pictures be: text without loss, a scan or a photograph
 * as JPEG, so that a long result fits into memory. The canvas is emptied.
 */
export async function pictureOf(canvas: HTMLCanvasElement): Promise<string> {
  const png = await blobOf(canvas, 'image/png');
  const blob = png.size <= TEXT_BYTES ? png : await blobOf(canvas, 'image/jpeg', 0.92);
  canvas.width = 0;
  canvas.height = 0;
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('a picture could not be read')));
    reader.readAsDataURL(blob);
  });
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('a page gave no picture'))),
      type,
      quality,
    );
  });
}
