import { useTranslation } from 'react-i18next';
import { codeOf, type Dossier } from '../../../shared/domain/dossier/state.ts';
import { formatDong } from '../../../shared/domain/money.ts';
import type { AppError } from '../../../shared/errors.ts';
import type { Catalogue } from '../../../shared/domain/procedure.ts';
import { CheckField } from '../../components/check-field.tsx';
import { TextCell } from '../../components/text-cell.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { addressOf, postageFor } from '../../use-cases/post-results.ts';
import { addressText } from '../dossier/field-value.ts';
import styles from './results.module.css';

/** A result to be posted as it stands in the form. */
export interface PostRow {
  readonly dossier: Dossier;
  readonly item: string;
  readonly weight: string;
  /** The clerk checked its electronic result with the authority. */
  readonly confirmed: boolean;
}

interface PostRowsProps {
  readonly rows: readonly PostRow[];
  readonly faults: ReadonlyMap<string, readonly AppError[]>;
  readonly catalogue: Catalogue;
  /** `YYYY-MM-DD` at the counter, for the tariff. */
  readonly today: string;
  readonly onItem: (dossierId: string, item: string) => void;
  readonly onWeight: (dossierId: string, weight: string) => void;
  readonly onConfirm: (dossierId: string) => void;
}

/** Where an address is not known it is said at once, not only when all is recorded. */
function Where({ dossier }: { readonly dossier: Dossier }) {
  const { t } = useTranslation('results');
  const address = addressOf(dossier);
  if (!address) return <span className={styles.fault}>{t('no-address')}</span>;
  return addressText(address);
}

function Row({
  row,
  faults,
  catalogue,
  today,
  onItem,
  onWeight,
  onConfirm,
}: Omit<PostRowsProps, 'rows' | 'faults'> & {
  readonly row: PostRow;
  readonly faults: readonly AppError[];
}) {
  const { t } = useTranslation(['results', 'dossier']);
  const errorText = useErrorText();
  const { dossier, item, weight, confirmed } = row;
  const code = codeOf(dossier);
  const applicant = dossier.reception?.applicant;
  const cost = postageFor(catalogue, addressOf(dossier), weight, today);
  return (
    <tr>
      <td>
        <strong>{applicant?.name}</strong>
        <div className={styles.old}>
          {code} · {applicant?.phone}
        </div>
      </td>
      <td>
        <Where dossier={dossier} />
        {faults.map((fault) => (
          <p key={fault.code + (fault.field ?? '')} className={styles.fault} role="alert">
            {errorText(fault)}
          </p>
        ))}
        {(confirmed || faults.some(({ code: fault }) => fault === 'result-unconfirmed')) && (
          <CheckField selected={confirmed} onChange={() => onConfirm(dossier.id)}>
            {t('dossier:result.confirm')}
          </CheckField>
        )}
      </td>
      <td className={styles.itemCell}>
        <TextCell
          aria-label={t('post.item-of', { code })}
          value={item}
          maxLength={30}
          invalid={faults.some(({ field }) => field === 'item')}
          onChange={(event) => {
            onItem(dossier.id, event.target.value);
          }}
        />
      </td>
      <td className={styles.weightCell}>
        <TextCell
          aria-label={t('post.weight-of', { code })}
          inputMode="numeric"
          value={weight}
          maxLength={6}
          invalid={faults.some(({ field }) => field === 'weight')}
          onChange={(event) => {
            onWeight(dossier.id, event.target.value);
          }}
        />
      </td>
      <td className={styles.cost}>{cost.ok && cost.value ? formatDong(cost.value.amount) : '–'}</td>
    </tr>
  );
}

/** The results of a posting, one a row: whose, where to, under which item, how heavy, what it costs the recipient. */
export function PostRows({ rows, faults, ...shared }: PostRowsProps) {
  const { t } = useTranslation('results');
  return (
    <div className={styles.rows}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('post.recipient')}</th>
            <th scope="col">{t('post.address')}</th>
            <th scope="col">{t('post.item')}</th>
            <th scope="col">{t('post.weight')}</th>
            <th scope="col">{t('post.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.dossier.id} row={row} faults={faults.get(row.dossier.id) ?? []} {...shared} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
