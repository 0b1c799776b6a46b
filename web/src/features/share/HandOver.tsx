import { Trans, useLingui } from '@lingui/react/macro';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Explanation } from '../../marking/Explanation';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { ButtonLink } from '../../ui/actions/Link';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { useSave } from './save';

/** For those who contribute but do not release: hands the draft to the document officers of their party. */
export function HandOver({ document, onBack }: { document: DocumentView; onBack: () => void }) {
  const { t } = useLingui();
  const saved = useSave(document);
  return (
    <div className="stack-wide measure">
      <h2><Trans>Released by your document officers</Trans></h2>
      <Explanation id={document.id} verb="release" />
      {document.awaitingRelease
        ? <Note look="good" live title={t`It waits for its release.`}><Trans>Your document officers and your focal point find it under My documents, with the marking you proposed.</Trans></Note>
        : <p><Trans>Your proposal for the marking goes with it. They can change it before they release.</Trans></p>}
      {saved.error && <Failure problem={asProblem(saved.error)} />}
      <Actions>
        {!document.awaitingRelease && document.state === 'draft' && <Button look="main" icon="send" busy={saved.isPending} onClick={() => saved.mutate({ awaitingRelease: true })}>{t`Ask for its release`}</Button>}
        {document.awaitingRelease && <Button busy={saved.isPending} onClick={() => saved.mutate({ awaitingRelease: false })}>{t`Take it back to work on it`}</Button>}
        <ButtonLink to="/drafts">{t`To my documents`}</ButtonLink>
        <Button onClick={onBack}>{t`Back`}</Button>
      </Actions>
    </div>
  );
}
