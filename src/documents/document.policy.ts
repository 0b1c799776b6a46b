import { definePolicy } from '../kernel/access/index.js';
import { addressedTo } from '../kernel/marking/index.js';
import { Document } from './document.entity.js';

export const documentPolicy = definePolicy(Document, (actor, can) => {
  if (actor.party) {
    const ours = { originator: actor.party };
    can(['read', 'preview', 'download', 'print', 'audience', 'history'], ours).because('your country or organisation is its originator');

    if (actor.has('contributor')) can(['create', 'edit', 'upload', 'discard'], ours).because('you contribute for its originator');
    for (const [role, title] of [['document_officer', 'a document officer'], ['focal_point', 'a national focal point']] as const) {
      if (actor.has(role)) {
        can(['create', 'edit', 'upload', 'discard', 'rehearse', 'release', 'recall', 'answer', 'retain', 'trace'], ours).because(`you are ${title} of its originator`);
      }
    }
    if (actor.system === 'release-clock') can(['read', 'release'], ours).because('its originator set the time of its release');
    if (actor.system === 'uploads') can(['read', 'upload'], ours).because('somebody who may has sent all of it');
    if (actor.system === 'retention-clock') can(['read', 'retain'], ours).because('the schedule decides how long it is kept');
    if (actor.system === 'previews') can('read', ours).because('its pages are made into images');
    if (actor.system === 'text-extraction') can('read', ours).because('its words are put into the index');
  }

  const granted = { grantedTo: { $in: actor.keys }, readers: { $in: actor.keys }, withheldFrom: { $nin: actor.keys } };
  const grants = [{ conditions: granted, because: 'its originator granted it to you for a time' }, ...addressedTo(actor)];
  for (const { conditions, because } of grants) {
    can(['read', 'preview'], conditions).because(because);
    can(['download', 'print'], { ...conditions, mayDownload: true }).because(`${because}, and no caveat keeps it from being taken away`);
    can('share', { ...conditions, mayShare: true }).because(`${because}, and no caveat forbids passing it on`);
    if (actor.party) can('request', { ...conditions, originator: { $nin: [actor.party] } }).because(because);
  }
}, { programs: ['read', 'download', 'audience', 'history', 'create', 'edit', 'upload', 'discard', 'request'] });
