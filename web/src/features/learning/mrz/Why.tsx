import { Trans, useLingui } from '@lingui/react/macro';
import type { MarkedTask, ZoneWorking } from '../../../api/zone-practice';
import { Lines } from './Lines';
import { useFieldWords } from './words';

/** Why the answer is what it is: where fields stand, how the digit is computed, what tells and what does not. */
export function Why({ marked: { values, explanation: { working, places, altered, impossible, lines } } }: { marked: MarkedTask }) {
  const { t } = useLingui();
  const words = useFieldWords();
  const wrong = values.filter(({ right }) => !right);
  return (
    <div className="stack-tight">
      {places && (
        <ul className="zone-places">
          {places.map(({ field, line, from, to, text }) => (
            <li key={field}><strong>{words[field]}</strong> <span className="muted">{from === to ? t`line ${line}, character ${from}` : t`line ${line}, characters ${from} to ${to}`}</span> <code dir="ltr" translate="no">{text}</code></li>
          ))}
        </ul>
      )}
      {altered && <p>{t`It is the field “${words[altered.field] ?? altered.field}”, which reads ${altered.text} in the zone.`} {altered.caught ? t`Its check digit gives it away.` : t`No check digit gives it away: only comparing with the page does.`}</p>}
      {impossible === null && <p><Trans>Nothing in it is impossible. It may still be false: a zone proves nothing by itself.</Trans></p>}
      {impossible && <p>{t`The field “${words[impossible.field] ?? impossible.field}” cannot be: it reads ${impossible.text}. The check digits agree all the same, as they only compare characters.`}</p>}
      {working && <Working working={working} />}
      {lines && <><p><Trans>So it should read:</Trans></p><Lines lines={lines} /></>}
      {lines && wrong.map(({ name, given, wanted }) => <p key={name} className="small">{words[name]}: {firstDifference(given, wanted, t`it is complete, and longer than it may be`, (at) => t`the first difference is at character ${at}`)}</p>)}
      {altered && <p className="small muted"><Trans>A wrong character may be an error of reading or of issue. Refer the document; do not accuse its holder.</Trans></p>}
    </div>
  );
}

function firstDifference(given: string, wanted: string, longer: string, at: (place: number) => string): string {
  const plain = given.toUpperCase().replaceAll(/\s+/g, '');
  const index = [...wanted].findIndex((character, place) => plain[place] !== character);
  return index < 0 ? longer : at(index + 1);
}

/** Values weighed 7, 3, 1 in turn. */
function Working({ working: { steps, sum, digit, found, text } }: { working: ZoneWorking }) {
  const { t } = useLingui();
  const rest = sum % 10;
  return (
    <>
      <div className="zone-working" dir="ltr" tabIndex={0} role="region" aria-label={t`The check digit of ${text}, step by step`}>
        <table>
          <tbody>
            <tr><th scope="row">{t`Character`}</th>{steps.map(({ character }, index) => <td key={index} translate="no">{character}</td>)}</tr>
            <tr><th scope="row">{t`Value`}</th>{steps.map(({ value }, index) => <td key={index}>{value}</td>)}</tr>
            <tr><th scope="row">{t`Weight`}</th>{steps.map(({ weight }, index) => <td key={index}>× {weight}</td>)}</tr>
            <tr><th scope="row">{t`Product`}</th>{steps.map(({ product }, index) => <td key={index}>{product}</td>)}</tr>
          </tbody>
        </table>
      </div>
      <p>{t`The products sum to ${sum}; divided by 10 that leaves ${rest}. The check digit is ${digit}.`} {found !== undefined && (found === digit ? t`The zone has ${found} too: the digit agrees.` : t`The zone has ${found}: the digit does not agree.`)}</p>
    </>
  );
}
