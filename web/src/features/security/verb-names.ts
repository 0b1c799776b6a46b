import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What the verbs a token may carry are called; one without a name here stands for itself. */
export const verbNames: Record<string, MessageDescriptor> = {
  'read:document': msg`Find and read documents`,
  'download:document': msg`Download files`,
  'audience:document': msg`See who can read a document`,
  'history:document': msg`See the history of a document`,
  'create:document': msg`Begin drafts`,
  'edit:document': msg`Describe and mark drafts`,
  'upload:document': msg`Add files to drafts`,
  'discard:document': msg`Discard drafts`,
  'request:document': msg`Ask originators for a document or its wider use`,
  'read:releaserequest': msg`Read requests`,
  'create:releaserequest': msg`Make requests`,
  'reply:releaserequest': msg`Reply to questions about requests`,
  'read:party': msg`Read the register of members`,
  'read:audience': msg`Read named audiences`,
};
