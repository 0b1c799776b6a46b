import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';

// What the server's codes are called. A code without a name here stands for itself.

export const kinds: Record<string, MessageDescriptor> = {
  intelligence_report: msg`Intelligence report`,
  alert: msg`Alert`,
  analysis: msg`Analysis`,
  country_profile: msg`Country profile`,
  policy_guide: msg`Policy guide`,
  training_material: msg`Training material`,
  meeting_paper: msg`Meeting paper`,
  statistics_paper: msg`Statistics paper`,
};

export const states: Record<string, MessageDescriptor> = {
  draft: msg`Draft`,
  embargoed: msg`Under embargo`,
  released: msg`Released`,
  recalled: msg`Recalled`,
  expired: msg`Expired`,
};

export const roles: Record<string, MessageDescriptor> = {
  reader: msg`Reader`,
  contributor: msg`Contributor`,
  document_officer: msg`Document officer`,
  statistics_officer: msg`Statistics officer`,
  trainee: msg`Trainee`,
  trainer: msg`Trainer`,
  course_author: msg`Course author`,
  course_officer: msg`Course officer`,
  training_coordinator: msg`Training coordinator`,
  focal_point: msg`National focal point`,
  training_focal_point: msg`Focal point for training`,
  secretariat_officer: msg`Secretariat officer`,
  auditor: msg`Auditor`,
  administrator: msg`Administrator`,
};

/** The name of a code in the language of the interface: `label(kinds, row.kind)`. */
export function useLabel(): (vocabulary: Record<string, MessageDescriptor>, code: string) => string {
  const { i18n } = useLingui();
  return (vocabulary, code) => {
    const named = vocabulary[code];
    return named ? i18n._(named) : code;
  };
}
