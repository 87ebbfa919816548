import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './notice.module.css';

export interface NoticeProps {
  readonly kind: 'info' | 'warning' | 'error';
  readonly title?: string;
  /** What happened, what is safe, what to do. */
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** Said aloud when it appears; errors always are. */
  readonly announce?: boolean;
}

const SIGNS = { info: 'i', warning: '!', error: '×' } as const;

/** Something the clerk should know, in sentences, with what can be done about it. */
export function Notice({ kind, title, children, actions, announce = false }: NoticeProps) {
  const { t } = useTranslation('common');
  const role = kind === 'error' ? { role: 'alert' } : announce ? { role: 'status' } : {};
  return (
    <div className={`${styles.notice} ${styles[kind]}`} {...role}>
      <span className={styles.sign} aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <div className={styles.body}>
        <span className="visually-hidden">{t(`notice.${kind}`)}</span>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        <div>{children}</div>
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
