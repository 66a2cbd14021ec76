import { useTexts } from '../texts/use-texts.ts';
import { IconButton } from './button.tsx';
import { Field } from './field.tsx';
import { CloseIcon } from './icons.tsx';

/** A search that narrows what is shown while it is typed; Escape empties it. */
export function SearchField(props: { label: string; hint?: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTexts();
  return (
    <Field
      label={props.label}
      {...(props.hint === undefined ? {} : { hint: props.hint })}
      type="search"
      value={props.value}
      autoComplete="off"
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || props.value === '') return;
        // The first Escape empties the search, the second closes the dialog around it.
        event.preventDefault();
        event.stopPropagation();
        props.onChange('');
      }}
      after={
        props.value && (
          <IconButton label={t('app.clearSearch')} onClick={() => props.onChange('')}>
            <CloseIcon />
          </IconButton>
        )
      }
    />
  );
}
