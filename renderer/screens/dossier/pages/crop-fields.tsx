import { useTranslation } from 'react-i18next';
import { TextField } from '../../../components/text-field.tsx';
import type { Recipe } from '../../../pages/recipe.ts';
import { cropped } from './page-list.ts';
import styles from './pages.module.css';

const SIDES = ['left', 'top', 'right', 'bottom'] as const;

/** How much is cut off at each side of a page, in hundredths; up and down keys change it. */
export function CropFields({
  recipe,
  onChange,
}: {
  readonly recipe: Recipe;
  readonly onChange: (recipe: Recipe) => void;
}) {
  const { t } = useTranslation('pages');
  return (
    <div className={styles.crop} role="group" aria-label={t('crop.title')}>
      {SIDES.map((side, i) => (
        <TextField
          key={side}
          label={t(`crop.${side}`)}
          type="number"
          min={0}
          max={45}
          step={1}
          autoFocus={i === 0}
          value={recipe.crop[side]}
          onChange={(event) =>
            onChange(cropped(recipe, side, Math.round(Number(event.target.value)) - recipe.crop[side]))
          }
        />
      ))}
    </div>
  );
}
