import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useMayEver } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { WhyNot } from '../../marking/Why';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { FileDrop } from '../../ui/fields/FileDrop';
import { Page, PageHead } from '../../ui/page/Page';
import { Stepper } from '../../ui/page/Stepper';
import { Failure } from '../../ui/state/Failure';
import { FileLimits } from './FilesStep';
import { useStepNames } from './step-names';
import { keepFor } from './uploads';

/** Before there is a draft: the first file makes one. From then on everything is kept on the server. */
export function StartScreen() {
  const { t } = useLingui();
  const { locale } = useFormats();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const contributes = useMayEver('create:document');
  const names = useStepNames();
  const begun = useMutation({
    mutationFn: (files: File[]) => call<DocumentView>('/documents', { method: 'POST', body: { title: titleOf(files[0]) || t`Untitled`, kind: 'analysis', language: locale === 'ar' ? 'ar' : 'en' } }),
    onSuccess: async (document, files) => {
      keepFor(document.id, files);
      queries.setQueryData(documentQuery(document.id).queryKey, document);
      void queries.invalidateQueries({ queryKey: ['documents', 'pages'] });
      await navigate({ to: '/share/$id', params: { id: document.id }, search: { step: files.length > 0 ? 'files' : 'description' }, replace: true });
    },
  });
  return (
    <Page title={t`Share a document`} className="share">
      <PageHead title={t`Share a document`}><Trans>Nobody but your own party sees it until you release it in the last step.</Trans></PageHead>
      <Stepper steps={names} current={0} />
      {contributes ? (
        <div className="stack-wide">
          <FileDrop multiple onFiles={(files) => begun.mutate(files)}><FileLimits /></FileDrop>
          {begun.error && <Failure problem={asProblem(begun.error)} />}
          <Actions><Button busy={begun.isPending} onClick={() => begun.mutate([])}>{t`Begin without a file`}</Button></Actions>
        </div>
      ) : <WhyNot because={t`Sharing is for contributors, document officers and focal points of your party. Your focal point gives these roles`} />}
    </Page>
  );
}

/** A title to begin with: the file's name, without extension and with spaces for its dashes. */
function titleOf(file: File | undefined): string {
  return (file?.name ?? '').replace(/\.[^.]+$/, '').replaceAll(/[-_]+/g, ' ').trim().slice(0, 300);
}
