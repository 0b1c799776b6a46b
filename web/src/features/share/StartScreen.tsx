import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { DocumentView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useMayEver, useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { WhyNot } from '../../marking/Why';
import { transfersTo } from '../../sending/useTransfers';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import type { Packed } from '../../ui/fields/dropped';
import { FileDrop } from '../../ui/fields/FileDrop';
import { Page, PageHead } from '../../ui/page/Page';
import { Stepper } from '../../ui/page/Stepper';
import { Failure } from '../../ui/state/Failure';
import { documentFiles } from './document-files';
import { FileLimits } from './FilesStep';
import { useStepNames } from './step-names';
import { pack, sizeOf } from './pack';

interface Chosen { name: string; files?: File[]; folder?: Packed[] }

/** Before there is a draft: the first file makes one. From then on everything is kept on the server. */
export function StartScreen() {
  const { t } = useLingui();
  const { locale } = useFormats();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { delegationId } = useSession();
  const contributes = useMayEver('create:document');
  const names = useStepNames();
  const begun = useMutation({
    mutationFn: ({ name }: Chosen) => call<DocumentView>('/documents', { method: 'POST', body: { title: titleOf(name) || t`Untitled`, kind: 'analysis', language: locale === 'ar' ? 'ar' : 'en' } }),
    onSuccess: async (document, { name, files = [], folder }) => {
      const transfers = transfersTo(documentFiles(document.id), delegationId, queries);
      const { language } = document;
      if (folder) void transfers.addMade(`${name}.zip`, sizeOf(folder), () => pack(name, folder), { language });
      else transfers.add(files, { language });
      queries.setQueryData(documentQuery(document.id).queryKey, document);
      void queries.invalidateQueries({ queryKey: ['documents', 'pages'] });
      await navigate({ to: '/share/$id', params: { id: document.id }, search: { step: name ? 'files' : 'description' }, replace: true });
    },
  });
  return (
    <Page title={t`Share a document`} className="share">
      <PageHead title={t`Share a document`}><Trans>Nobody but your own party sees it until you release it in the last step.</Trans></PageHead>
      <Stepper steps={names} current={0} />
      {contributes ? (
        <div className="stack-wide">
          <FileDrop multiple onFiles={(files) => begun.mutate({ name: files[0]?.name ?? '', files })} onFolder={(name, folder) => begun.mutate({ name, folder })}><FileLimits /></FileDrop>
          {begun.error && <Failure problem={asProblem(begun.error)} />}
          <Actions><Button busy={begun.isPending} onClick={() => begun.mutate({ name: '' })}>{t`Begin without a file`}</Button></Actions>
        </div>
      ) : <WhyNot because={t`Sharing is for contributors, document officers and focal points of your party. Your focal point gives these roles`} />}
    </Page>
  );
}

/** A title to begin with: the file's name, without extension and with spaces for its dashes. */
function titleOf(name: string): string {
  return name.replace(/\.[^.]+$/, '').replaceAll(/[-_]+/g, ' ').trim().slice(0, 300);
}
