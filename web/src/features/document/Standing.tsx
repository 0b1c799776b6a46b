import { Trans, useLingui } from '@lingui/react/macro';
import type { DocumentView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { Note } from '../../ui/state/Note';

/** What is special about the record's state; a released one needs no remark. */
export function Standing({ document: { unreadable, state, awaitingRelease, proposedMarking, embargoUntil, expiresAt } }: { document: DocumentView }) {
  const { t } = useLingui();
  const { date } = useFormats();
  if (unreadable === 'key-destroyed') return <Note look="danger" title={t`Its key was destroyed.`}><Trans>Its originator destroyed the key it was encrypted with. Nobody can read its title, description and files again.</Trans></Note>;
  if (unreadable) return <Note look="danger" title={t`Damaged.`}><Trans>What is stored of it cannot be opened. The operator must look into it.</Trans></Note>;
  if (state === 'draft' && awaitingRelease) return <Note look="warning" title={t`Waits for release.`}><Trans>A document officer of your party decides. Until then it is private to your party.</Trans></Note>;
  if (embargoUntil) return <Note title={t`Under embargo.`}><Trans>Released by the clock: others will see it from {date(embargoUntil, 'moment')}, with the marking above.</Trans></Note>;
  if (state === 'draft' && !proposedMarking) return <Note title={t`Draft.`}><Trans>Private to your party. Who will see it is chosen on the way to the release.</Trans></Note>;
  if (state === 'draft') return <Note title={t`Draft.`}><Trans>Private to your party. The marking above is what is proposed; it takes effect with the release.</Trans></Note>;
  if (state === 'recalled') return <Note look="warning" title={t`Recalled.`}><Trans>Nobody but your party can see it any more. “Who opened it” says who had read it.</Trans></Note>;
  if (state === 'expired') return <Note look="warning" title={t`Expired.`}>{expiresAt && <Trans>Since {date(expiresAt)} nobody but your party can see it.</Trans>}</Note>;
  return null;
}
