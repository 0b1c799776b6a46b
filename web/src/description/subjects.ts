import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What the subjects of documents are called. */
export const subjects: Record<string, MessageDescriptor> = {
  smuggling_of_migrants: msg`Smuggling of migrants`,
  trafficking_in_persons: msg`Trafficking in persons`,
  travel_documents: msg`Travel documents`,
  visas_and_labels: msg`Visas and labels`,
  sea_routes: msg`Sea routes`,
  air_routes: msg`Air routes`,
  land_routes: msg`Land routes`,
  border_management: msg`Border management`,
  returns: msg`Returns`,
  protection: msg`Protection`,
  victims_support: msg`Support of victims`,
  legislation: msg`Legislation`,
  technology: msg`Technology`,
  awareness: msg`Awareness`,
  cyber_enabled: msg`Cyber-enabled crime`,
};
