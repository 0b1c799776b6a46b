import type { Face } from './face.js';
import { lookAlike, somebody } from './people.js';

const tanaka = somebody('tanaka');
const okoro = somebody('okoro');

/** People of the documents. Each is drawn, and nobody. */
export const holders = {
  tanaka: { ...tanaka, skin: '#e8c09c', width: 0.98, jaw: 0.92, ear: 1, lobe: 'attached', iris: '#3a2416', scar: undefined, mole: [150, 322], hairline: 'round', cleft: false, look: { hair: '#1c1512', cut: 'bob', weight: 0.1, years: 0.1, shirt: '#33475c', smile: 0.2 } },
  /** Whose photo stands where hers stood. */
  substitute: { ...tanaka, skin: '#dcae86', width: 1.05, jaw: 1.04, ear: 1.12, earOut: 0.9, lobe: 'free', nose: 1.16, noseLength: 1.3, lips: 1.3, brow: 1.2, iris: '#2e1c12', scar: undefined, mole: undefined, hairline: 'peak', cleft: false, look: { hair: '#241913', cut: 'long', weight: 0.7, years: 0.3, shirt: '#5a3f4c', smile: 0 } },
  okoro: { ...okoro, skin: '#7d5236', width: 1.02, lobe: 'free', scar: [252, 292, 268, 330], mole: undefined, hairline: 'square', look: { hair: '#17110f', cut: 'cropped', weight: 0.3, years: 0.4, shirt: '#3f5a48', smile: 0.1 } },
  other: { ...lookAlike(okoro, ['ears', 'nose']), skin: '#8a5c3d', width: 0.95, jaw: 0.9, lobe: 'attached', scar: undefined, mole: undefined, hairline: 'receding', look: { hair: '#17110f', cut: 'short', weight: -0.2, years: 0.2, beard: true, shirt: '#4a4a5e', smile: 0.3 } },
  silva: { ...somebody('silva'), skin: '#d6a57c', lobe: 'free', scar: undefined, look: { hair: '#3a2419', cut: 'long', weight: 0.2, years: 0.3, shirt: '#6a5a3e', smile: 0.4 } },
  /** Of the watermark: nobody at all, the State's allegory. */
  allegory: { ...somebody('utopia'), skin: '#e9d6b6', scar: undefined, mole: undefined, cleft: false, hairline: 'round', look: { hair: '#7a5c30', cut: 'tied', weight: 0, years: 0, shirt: '#8d7448', smile: 0.3 } },
} as const satisfies Record<string, Face>;
