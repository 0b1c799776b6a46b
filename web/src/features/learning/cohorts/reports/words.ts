import { useLingui } from '@lingui/react/macro';
import { topics, trainees, regions, priorities } from '../../../../api/training';
import { useSeatStates, useStates } from '../words';

type Words<Codes extends readonly string[]> = Record<Codes[number], string>;

/** The few words in which what is wanted and what is offered can meet. */
export function useSupplyWords() {
  const { t } = useLingui();
  const topic: Words<typeof topics> = {
    document_examination: t`Examining documents`, impostor_detection: t`Detecting impostors`, interviewing: t`Interviewing`, victim_identification: t`Identifying victims`, risk_analysis: t`Risk analysis`, sea_routes: t`Sea routes`,
    investigation: t`Investigation`, biometrics: t`Biometrics`, data_and_statistics: t`Data and statistics`, legal_framework: t`Legal framework`, training_of_trainers: t`Training of trainers`, other: t`Other`,
  };
  const audience: Words<typeof trainees> = { first_line: t`First line`, second_line: t`Second line`, investigators: t`Investigators`, analysts: t`Analysts`, prosecutors: t`Prosecutors`, trainers: t`Trainers`, managers: t`Managers` };
  const region: Words<typeof regions> = {
    global: t`Everywhere`, pacific: t`Pacific`, southeast_asia: t`South-East Asia`, east_asia: t`East Asia`, south_asia: t`South Asia`, central_asia: t`Central Asia`, west_asia: t`West Asia`, europe: t`Europe`, americas: t`Americas`, africa: t`Africa`,
  };
  const priority: Words<typeof priorities> = { low: t`Low`, normal: t`Normal`, high: t`High` };
  return { topic, audience, region, priority };
}

/** Heads of the columns of reports, by their keys. */
export function useHeads(): Record<string, string> {
  const { t } = useLingui();
  return {
    course: t`Course`, title: t`Title`, centre: t`Centre`, place: t`Place`, party: t`Party`, starts: t`Starts on`, ends: t`Ends on`, state: t`State`, days: t`Days held`, hours: t`Hours`, participants: t`Participants`,
    enrolled: t`Enrolled`, underWay: t`Under way`, completed: t`Completed`, failed: t`Not passed`, givenUp: t`Given up`, medianDays: t`Median days to complete`, meanResult: t`Mean result, %`,
    code: t`Question`, type: t`Type`, attempts: t`Attempts`, difficulty: t`Share right`, discrimination: t`Discrimination`, flags: t`Look at`,
  };
}

/** Values that are codes, in words, by the key of their column. */
export function useValues(): Record<string, Record<string, string>> {
  const { t } = useLingui();
  return {
    state: { ...useSeatStates(), ...useStates() },
    flags: { too_hard: t`Too hard`, too_easy: t`Too easy`, tells_little: t`Tells little` },
    type: { choice: t`One of several`, choices: t`Some of several`, matching: t`Matching`, ordering: t`Ordering`, numeric: t`Number`, short_text: t`Short text`, hotspot: t`Places in a picture`, compare: t`Comparison`, mrz: t`Zone`, decision: t`Decision` },
  };
}
