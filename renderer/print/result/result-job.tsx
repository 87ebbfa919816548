import type { PrintJob } from '../print-layer.tsx';
import css from './result-job.module.css';
import type { Sheet } from './sheets.ts';

/** A page as it is printed: its picture, on a sheet of its own. */
export interface PrintedPage {
  /** A `data:` address. */
  readonly picture: string;
  readonly sheet: Sheet;
}

const mm = (length: number) => `${String(length)}mm`;
/** Pages of one size have one name, by which CSS knows their sheet. */
const nameOf = ({ width, height }: Sheet) => `result-${String(width)}-${String(height)}`.replaceAll('.', '_');

/** An electronic result as papers to print: as the authority issued it, without a word or a mark of ours. */
export function resultJob(pages: readonly PrintedPage[]): PrintJob {
  const sheets = new Map(pages.map(({ sheet }) => [nameOf(sheet), sheet]));
  return {
    element: (
      <>
        {pages.map(({ picture, sheet }, i) => (
          <div
            key={i}
            className={css.page}
            // A hair less than the sheet, so that no rounding makes a second one.
            style={{ page: nameOf(sheet), width: mm(sheet.width), height: mm(sheet.height - 0.1) }}
          >
            <img className={css.picture} src={picture} alt="" />
          </div>
        ))}
      </>
    ),
    foot: null,
    text: '',
    rules: [...sheets]
      .map(([name, { width, height }]) => `@page ${name} { size: ${mm(width)} ${mm(height)}; margin: 0; }`)
      .join(' '),
  };
}
