import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { COUNTS } from '../../../shared/domain/dossier/documents.ts';
import type { DocumentRequirement } from '../../../shared/domain/procedure.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { CheckField } from '../../components/check-field.tsx';
import { useHotkeys } from '../../components/hotkeys.ts';
import { NumberCell } from '../../components/number-field.tsx';
import { Section } from '../../components/section.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useProcedure, useReception, useTextField } from './reception-context.ts';
import styles from './reception.module.css';
import { Explained } from './part-guide.tsx';
import { cleared, extraRow, isTicked, ticked } from './document-rows.ts';
import type { DocumentValues } from './reception-values.ts';

/** Part 3: what is handed in, against what the procedure asks for. */
export function PartDocuments({ number = 3 }: { readonly number?: number }) {
  const { t } = useTranslation('reception');
  const { form, mode, errorOf, leave, focusField } = useReception();
  const procedure = useProcedure();
  const rows = useWatch({ control: form.control, name: 'documents' });

  function change(at: number, row: DocumentValues | null) {
    const next = row ? rows.map((each, i) => (i === at ? row : each)) : rows.filter((_, i) => i !== at);
    form.setValue('documents', next);
    leave('documents');
  }

  function add() {
    form.setValue('documents', [...rows, extraRow(rows)]);
    // Its fields are there after the next render.
    setTimeout(() => {
      focusField(`documents.${rows.length}.nameVi`);
    });
  }

  /** Everything asked for is here, as asked for; what was counted already stays. */
  function tickAll() {
    const requirementOf = ({ documentId }: DocumentValues) =>
      procedure?.documents.find((each) => each.id === documentId);
    form.setValue(
      'documents',
      rows.map((row) => {
        const requirement = isTicked(row) ? undefined : requirementOf(row);
        return requirement ? ticked(row, requirement) : row;
      }),
    );
    leave('documents');
  }

  useHotkeys([{ keys: 'Alt+A', label: t('document.all'), run: tickAll }]);
  const error = errorOf('documents');
  const unverified = procedure?.documents.some((each) => !each.verified) ?? false;
  return (
    <Section
      number={number}
      title={t('part.documents')}
      aside={unverified && <span className={styles.unverified}>{t('mark.list-unverified')}</span>}
    >
      <div data-field="documents">
        {rows.length > 0 && (
          <table className={styles.documents}>
            <thead>
              <tr>
                <th scope="col">{t('document.name')}</th>
                {COUNTS.map((column) => (
                  <th key={column} scope="col">
                    {t(`document.${column}`)}
                  </th>
                ))}
                <th scope="col">{t('document.shown')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, i) => {
                const requirement = procedure?.documents.find((each) => each.id === row.documentId);
                return (
                  <DocumentRow
                    key={`${i} ${row.documentId}`}
                    at={i}
                    row={row}
                    requirement={requirement ?? null}
                    onChange={change}
                  />
                );
              })}
            </tbody>
          </table>
        )}
        {rows.length === 0 && (
          <p className={styles.quiet}>{t(procedure ? 'document.none-needed' : 'document.choose-first')}</p>
        )}
        {error !== null && (
          <p className={styles.error} role="alert">
            {error}
          </p>
        )}
        <div className={`${styles.below} ${styles.row}`}>
          {(procedure?.documents.length ?? 0) > 0 && (
            <ActionButton keys="Alt+A" onPress={tickAll}>
              {t('document.all')}
            </ActionButton>
          )}
          <ActionButton look="quiet" onPress={add}>
            {t('document.add')}
          </ActionButton>
        </div>
      </div>
      {mode === 'guide' && <Explained what="documents" />}
    </Section>
  );
}

interface RowProps {
  readonly at: number;
  readonly row: DocumentValues;
  /** Null for a line the clerk added. */
  readonly requirement: DocumentRequirement | null;
  readonly onChange: (at: number, row: DocumentValues | null) => void;
}

function DocumentRow({ at, row, requirement, onChange }: RowProps) {
  const { t } = useTranslation('reception');
  const { errorOf } = useReception();
  const field = useTextField();
  const errorId = useId();
  const wrong =
    COUNTS.map((column) => errorOf(`documents.${at}.${column}`)).find((each) => each !== null) ?? null;
  const side = requirement ? { 'data-enter-side': '' } : {};
  const name = requirement ? row.nameVi : row.nameVi || t('document.unnamed');
  return (
    <tr>
      <th scope="row">
        {requirement ? (
          <CheckField
            selected={isTicked(row)}
            onChange={(on) => {
              onChange(at, on ? ticked(row, requirement) : cleared(row));
            }}
          >
            {row.nameVi}{' '}
            <span className={styles.quiet}>
              · {t(`document.required.${requirement.kind}`, { count: requirement.count })}
            </span>
          </CheckField>
        ) : (
          <div className={styles.extra}>
            <TextField {...field(`documents.${at}.nameVi`)} label={t('document.extra')} />
            <ActionButton
              look="quiet"
              aria-label={t('document.remove', { name })}
              onPress={() => {
                onChange(at, null);
              }}
            >
              ×
            </ActionButton>
          </div>
        )}
        {wrong !== null && (
          <p id={errorId} className={styles.error}>
            {wrong}
          </p>
        )}
      </th>
      {COUNTS.map((column) => {
        const { error, description: _, ...registered } = field(`documents.${at}.${column}`);
        return (
          <td key={column} {...side}>
            <NumberCell
              {...registered}
              aria-label={t('document.cell', { column: t(`document.${column}`), name })}
              invalid={error !== null}
              {...(error === null ? {} : { 'aria-describedby': errorId })}
            />
          </td>
        );
      })}
      <td {...side}>
        <CheckField
          selected={row.shown}
          onChange={(shown) => {
            onChange(at, { ...row, shown });
          }}
        >
          <span className="visually-hidden">{t('document.cell', { column: t('document.shown'), name })}</span>
        </CheckField>
      </td>
    </tr>
  );
}
