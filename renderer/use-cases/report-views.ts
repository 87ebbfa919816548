import { services } from '../session/services.ts';
import { readMeta, writeMeta } from '../store/meta.ts';
import type { SavedReportView } from '../store/report/saved-view.ts';

const isSame = (a: SavedReportView, b: Pick<SavedReportView, 'staffId' | 'name'>) =>
  a.staffId === b.staffId && a.name === b.name;

/** Keeps a view of the reports under its name, in place of the person's own of that name. */
export async function keepView(view: SavedReportView): Promise<void> {
  const { db } = services();
  const others = (await readMeta(db, 'reportViews')).filter((each) => !isSame(each, view));
  await writeMeta(
    db,
    'reportViews',
    [...others, view].sort((a, b) => a.name.localeCompare(b.name, 'vi')),
  );
}

export async function forgetView(view: Pick<SavedReportView, 'staffId' | 'name'>): Promise<void> {
  const { db } = services();
  await writeMeta(
    db,
    'reportViews',
    (await readMeta(db, 'reportViews')).filter((each) => !isSame(each, view)),
  );
}
