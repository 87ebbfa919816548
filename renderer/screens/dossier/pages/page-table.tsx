import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dossier } from '../../../../shared/domain/dossier/state.ts';
import type { Recipe } from '../../../pages/recipe.ts';
import { PageCard, type PageAct } from './page-card.tsx';
import { moved, turned, type ScanPage } from './page-list.ts';
import styles from './pages.module.css';

interface PageTableProps {
  readonly dossier: Dossier;
  readonly pages: readonly ScanPage[];
  readonly documents: readonly (string | null)[];
  readonly onEdit: (change: (before: readonly ScanPage[]) => readonly ScanPage[]) => void;
  /** The paper's edges are found, or no longer kept to. */
  readonly onFlatten: (page: ScanPage) => void;
  readonly onRecipe: (page: ScanPage, recipe: Recipe) => void;
  /** Which page's crop is shown; null for none. */
  readonly onCrop: (change: (before: number | null) => number | null) => void;
}

/** The pages by document; arrow keys go from one to the next, letters change the one in focus. */
export function PageTable({
  dossier,
  pages,
  documents,
  onEdit,
  onFlatten,
  onRecipe,
  onCrop,
}: PageTableProps) {
  const { t } = useTranslation('pages');
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  const chosen = pages.find(({ key }) => key === current) ?? pages[0];
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-page="${String(wanted.current)}"]`)?.focus();
    wanted.current = null;
  });
  const goTo = (page: ScanPage | undefined) => {
    if (!page) return;
    wanted.current = page.key;
    setCurrent(page.key);
  };

  function act(page: ScanPage, what: PageAct): void {
    const at = pages.indexOf(page);
    const { recipe, documentId } = page;
    wanted.current = page.key;
    switch (what) {
      case 'previous':
        return goTo(pages[at - 1] ?? page);
      case 'next':
        return goTo(pages[at + 1] ?? page);
      case 'delete':
        goTo(pages[at + 1] ?? pages[at - 1]);
        return onEdit((all) => all.filter(({ key }) => key !== page.key));
      case 'left':
        return onEdit((all) => moved(all, page.key, -1));
      case 'right':
        return onEdit((all) => moved(all, page.key, 1));
      case 'document': {
        const next = documents[(documents.indexOf(documentId) + 1) % documents.length] ?? null;
        return onEdit((all) =>
          all.map((each) => (each.key === page.key ? { ...each, documentId: next } : each)),
        );
      }
      case 'turn':
        return onRecipe(page, turned(recipe));
      case 'flatten':
        return onFlatten(page);
      case 'look':
        return onRecipe(page, { ...recipe, look: recipe.look === 'bw' ? 'colour' : 'bw' });
      case 'crop':
        wanted.current = null;
        return onCrop((before) => (before === page.key ? null : page.key));
    }
  }

  const groups = documents
    .map((id) => ({ id, group: pages.filter(({ documentId }) => documentId === id) }))
    .filter(({ group }) => group.length > 0);
  return (
    <>
      <p className={styles.keys}>{t('keys')}</p>
      <div ref={list} className={styles.table} data-testid="page-table">
        {groups.map(({ id, group }) => {
          const name = dossier.documents.find(({ documentId }) => documentId === id)?.nameVi;
          return (
            <div key={id ?? ''} className={styles.group}>
              <h3>{name ?? t('no-document')}</h3>
              <ul className={styles.pages} role="listbox" aria-label={name ?? t('no-document')}>
                {group.map((page, i) => (
                  <PageCard
                    key={page.key}
                    page={page}
                    number={i + 1}
                    focusable={page.key === chosen?.key}
                    onFocus={() => setCurrent(page.key)}
                    onAct={(what) => act(page, what)}
                  />
                ))}
              </ul>
            </div>
          );
        })}
      </div>
    </>
  );
}
