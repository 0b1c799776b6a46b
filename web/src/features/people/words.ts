import { useLingui } from '@lingui/react/macro';
import type { FactorReset, FileColumn, FileFault, Person, PersonState } from '../../api/people';
import { roles as roleNames, useLabel } from '../../i18n/vocabulary';
import type { StatusLook } from '../../ui/state/Status';

export const looks: Record<PersonState, StatusLook> = { active: 'good', invited: 'not-yet', pending: 'attention', suspended: 'bad', ended: 'not-yet' };
export const resetLooks: Record<FactorReset['state'], StatusLook> = { open: 'attention', approved: 'good', refused: 'bad' };

export function useStates(): Record<PersonState, string> {
  const { t } = useLingui();
  return { active: t`Active`, invited: t`Invited`, pending: t`Waits for you`, suspended: t`Suspended`, ended: t`Ended` };
}

/** The state as it is told of one person: an invitation may have run out. */
export function useStanding(): (person: Person) => string {
  const { t } = useLingui();
  const states = useStates();
  return ({ state, invitationOver }) => (invitationOver ? t`Invitation ran out` : states[state]);
}

/** What a role lets one do, in a line. */
export function useRoleHints(): Record<string, string> {
  const { t } = useLingui();
  return {
    reader: t`Reads what is released to your country or organisation.`,
    contributor: t`Writes drafts and adds files to them.`,
    document_officer: t`Marks, releases and recalls documents; answers requests.`,
    statistics_officer: t`Enters and hands in statistics.`,
    trainee: t`Takes courses.`,
    trainer: t`Gives courses and sees how trainees do.`,
    course_author: t`Writes courses and hands them in for review.`,
    course_officer: t`Marks, publishes and retires courses that somebody else wrote.`,
    training_coordinator: t`Plans cohorts at your training centre and confirms places.`,
    secretariat_officer: t`Runs nominations, membership and resets; reads no content.`,
    auditor: t`Reads the record of what happened, not the content.`,
  };
}

export function useRoleNames(): (role: string) => string {
  const label = useLabel();
  return (role) => label(roleNames, role);
}

/** What is wrong with a line, in the language of the reader. */
export function useFaultWords(): { columns: Record<FileColumn, string>; fault: (fault: FileFault) => string } {
  const { t } = useLingui();
  const states = useStates();
  const columns: Record<FileColumn, string> = { name: t`Name`, email: t`E-mail`, language: t`Language`, roles: t`Roles` };
  const fault = ({ code, value }: FileFault): string => {
    const state = code === 'known' ? (states as Record<string, string>)[value] ?? value : '';
    const words: Record<FileFault['code'], string> = {
      'unreadable': t`From this line on the file cannot be read as a table: a quotation mark is not closed, or stands where none belongs.`,
      'too-many': t`A file holds at most 1000 people; this one has ${value}. Take several files.`,
      'no-column': value ? t`This column is missing. The first line names the columns.` : t`The file is empty. Its first line names the columns.`,
      'cells': t`The line has ${value} cells, more than the first line. A comma inside a cell takes quotation marks around it.`,
      'name': value ? t`A name has at most 200 characters, all of them visible.` : t`The name is missing.`,
      'formula': t`This begins as a formula does. Write the name as it is.`,
      'email': value ? t`“${value}” is no e-mail address.` : t`The e-mail address is missing.`,
      'twice': t`The same address stands in line ${value}.`,
      'known': t`This person is among your people already: ${state}.`,
      'language': t`Letters are written in English (en) and Arabic (ar).`,
      'roles': t`There is no role. What to write stands above.`,
      'role': t`There is no role “${value}” that you may give.`,
    };
    return words[code];
  };
  return { columns, fault };
}
