import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Fault } from '../../../ui/fields/Field';
import { FileDrop } from '../../../ui/fields/FileDrop';
import { Group } from '../../../ui/fields/RadioGroup';
import { Select } from '../../../ui/fields/Select';
import { TextArea } from '../../../ui/fields/TextArea';
import { directionOf, languages } from '../authoring/languages';
import type { Draft } from './draft';

/** A lesson has so much text at most. */
const largest = 200_000;

/** Captions by language: a file that is dropped or chosen, or pasted words, to be mended where they stand. */
export function CaptionsFields({ captions, onChange }: { captions: Draft['captions']; onChange: (captions: Draft['captions']) => void }) {
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  const [tooLarge, setTooLarge] = useState('');
  const set = (index: number, part: Partial<Draft['captions'][number]>) => onChange(captions.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const free = languages.find((code) => !captions.some(({ language }) => language === code));
  const take = async (index: number, file: File) => {
    setTooLarge(file.size > largest ? file.name : '');
    if (file.size <= largest) set(index, { text: await file.text() });
  };
  return (
    <Group label={t`Captions`} hint={t`WebVTT: a file that ends in .vtt, or its words.`}>
      {captions.map(({ language, text }, index) => (
        <div key={index} className="stack video-captions">
          <Select label={t`Language`} short value={language} choices={languages.map((code) => ({ value: code, label: nameOf(code) }))} onChange={({ target }) => set(index, { language: target.value })} />
          <FileDrop accept=".vtt,text/vtt" onFiles={([file]) => { if (file) void take(index, file); }}><Trans>Up to 200 kB.</Trans></FileDrop>
          <TextArea id={`video-captions-${index}`} label={t`Captions in ${nameOf(language)}`} rows={6} className="input mono" dir={directionOf(language)} lang={language} placeholder={'WEBVTT\n\n00:00.500 --> 00:03.000\n…'} value={text} onChange={({ target }) => set(index, { text: target.value })} />
          {captions.length > 1 && <div><Button size="small" onClick={() => onChange(captions.filter((_, at) => at !== index))}>{t`Leave out ${nameOf(language)}`}</Button></div>}
        </div>
      ))}
      {tooLarge && <Fault>{t`${tooLarge} is too large to be captions.`}</Fault>}
      {free && <div><Button size="small" icon="plus" onClick={() => onChange([...captions, { language: free, text: '' }])}>{t`Captions in another language`}</Button></div>}
    </Group>
  );
}
