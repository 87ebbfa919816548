import { clean, isBlank } from './clean.ts';
import { finishPage } from './finish-page.ts';
import { bytesOf, kindOfPage, openPicture } from './open-page.ts';
import { bindPages, pdfPageCount } from './pdf.ts';
import { paperIn } from './paper-edges.ts';
import { CODE_SIDES, codeIn } from './read-code.ts';
import { grayOf, rasterOf } from './raster.ts';
import {
  AS_IT_CAME,
  PageRefused,
  type PageError,
  type PageLook,
  type PagesReply,
  type PagesRequest,
  type PageToBind,
  type Picture,
} from './recipe.ts';

/** The longest side of a page that is looked at, and of its picture on the screen, in pixels. */
const LOOK_SIDE = 900;
const SHOWN_SIDE = 300;

const answer = (reply: PagesReply, transfer: Transferable[] = []) => self.postMessage(reply, { transfer });

// One after the other: two pages at once would need twice the memory and be no sooner.
let turn: Promise<void> = Promise.resolve();
self.addEventListener('message', ({ data }: MessageEvent<PagesRequest>) => {
  turn = turn.then(() => serve(data));
});

async function serve(request: PagesRequest): Promise<void> {
  const { call } = request;
  try {
    if (request.kind === 'look') {
      const look = await lookAt(request);
      answer({ kind: 'looked', call, look }, look.picture ? [look.picture] : []);
      return;
    }
    if (request.kind === 'code') {
      answer({ kind: 'code', call, text: await findCode(request.picture) });
      return;
    }
    if (request.kind === 'paper') {
      const corners = paperIn(grayOf(await openPicture(request.picture, AS_IT_CAME, LOOK_SIDE)));
      answer({ kind: 'paper', call, corners });
      return;
    }
    const bytes = await bindPages(request.pages.length, async (index) => {
      const page = await finishPage(request.pages[index] as PageToBind);
      answer({ kind: 'progress', call, done: index + 1 });
      return page;
    });
    answer({ kind: 'bound', call, bytes }, [bytes.buffer]);
  } catch (error) {
    answer({ kind: 'refused', call, error: errorOf(error) });
  }
}

function errorOf(error: unknown): PageError {
  if (error instanceof PageRefused) return error.error;
  return { code: 'page-damaged' };
}

async function lookAt({ file, recipe }: PageToBind): Promise<PageLook> {
  if ((await kindOfPage(file)) === 'pdf')
    return { picture: null, pages: await pdfPageCount(await bytesOf(file)), blank: false };
  const raster = await openPicture(file, recipe, LOOK_SIDE);
  const shown = recipe.look === 'bw' ? rasterOf(clean(grayOf(raster)).page) : raster;
  const picture = await createImageBitmap(new ImageData(shown.data, shown.width, shown.height), {
    resizeHeight: Math.round((shown.height * SHOWN_SIDE) / Math.max(shown.width, shown.height)),
    resizeQuality: 'high',
  });
  return { picture, pages: 1, blank: isBlank(raster) };
}

async function findCode(file: Picture): Promise<string | null> {
  // Of the camera the next picture comes at once: this one is looked at in one size only.
  if (file instanceof ImageBitmap) return codeIn(await openPicture(file, AS_IT_CAME, CODE_SIDES[0]));
  if ((await kindOfPage(file)) === 'pdf') return null;
  for (const side of CODE_SIDES) {
    const text = codeIn(await openPicture(file, AS_IT_CAME, side));
    if (text !== null) return text;
  }
  return null;
}
