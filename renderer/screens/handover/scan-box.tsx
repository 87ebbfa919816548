import { useState, type Ref } from 'react';
import { TextField } from '../../components/text-field.tsx';

interface ScanBoxProps {
  readonly label: string;
  /** Takes a code typed or scanned; gives what to say about it. */
  readonly onCode: (code: string) => Promise<string>;
  readonly ref?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A box that a wedge scanner types into: a code and Enter, one after the other. */
export function ScanBox({ label, onCode, ref }: ScanBoxProps) {
  const [said, setSaid] = useState('');
  return (
    <div>
      <TextField
        label={label}
        autoFocus
        {...(ref ? { ref } : {})}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          const code = event.currentTarget.value.trim();
          event.currentTarget.value = '';
          if (code !== '') void onCode(code).then(setSaid);
        }}
      />
      <p role="status">{said}</p>
    </div>
  );
}
