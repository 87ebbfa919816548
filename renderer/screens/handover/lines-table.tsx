import { useTranslation } from 'react-i18next';
import { COUNTS } from '../../../shared/domain/dossier/documents.ts';
import type { ListedLine } from '../../../shared/domain/handover/decide-batch.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { NumberCell } from '../../components/number-field.tsx';
import styles from './handover.module.css';

interface LinesTableProps {
  readonly lines: readonly ListedLine[];
  readonly onChange: (lines: readonly ListedLine[]) => void;
}

/** A whole number as typed; an empty box is none, and what is none is left to be refused. */
export function typedCount(text: string): number {
  return text.trim() === '' ? 0 : Number(text.trim());
}

/** The list being made: papers as the documents count, to be changed; what was computed stays beside it. */
export function LinesTable({ lines, onChange }: LinesTableProps) {
  const { t } = useTranslation('handover');
  const change = (at: number, next: Partial<ListedLine>) =>
    onChange(lines.map((line, i) => (i === at ? { ...line, ...next } : line)));
  return (
    <table className={styles.table} aria-label={t('make.lines')}>
      <thead>
        <tr>
          <th scope="col">{t('columns.dossier')}</th>
          {COUNTS.map((kind) => (
            <th key={kind} scope="col">
              {t(`columns.${kind}`)}
            </th>
          ))}
          <th scope="col">{t('columns.remove')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, i) => (
          <tr key={line.dossierId} data-testid="batch-line">
            <td>
              <span className={styles.code}>{line.code}</span> {line.applicantName}
              {line.computed && COUNTS.some((kind) => line.computed?.[kind] !== line[kind]) && (
                <em className={styles.changed}>{t('make.changed', { ...line.computed })}</em>
              )}
              {line.again && (
                <input
                  className={styles.note}
                  aria-label={t('make.explanation', { code: line.code })}
                  placeholder={t('make.explanation-hint')}
                  autoComplete="off"
                  defaultValue={line.again.explanation}
                  onChange={(event) =>
                    line.again && change(i, { again: { ...line.again, explanation: event.target.value } })
                  }
                />
              )}
            </td>
            {COUNTS.map((kind) => (
              <td key={kind}>
                <NumberCell
                  aria-label={`${line.code}: ${t(`columns.${kind}`)}`}
                  defaultValue={String(line[kind])}
                  onChange={(event) => {
                    const typed = typedCount(event.target.value);
                    if (Number.isInteger(typed) && typed >= 0) change(i, { [kind]: typed });
                  }}
                />
              </td>
            ))}
            <td>
              <ActionButton
                look="quiet"
                aria-label={t('make.remove', { code: line.code })}
                onPress={() => onChange(lines.filter((_, at) => at !== i))}
              >
                ×
              </ActionButton>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
