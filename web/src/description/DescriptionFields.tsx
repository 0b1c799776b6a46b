import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { vocabularyQuery } from '../api/directory';
import type { DocumentKind, Fault, Subject } from '../api/model';
import { useFormats } from '../i18n/useFormats';
import { subjects as subjectNames } from './subjects';
import { useLabel } from '../i18n/vocabulary';
import { useCircles } from '../marking/choices';
import { Picker } from '../marking/Picker';
import { Checkbox } from '../ui/fields/Checkbox';
import { Group } from '../ui/fields/RadioGroup';
import { Select } from '../ui/fields/Select';
import { TextArea } from '../ui/fields/TextArea';
import { TextField } from '../ui/fields/TextField';
import type { Description } from './description';
import { DetailFields } from './DetailFields';

interface DescriptionFieldsProps { kind: DocumentKind; value: Description; faults: Fault[]; onChange: (description: Description) => void }

export function DescriptionFields({ kind, value, faults, onChange }: DescriptionFieldsProps) {
  const { t } = useLingui();
  const label = useLabel();
  const { language } = useFormats();
  const { parties } = useCircles();
  const { data: vocabulary } = useQuery(vocabularyQuery);
  const change = (part: Partial<Description>) => onChange({ ...value, ...part });
  const fault = (path: string) => faults.find((one) => one.path.split(/[.[]/)[0] === path)?.message;
  const languages = vocabulary?.languages ?? [value.language];
  const toggle = (code: Subject) => (value.subjects.includes(code) ? value.subjects.filter((one) => one !== code) : [...value.subjects, code]);
  return (
    <>
      <TextField id="title" label={t`Title`} error={fault('title')} maxLength={300} value={value.title} onChange={({ target }) => change({ title: target.value })} />
      <TextArea id="abstract" label={t`Summary`} optional error={fault('abstract')} maxLength={5000} rows={7} value={value.abstract} onChange={({ target }) => change({ abstract: target.value })} />
      <Select
        id="language" label={t`Language of title and summary`} short error={fault('language')} value={value.language}
        choices={languages.map((code) => ({ value: code, label: language(code) }))} onChange={({ target }) => change({ language: target.value })}
      />
      <Group id="subjects" label={t`Subjects`} error={fault('subjects')}>
        {Object.keys(subjectNames).map((code) => <Checkbox key={code} checked={value.subjects.includes(code as Subject)} onChange={() => change({ subjects: toggle(code as Subject) })}>{label(subjectNames, code)}</Checkbox>)}
      </Group>
      <Picker
        id="partiesConcerned" label={t`Parties concerned`} hint={t`Whom it is about. This does not decide who sees it.`} error={fault('partiesConcerned')}
        choices={parties} chosen={value.partiesConcerned} onChange={(partiesConcerned) => change({ partiesConcerned })}
      />
      <DetailFields kind={kind} details={value.details} faults={faults} onChange={(details) => change({ details })} />
      <Checkbox id="personalData" checked={value.personalData} hint={t`Names, photographs or numbers by which a person can be found.`} onChange={({ target }) => change({ personalData: target.checked })}>{t`Contains personal data`}</Checkbox>
    </>
  );
}
