import { useWatch, type FieldPath, type FieldPathValue } from 'react-hook-form';
import { RadioChoice, type RadioOption } from '../../components/radio-choice.tsx';
import { useReception } from './reception-context.ts';
import type { ReceptionValues } from './reception-values.ts';

type ChoicePath = Extract<
  FieldPath<ReceptionValues>,
  'applicant.kind' | 'channel' | 'delivery.kind' | 'paid'
>;

interface ChoiceFieldProps<P extends ChoicePath> {
  readonly path: P;
  readonly label: string;
  readonly options: readonly RadioOption<FieldPathValue<ReceptionValues, P>>[];
  readonly hideLabel?: boolean;
}

/** A choice of the form, all its options visible. */
export function ChoiceField<P extends ChoicePath>({
  path,
  label,
  options,
  hideLabel = false,
}: ChoiceFieldProps<P>) {
  const { form, leave } = useReception();
  const value = useWatch({ control: form.control, name: path });
  return (
    <div data-field={path}>
      <RadioChoice
        label={label}
        hideLabel={hideLabel}
        options={options}
        value={value}
        onChange={(next) => {
          form.setValue(path, next);
          leave(path);
        }}
      />
    </div>
  );
}
