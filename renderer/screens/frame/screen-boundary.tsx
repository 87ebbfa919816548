import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../shared/errors.ts';
import { ActionButton } from '../../components/action-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useErrorText } from '../../i18n/error-text.ts';
import { reportBug } from '../../session/report-bug.ts';
import { services } from '../../session/services.ts';

interface Props {
  readonly name: string;
  readonly children: ReactNode;
}

function Broken({ error, onRetry }: { readonly error: AppError; readonly onRetry: () => void }) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  return (
    <Notice
      kind="error"
      title={t('crash.title')}
      actions={
        <ActionButton onPress={onRetry} autoFocus>
          {t('crash.retry')}
        </ActionButton>
      }
    >
      <p>{errorText(error)}</p>
    </Notice>
  );
}

/** Keeps a bug of one screen to that screen: the frame, its keys and the status line go on. */
export class ScreenBoundary extends Component<Props, { readonly error: AppError | null }> {
  override state: { readonly error: AppError | null } = { error: null };

  override componentDidCatch(bug: unknown): void {
    this.setState({ error: reportBug(services().desktop, `screen ${this.props.name}`, bug) });
  }

  static getDerivedStateFromError(): { readonly error: AppError } {
    return { error: { code: 'unexpected' } };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Broken
        error={error}
        onRetry={() => {
          this.setState({ error: null });
        }}
      />
    );
  }
}
