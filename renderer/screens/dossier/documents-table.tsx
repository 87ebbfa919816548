import { useTranslation } from 'react-i18next';
import { isPresent } from '../../../shared/domain/dossier/documents.ts';
import type { CheckedDocument } from '../../../shared/domain/dossier/documents.ts';
import screen from '../screen.module.css';
import styles from './dossier.module.css';

const count = (number: number) => (number === 0 ? '–' : number);

/** The documents that were handed in or shown, with how many of each. */
export function DocumentsTable({ documents }: { readonly documents: readonly CheckedDocument[] }) {
  const { t } = useTranslation('dossier');
  const present = documents.filter(isPresent);
  if (present.length === 0) return <p className={screen.muted}>{t('no-documents')}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('documents-table.name')}</th>
          <th scope="col">{t('documents-table.originals')}</th>
          <th scope="col">{t('documents-table.certified')}</th>
          <th scope="col">{t('documents-table.photocopies')}</th>
          <th scope="col">{t('documents-table.shown')}</th>
        </tr>
      </thead>
      <tbody>
        {present.map((document) => (
          <tr key={document.documentId}>
            <td>{document.nameVi}</td>
            <td>{count(document.originals)}</td>
            <td>{count(document.certifiedCopies)}</td>
            <td>{count(document.photocopies)}</td>
            <td>{document.shown ? t('documents-table.shown-yes') : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
